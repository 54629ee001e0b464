package dev.rusthint.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.rusthint.hint.Registry;
import dev.rusthint.syntax.ParserDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A client of our own: sends what it is told to, byte for byte, and keeps what comes back.
final class TestClient implements AutoCloseable {
  private static final long PATIENCE = 20;
  private static final String END = "\0end";

  private final OutputStream toServer;
  private final InputStream fromServer;
  private final Map<String, BlockingQueue<JsonObject>> arrived = new ConcurrentHashMap<>();
  private final Map<String, Function<JsonElement, JsonElement>> answers = new ConcurrentHashMap<>();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final boolean isInProcess;
  private int lastId;

  private TestClient(OutputStream toServer, InputStream fromServer, boolean isInProcess) {
    this.isInProcess = isInProcess;
    this.toServer = toServer;
    this.fromServer = fromServer;
    Thread.ofPlatform().daemon().name("test-client").start(this::read);
  }

  /// A client of a server in this process.
  static TestClient inProcess(Registry registry, Timer timer) {
    try {
      Pipe there = Pipe.open();
      Pipe back = Pipe.open();
      TestClient client =
          new TestClient(
              Channels.newOutputStream(there.sink()), Channels.newInputStream(back.source()), true);
      InputStream in = Channels.newInputStream(there.source());
      OutputStream out = Channels.newOutputStream(back.sink());
      PrintStream err = new PrintStream(client.errors, true, UTF_8);
      Thread.ofPlatform()
          .daemon()
          .name("test-server")
          .start(
              () -> {
                client.exitCode.complete(RustHintServer.run(in, out, registry, err, timer));
                closeQuietly(out);
                closeQuietly(in);
              });
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A client of a process that serves on its standard streams.
  static TestClient of(Process process) {
    TestClient client = new TestClient(process.getOutputStream(), process.getInputStream(), false);
    process.onExit().thenAccept(gone -> client.exitCode.complete(gone.exitValue()));
    return client;
  }

  /// A client of a process that serves on a socket.
  static TestClient of(Socket socket, Process process) throws IOException {
    TestClient client = new TestClient(socket.getOutputStream(), socket.getInputStream(), false);
    process.onExit().thenAccept(gone -> client.exitCode.complete(gone.exitValue()));
    return client;
  }

  private static void closeQuietly(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// How this client answers a request of the server's. Without an answer it sends `null`.
  TestClient answering(String method, Function<JsonElement, JsonElement> answer) {
    answers.put(method, answer);
    return this;
  }

  // Sending.

  void sendBytes(byte[] bytes) {
    try {
      synchronized (toServer) {
        toServer.write(bytes);
        toServer.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sendText(String json) {
    byte[] content = json.getBytes(UTF_8);
    sendBytes(frame(content));
  }

  static byte[] frame(byte[] content) {
    byte[] header = ("Content-Length: " + content.length + "\r\n\r\n").getBytes(US_ASCII);
    byte[] frame = new byte[header.length + content.length];
    System.arraycopy(header, 0, frame, 0, header.length);
    System.arraycopy(content, 0, frame, header.length, content.length);
    return frame;
  }

  void notify(String method, @Nullable JsonElement params) {
    sendText(message(method, params).toString());
  }

  /// Sends a request; returns its id.
  int send(String method, @Nullable JsonElement params) {
    JsonObject message = message(method, params);
    int id = ++lastId;
    message.addProperty("id", id);
    sendText(message.toString());
    return id;
  }

  private static JsonObject message(String method, @Nullable JsonElement params) {
    JsonObject message = new JsonObject();
    message.addProperty("jsonrpc", "2.0");
    message.addProperty("method", method);
    if (params != null) {
      message.add("params", params);
    }
    return message;
  }

  /// The result of a request; fails if it is answered with an error.
  JsonElement request(String method, @Nullable JsonElement params) {
    JsonObject response = response(send(method, params));
    if (response.has("error")) {
      throw new AssertionError(method + ": " + response);
    }
    return response.get("result");
  }

  /// The error that a request is answered with.
  JsonObject error(String method, @Nullable JsonElement params) {
    JsonObject response = response(send(method, params));
    if (!response.has("error")) {
      throw new AssertionError(method + " succeeded: " + response);
    }
    return response.getAsJsonObject("error");
  }

  // Receiving.

  private BlockingQueue<JsonObject> queue(String key) {
    return arrived.computeIfAbsent(key, _ -> new LinkedBlockingQueue<>());
  }

  JsonObject response(int id) {
    return next("id " + id);
  }

  /// The answer to a request whose id is a text.
  JsonObject textResponse(String id) {
    return next("id \"" + id + "\"");
  }

  /// The answer to a message whose id could not be known.
  JsonObject answerToNobody() {
    return next("id null");
  }

  /// The parameters of the next notification or request of a method.
  JsonObject await(String method) {
    return next(method).getAsJsonObject("params");
  }

  private JsonObject next(String key) {
    try {
      JsonObject message = queue(key).poll(PATIENCE, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came: " + key + "\n" + errors());
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// What came of a method and was not looked at yet.
  List<JsonObject> pending(String method) {
    List<JsonObject> messages = new ArrayList<>();
    queue(method).drainTo(messages);
    return messages.stream().map(message -> message.getAsJsonObject("params")).toList();
  }

  /// What the server wrote to standard error.
  String errors() {
    return errors.toString(UTF_8);
  }

  /// The server's exit code, which must come within `milliseconds`.
  int exitCode(long milliseconds) {
    try {
      return exitCode.get(milliseconds, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("still running after " + milliseconds + " ms", e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// Waits until the output has ended; everything that came is known then.
  void awaitEnd() {
    next(END);
  }

  private void read() {
    FrameReader frames = new FrameReader(fromServer);
    try {
      while (true) {
        switch (frames.next()) {
          case null -> {
            queue(END).add(new JsonObject());
            return;
          }
          case FrameReader.Content(byte[] bytes) ->
              received(JsonParser.parseString(new String(bytes, UTF_8)).getAsJsonObject());
          case FrameReader.Malformed(String why) -> throw new IllegalStateException(why);
        }
      }
    } catch (IOException e) {
      queue(END).add(new JsonObject());
    }
  }

  private void received(JsonObject message) {
    JsonElement id = message.get("id");
    if (!message.has("method")) {
      queue("id " + (id == null ? JsonNull.INSTANCE : id)).add(message);
      return;
    }
    String method = message.get("method").getAsString();
    if (id != null) {
      JsonObject response = new JsonObject();
      response.addProperty("jsonrpc", "2.0");
      response.add("id", id);
      Function<JsonElement, JsonElement> answer = answers.get(method);
      response.add(
          "result", answer == null ? JsonNull.INSTANCE : answer.apply(message.get("params")));
      sendText(response.toString());
    }
    if (!isInProcess || !isParserWarning(message)) {
      queue(method).add(message);
    }
  }

  /// Where the build had neither npm nor a compiler each server warns of the parser, as
  /// `FallbackParserIT` holds it to.
  private static boolean isParserWarning(JsonObject message) {
    return message.get("params") instanceof JsonObject params
        && params.get("message") instanceof JsonElement text
        && text.equals(new JsonPrimitive(String.valueOf(ParserDescription.warning())));
  }

  // The usual conversation.

  static JsonElement json(String text) {
    return JsonParser.parseString(text.replace('\'', '"'));
  }

  /// Starts with the given client capabilities; returns the result of `initialize`.
  JsonObject initialize(String capabilities) {
    JsonObject result =
        request(
                "initialize",
                json("{'processId':null,'rootUri':null,'capabilities':" + capabilities + "}"))
            .getAsJsonObject();
    notify("initialized", new JsonObject());
    return result;
  }

  void open(String uri, String text) {
    open(uri, "rust", 1, text);
  }

  void open(String uri, String language, int version, String text) {
    JsonObject item = new JsonObject();
    item.addProperty("uri", uri);
    item.addProperty("languageId", language);
    item.addProperty("version", version);
    item.addProperty("text", text);
    JsonObject params = new JsonObject();
    params.add("textDocument", item);
    notify("textDocument/didOpen", params);
  }

  /// One edit: `range` as `startLine:startColumn-endLine:endColumn`, null for the whole text.
  void change(String uri, int version, @Nullable String range, String text) {
    JsonObject change = new JsonObject();
    if (range != null) {
      change.add("range", range(range));
    }
    change.addProperty("text", text);
    JsonArray changes = new JsonArray();
    changes.add(change);
    JsonObject document = new JsonObject();
    document.addProperty("uri", uri);
    document.addProperty("version", version);
    JsonObject params = new JsonObject();
    params.add("textDocument", document);
    params.add("contentChanges", changes);
    notify("textDocument/didChange", params);
  }

  static JsonObject range(String range) {
    String[] n = range.split("[:-]", -1);
    return json(
            "{'start':{'line':%s,'character':%s},'end':{'line':%s,'character':%s}}"
                .formatted(n[0], n[1], n[2], n[3]))
        .getAsJsonObject();
  }

  static JsonObject document(String uri) {
    JsonObject document = new JsonObject();
    document.addProperty("uri", uri);
    JsonObject params = new JsonObject();
    params.add("textDocument", document);
    return params;
  }

  void closeDocument(String uri) {
    notify("textDocument/didClose", document(uri));
  }

  /// The next publication: `version: id@line:column-line:column, …`.
  String published() {
    return showPublication(await("textDocument/publishDiagnostics"));
  }

  static String showPublication(JsonObject publication) {
    JsonElement version = publication.get("version");
    return (version == null ? "none" : version) + ": " + show(publication.getAsJsonArray("diagnostics"));
  }

  static String show(JsonArray diagnostics) {
    List<String> shown = new ArrayList<>();
    for (JsonElement element : diagnostics) {
      JsonObject diagnostic = element.getAsJsonObject();
      JsonElement code = diagnostic.get("code");
      // What is wrong with a file as such has no code.
      String what = code == null ? "problem" : code.getAsString();
      shown.add(what + "@" + show(diagnostic.getAsJsonObject("range")));
    }
    return String.join(", ", shown);
  }

  static String show(JsonObject range) {
    return place(range.getAsJsonObject("start")) + "-" + place(range.getAsJsonObject("end"));
  }

  private static String place(JsonObject position) {
    return position.get("line") + ":" + position.get("character");
  }

  /// Ends in an orderly way; returns the exit code.
  int end() {
    request("shutdown", null);
    notify("exit", null);
    return exitCode(2000);
  }

  /// Closes the input of the server.
  void hangUp() {
    try {
      toServer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    hangUp();
  }
}
