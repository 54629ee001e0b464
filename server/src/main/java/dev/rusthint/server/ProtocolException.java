package dev.rusthint.server;

import java.io.Serial;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/// Something that a request is answered with instead of a result. It has no stack trace: it is
/// no failure of the server.
final class ProtocolException extends ResponseErrorException {
  @Serial private static final long serialVersionUID = 1L;

  private ProtocolException(ResponseErrorCode code, String message) {
    super(new ResponseError(code, message, null));
    setStackTrace(new StackTraceElement[0]);
  }

  /// The text or message is no JSON.
  static ProtocolException parseError(String message) {
    return new ProtocolException(ResponseErrorCode.ParseError, message);
  }

  static ProtocolException invalidRequest(String message) {
    return new ProtocolException(ResponseErrorCode.InvalidRequest, message);
  }

  static ProtocolException methodNotFound(String method) {
    return new ProtocolException(ResponseErrorCode.MethodNotFound, "no such method: " + method);
  }

  static ProtocolException invalidParams(String message) {
    return new ProtocolException(ResponseErrorCode.InvalidParams, message);
  }

  static ProtocolException notInitialized(String method) {
    return new ProtocolException(
        ResponseErrorCode.ServerNotInitialized, method + " came before initialize");
  }

  /// The document changed while the answer was worked out.
  static ProtocolException contentModified() {
    return new ProtocolException(ResponseErrorCode.ContentModified, "the document changed");
  }

  static ProtocolException internal(String message) {
    return new ProtocolException(ResponseErrorCode.InternalError, message);
  }
}
