package dev.rusthint.server;

import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.jspecify.annotations.Nullable;

/// Checks parameters: whatever the protocol requires may be missing in what a client sends.
final class Params {
  private Params() {}

  /// @throws ProtocolException (`InvalidParams`) if there is no `value`
  static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw ProtocolException.invalidParams(name + " is missing");
    }
    return value;
  }

  static String uri(@Nullable TextDocumentIdentifier document) {
    return required(required(document, "textDocument").getUri(), "textDocument.uri");
  }
}
