package dev.rusthint.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.CodingErrorAction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.CancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/// One client's connection: reads messages, answers what is malformed or out of place as JSON-RPC
/// 2.0 and LSP 3.17 prescribe, and hands the rest to LSP4J's endpoint, which knows requests,
/// responses and cancellation.
///
/// LSP4J 1.0's own reader says nothing to malformed JSON and to batches, and answers unknown
/// methods with a stack trace; hence this one.
final class Connection {
  private static final String CANCEL = MessageJsonHandler.CANCEL_METHOD.getMethodName();

  /// How long the client may take to read the last messages, in milliseconds.
  private static final long FAREWELL = 500;

  private final FrameReader frames;
  private final MessageWriter out;
  private final Routes routes;
  private final Lifecycle lifecycle;
  private final ServerLog log;
  private final RemoteEndpoint endpoint;

  Connection(
      InputStream in, OutputStream out, Routes routes, Lifecycle lifecycle, ServerLog log) {
    this.frames = new FrameReader(in);
    this.routes = routes;
    this.lifecycle = lifecycle;
    this.log = log;
    this.out = new MessageWriter(out, Wire.HANDLER, lifecycle::end);
    this.endpoint = new RemoteEndpoint(this.out, new Dispatcher(), this::errorOf);
    endpoint.setJsonHandler(Wire.HANDLER);
  }

  /// What sends requests and notifications to the client. A request's result is a [JsonElement].
  Endpoint remote() {
    return endpoint;
  }

  /// Reads until the end of the input, or until the lifecycle has ended.
  void listen() {
    try {
      while (!lifecycle.hasEnded()) {
        FrameReader.Frame frame = frames.next();
        switch (frame) {
          case null -> {
            return;
          }
          case FrameReader.Content(byte[] bytes) -> receive(bytes);
          case FrameReader.Malformed(String why) ->
              answer(null, ProtocolException.parseError(why));
        }
      }
    } catch (IOException e) {
      log.error("the input broke off: " + e.getMessage());
    } finally {
      lifecycle.end();
    }
  }

  /// Writes what is still to be written, as far as the client reads it soon.
  void finish() {
    out.finish(FAREWELL);
  }

  private void receive(byte[] content) {
    JsonElement id = JsonNull.INSTANCE;
    try {
      JsonElement element = parse(content);
      if (element.isJsonArray()) {
        throw ProtocolException.invalidRequest("batches are not part of LSP");
      }
      if (!element.isJsonObject()) {
        throw ProtocolException.invalidRequest("a message is a JSON object");
      }
      JsonObject message = element.getAsJsonObject();
      id = idOf(message);
      receive(message, id);
    } catch (ResponseErrorException e) {
      answer(id, e);
    }
  }

  private static JsonElement parse(byte[] content) {
    var decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    JsonReader reader =
        new JsonReader(new InputStreamReader(new ByteArrayInputStream(content), decoder));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (content.length == 0 || reader.peek() != JsonToken.END_DOCUMENT) {
        throw ProtocolException.parseError("not one JSON value");
      }
      return element;
    } catch (IOException | JsonParseException e) {
      throw ProtocolException.parseError("not JSON: " + e.getMessage());
    }
  }

  private static JsonElement idOf(JsonObject message) {
    JsonElement id = message.get("id");
    if (id instanceof JsonPrimitive primitive && (primitive.isString() || primitive.isNumber())) {
      return id;
    }
    return JsonNull.INSTANCE;
  }

  private void receive(JsonObject message, JsonElement id) {
    if (!(message.get("jsonrpc") instanceof JsonPrimitive version)
        || !version.getAsString().equals("2.0")) {
      throw ProtocolException.invalidRequest("`jsonrpc` is to be \"2.0\"");
    }
    if (message.has("id") && id.isJsonNull() && message.has("method")) {
      throw ProtocolException.invalidRequest("an `id` is a string or a number");
    }
    JsonElement method = message.get("method");
    if (method == null) {
      receiveResponse(message, id);
      return;
    }
    if (!(method instanceof JsonPrimitive name) || !name.isString()) {
      throw ProtocolException.invalidRequest("a `method` is a string");
    }
    JsonElement params = message.get("params");
    if (params != null && params.isJsonPrimitive()) {
      throw ProtocolException.invalidRequest("`params` are an object or an array");
    }
    if (id.isJsonNull()) {
      receiveNotification(name.getAsString(), params);
    } else {
      receiveRequest(name.getAsString(), id, params);
    }
  }

  private void receiveRequest(String method, JsonElement id, @Nullable JsonElement params) {
    switch (lifecycle.state()) {
      case STARTED -> {
        if (!method.equals("initialize")) {
          throw ProtocolException.notInitialized(method);
        }
      }
      case INITIALIZED -> {
        if (method.equals("initialize")) {
          throw ProtocolException.invalidRequest("initialize came twice");
        }
      }
      case SHUT_DOWN ->
          throw ProtocolException.invalidRequest(method + " came after shutdown");
    }
    Routes.Request route = routes.request(method);
    if (route == null) {
      throw routes.notification(method) == null
          ? ProtocolException.methodNotFound(method)
          : ProtocolException.invalidRequest(method + " is a notification, it has no id");
    }
    RequestMessage request = new RequestMessage();
    request.setJsonrpc("2.0");
    request.setRawId(rawId(id));
    request.setMethod(method);
    request.setParams(read(params, route.params(), method));
    endpoint.consume(request);
  }

  private void receiveNotification(String method, @Nullable JsonElement params) {
    if (method.equals("exit")) {
      lifecycle.end();
      return;
    }
    if (lifecycle.state() != Lifecycle.State.INITIALIZED) {
      return;
    }
    boolean isCancel = method.equals(CANCEL);
    Routes.Notification route = routes.notification(method);
    if (route == null && !isCancel) {
      if (!method.startsWith("$/")) {
        log.error("ignored: " + method);
      }
      return;
    }
    NotificationMessage notification = new NotificationMessage();
    notification.setJsonrpc("2.0");
    notification.setMethod(method);
    try {
      Type type = route == null ? CancelParams.class : route.params();
      notification.setParams(read(params, type, method));
    } catch (ResponseErrorException e) {
      log.error("ignored: " + method + ": " + e.getMessage());
      return;
    }
    endpoint.consume(notification);
  }

  private void receiveResponse(JsonObject message, JsonElement id) {
    if (!message.has("result") && !message.has("error")) {
      throw ProtocolException.invalidRequest("neither a request nor a response");
    }
    if (id.isJsonNull()) {
      log.error("the client reports: " + message.get("error"));
      return;
    }
    ResponseMessage response = new ResponseMessage();
    response.setJsonrpc("2.0");
    response.setRawId(rawId(id));
    if (message.has("error")) {
      response.setError((ResponseError) read(message.get("error"), ResponseError.class, "error"));
    } else {
      response.setResult(message.get("result"));
    }
    endpoint.consume(response);
  }

  private @Nullable Object read(@Nullable JsonElement params, Type type, String method) {
    JsonElement given = params == null || params.isJsonNull() ? new JsonObject() : params;
    try {
      return Wire.GSON.fromJson(given, type);
    } catch (RuntimeException e) {
      // Gson lets the exceptions of its adapters through.
      throw ProtocolException.invalidParams(method + ": " + e.getMessage());
    }
  }

  private static Either<String, Number> rawId(JsonElement id) {
    JsonPrimitive primitive = id.getAsJsonPrimitive();
    return primitive.isString()
        ? Either.forLeft(primitive.getAsString())
        : Either.forRight(primitive.getAsNumber());
  }

  private void answer(@Nullable JsonElement id, ResponseErrorException error) {
    ResponseMessage response = new ResponseMessage();
    response.setJsonrpc("2.0");
    if (id != null && !id.isJsonNull()) {
      response.setRawId(rawId(id));
    }
    response.setError(error.getResponseError());
    out.consume(response);
  }

  private ResponseError errorOf(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ResponseErrorException answer) {
      return answer.getResponseError();
    }
    log.failure("a request failed", cause);
    return ProtocolException.internal("RustHint failed: " + cause).getResponseError();
  }

  /// Calls the handlers; errors they throw become answers.
  private final class Dispatcher implements Endpoint {
    @Override
    public CompletableFuture<?> request(String method, Object params) {
      Routes.Request route = routes.request(method);
      if (route == null) {
        throw ProtocolException.methodNotFound(method);
      }
      return route.handler().apply(params);
    }

    @Override
    public void notify(String method, Object params) {
      Routes.Notification route = routes.notification(method);
      if (route == null) {
        return;
      }
      try {
        route.handler().accept(params);
      } catch (ResponseErrorException e) {
        log.error("ignored: " + method + ": " + e.getMessage());
      } catch (RuntimeException e) {
        log.failure(method + " failed", e);
      }
    }
  }
}
