package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rusthint.server.RustHintServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the cache of loaded classes is made from: the program does here what it does for people,
/// so that the classes and their profiles are those of a day's work. Who adds a command or a
/// request that people wait for adds it here.
final class Training {
  private static final int EDITS = 150;
  private static final int CHECKS = 5;
  private static final long PATIENCE_SECONDS = 120;

  /// The line that is typed into.
  private static final String TYPED_AFTER = "let mut seen";

  private static final String MANIFEST =
      """
      [workspace]
      members = ["member"]

      [workspace.package]
      version = "0.1.0"
      edition = "2021"

      [workspace.dependencies]
      log = "0.4"

      [workspace.lints.clippy]
      pedantic = { level = "warn", priority = -1 }
      module_name_repetitions = "allow"

      [package]
      name = "training"
      version = "0.1.0"
      edition = "2021"
      rust-version = "1.70"

      [features]
      default = ["std"]
      std = ["log?/std", "dep:memchr"]
      use-more = ["std"]

      [dependencies]
      log = { workspace = true, optional = true }
      memchr = { version = "2", optional = true, default-features = false }

      [target.'cfg(unix)'.dependencies]
      libc = "0.2"

      [dev-dependencies]
      rand = "*"

      [profile.release]
      lto = false

      [lints.clippy]
      todo = "warn"
      """;

  private Training() {}

  /// @return the exit code: 0 if all of it ran
  static int run(Console console) {
    Thread.ofPlatform().daemon().start(Training::giveUpAfterAll);
    try {
      Path crate = Files.createTempDirectory("rusthint-training");
      Path library = crate.resolve("src").resolve("lib.rs");
      try {
        write(crate);
        edit(crate, library, true);
        edit(crate, library, false);
        Console quiet =
            new Console(
                crate, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
                console.err(), false, false);
        for (int i = 0; i < CHECKS; i++) {
          for (String format : List.of("human", "json", "sarif", "github")) {
            Main.run(List.of("check", "--format", format, "--profile", "audit", "."), quiet);
          }
        }
        Main.run(List.of("list"), quiet);
        Main.run(List.of("list", "--format", "json"), quiet);
        Main.run(List.of("explain", "unsafe/missing-safety-comment"), quiet);
        Main.run(List.of("--version"), quiet);
        Main.run(List.of("check", "--help"), quiet);
      } finally {
        delete(crate);
      }
      return Main.OK;
    } catch (IOException e) {
      console.say("training failed: " + e);
      return Main.FAILED;
    }
  }

  /// A server that does not answer must not hold up a build.
  private static void giveUpAfterAll() {
    try {
      Thread.sleep(Duration.ofSeconds(PATIENCE_SECONDS));
      Runtime.getRuntime().halt(Main.FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String sample() throws IOException {
    try (InputStream in = Training.class.getResourceAsStream("training.rs")) {
      if (in == null) {
        throw new IOException("training.rs is not in the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /// A workspace as people have them: members, features, dependencies of each form, configuration.
  private static void write(Path crate) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Cargo.toml", MANIFEST);
    files.put("rusthint.toml", "[hints]\n\"perf/inline\" = \"off\"\n");
    files.put("clippy.toml", "msrv = \"1.70\"\n");
    files.put(".cargo/config.toml", "[build]\nrustflags = [\"--cfg\", \"training\"]\n");
    files.put("build.rs", "fn main() {\n    println!(\"cargo:rerun-if-changed=build.rs\");\n}\n");
    files.put("src/lib.rs", sample() + "\nmod more;\npub use more::*;\n");
    files.put("src/more/mod.rs", "mod deep;\npub use self::deep::Deep;\npub const MORE: u32 = 1;\n");
    files.put("src/more/deep.rs", "//! Deep.\n\npub struct Deep<'a>(pub &'a str);\n");
    files.put("src/main.rs", "fn main() {\n    println!(\"{}\", training::MORE);\n}\n");
    files.put("tests/all.rs", "#[test]\nfn all() {\n    assert!(training::MORE == 1);\n}\n");
    files.put(
        "member/Cargo.toml",
        "[package]\nname = \"member\"\nversion.workspace = true\nedition.workspace = true\n"
            + "[dependencies]\nlog.workspace = true\ntraining = { path = \"..\" }\n"
            + "[lints]\nworkspace = true\n");
    files.put("member/src/lib.rs", "pub use training::MORE;\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = crate.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> made;
    try (Stream<Path> paths = Files.walk(folder)) {
      made = paths.toList();
    }
    for (Path path : made.reversed()) {
      Files.deleteIfExists(path);
    }
  }

  /// A session of an editor that gets its diagnostics `pushed`, or asks for them.
  private static void edit(Path crate, Path file, boolean pushed) throws IOException {
    try (Editor editor = new Editor()) {
      String uri = file.toUri().toString();
      editor.request(
          "initialize",
          """
          {"processId":null,"rootUri":null,
           "workspaceFolders":[{"uri":"%s","name":"training"}],
           "capabilities":{
             "general":{"positionEncodings":["utf-16"]},
             "workspace":{"configuration":true,"workspaceFolders":true,
               "didChangeWatchedFiles":{"dynamicRegistration":true}},
             "window":{"workDoneProgress":true},
             "textDocument":{
               %s
               "publishDiagnostics":{"relatedInformation":true,"codeDescriptionSupport":true,
                 "versionSupport":true,"tagSupport":{"valueSet":[1,2]},"dataSupport":true},
               "hover":{"contentFormat":["markdown","plaintext"]},
               "codeAction":{"isPreferredSupport":true,"dataSupport":true,
                 "resolveSupport":{"properties":["edit"]},
                 "codeActionLiteralSupport":
                   {"codeActionKind":{"valueSet":["quickfix","source"]}}}}}}
          """
              .formatted(crate.toUri(), pushed ? "" : "\"diagnostic\":{},"));
      editor.send("initialized", null, JsonParser.parseString("{}"));
      String text = Files.readString(file);
      JsonObject document = new JsonObject();
      document.addProperty("uri", uri);
      document.addProperty("languageId", "rust");
      document.addProperty("version", 0);
      document.addProperty("text", text);
      JsonObject open = new JsonObject();
      open.add("textDocument", document);
      editor.send("textDocument/didOpen", null, open);
      List<String> lines = text.lines().toList();
      int line = 0;
      while (!lines.get(line).contains(TYPED_AFTER)) {
        line++;
      }
      String at = "{\"textDocument\":{\"uri\":\"" + uri + "\"}";
      String noDiagnostics = ",\"context\":{\"diagnostics\":[]}}";
      for (int i = 0; i < EDITS; i++) {
        boolean typed = i % 2 == 0;
        String change =
            "{\"textDocument\":{\"uri\":\"%s\",\"version\":%d},\"contentChanges\":[%s,\"text\":\"%s\"}]}"
                .formatted(uri, i + 1, "{" + range(line, 8, typed ? 8 : 9), typed ? "x" : "");
        editor.send("textDocument/didChange", null, JsonParser.parseString(change));
        // Each of these waits for the analysis of this version.
        if (pushed) {
          editor.request("textDocument/codeAction", at + "," + range(line, 0, 0) + noDiagnostics);
        } else {
          editor.request("textDocument/diagnostic", at + "}");
        }
      }
      for (int i = 0; i < lines.size(); i++) {
        int column = Math.min(6, lines.get(i).length());
        editor.request("textDocument/hover", at + ",\"position\":" + position(i, column) + "}");
        String here = at + "," + range(i, 0, column) + noDiagnostics;
        if (editor.request("textDocument/codeAction", here) instanceof JsonArray actions) {
          for (JsonElement action : actions) {
            editor.request("codeAction/resolve", action.toString());
          }
        }
      }
      editor.request("workspace/diagnostic", "{\"previousResultIds\":[]}");
      editor.send("textDocument/didClose", null, JsonParser.parseString(at + "}"));
      editor.request("shutdown", null);
      editor.send("exit", null, null);
    }
  }

  private static String range(int line, int start, int end) {
    return "\"range\":{\"start\":%s,\"end\":%s}"
        .formatted(position(line, start), position(line, end));
  }

  private static String position(int line, int character) {
    return "{\"line\":%d,\"character\":%d}".formatted(line, character);
  }

  /// The client of a server in this process.
  private static final class Editor implements AutoCloseable {
    private final List<AutoCloseable> streams = new ArrayList<>();
    private final OutputStream toServer;
    private final InputStream fromServer;
    private int lastId;

    Editor() throws IOException {
      Pipe there = Pipe.open();
      Pipe back = Pipe.open();
      streams.addAll(List.of(there.sink(), there.source(), back.sink(), back.source()));
      toServer = Channels.newOutputStream(there.sink());
      fromServer = Channels.newInputStream(back.source());
      Thread.ofPlatform()
          .daemon()
          .start(
              () ->
                  RustHintServer.run(
                      Channels.newInputStream(there.source()),
                      Channels.newOutputStream(back.sink())));
    }

    void send(String method, @Nullable Integer id, @Nullable JsonElement params)
        throws IOException {
      JsonObject message = new JsonObject();
      message.addProperty("jsonrpc", "2.0");
      if (id != null) {
        message.addProperty("id", id);
      }
      message.addProperty("method", method);
      if (params != null) {
        message.add("params", params);
      }
      write(message);
    }

    private void write(JsonObject message) throws IOException {
      byte[] content = message.toString().getBytes(UTF_8);
      toServer.write(("Content-Length: " + content.length + "\r\n\r\n").getBytes(US_ASCII));
      toServer.write(content);
      toServer.flush();
    }

    /// Sends a request and waits for its answer; the server's own requests are answered with null.
    JsonElement request(String method, @Nullable String params) throws IOException {
      int id = ++lastId;
      send(method, id, params == null ? null : JsonParser.parseString(params));
      while (true) {
        JsonObject message = read();
        if (message.has("method")) {
          if (message.has("id")) {
            JsonObject answer = new JsonObject();
            answer.addProperty("jsonrpc", "2.0");
            answer.add("id", message.get("id"));
            answer.add("result", JsonNull.INSTANCE);
            write(answer);
          }
        } else if (message.get("id").getAsInt() == id) {
          return message.has("result") ? message.get("result") : JsonNull.INSTANCE;
        }
      }
    }

    private JsonObject read() throws IOException {
      int length = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring("Content-Length: ".length()));
        }
      }
      String content = new String(fromServer.readNBytes(length), UTF_8);
      return JsonParser.parseString(content).getAsJsonObject();
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      while (true) {
        int next = fromServer.read();
        if (next < 0) {
          throw new EOFException("the server has gone");
        } else if (next == '\n') {
          return line.toString();
        } else if (next != '\r') {
          line.append((char) next);
        }
      }
    }

    @Override
    public void close() throws IOException {
      for (AutoCloseable stream : streams) {
        try {
          stream.close();
        } catch (IOException e) {
          throw e;
        } catch (Exception e) {
          throw new IOException(e);
        }
      }
    }
  }
}
