package dev.rusthint.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonPrimitive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The language server as a process, and as little of a client as measuring needs: what it sends is
/// not read as JSON.
final class ServerProcess implements AutoCloseable {
  private static final long PATIENCE = 60;

  /// A message and when it was there, as [System#nanoTime].
  record Arrival(long time, String text) {}

  private final Process process;
  private final OutputStream out;
  private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
  private final long started;
  private int lastId;

  /// Starts `rusthint lsp` by its launcher.
  ///
  /// @param environment variables to set for it
  ServerProcess(Path launcher, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "lsp");
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    started = System.nanoTime();
    process = builder.start();
    out = process.getOutputStream();
    Thread.ofPlatform().daemon().start(this::read);
  }

  /// When the process was started, as [System#nanoTime].
  long started() {
    return started;
  }

  /// Has the server push diagnostics, for each version.
  void initialize() throws IOException {
    request(
        "initialize",
        "{\"processId\":"
            + ProcessHandle.current().pid()
            + ",\"rootUri\":null,\"capabilities\":{\"textDocument\":{\"publishDiagnostics\":"
            + "{\"versionSupport\":true,\"relatedInformation\":true}},"
            + "\"general\":{\"positionEncodings\":[\"utf-8\",\"utf-16\"]}}}");
    notify("initialized", "{}");
  }

  void open(String uri, String text) throws IOException {
    notify(
        "textDocument/didOpen",
        "{\"textDocument\":{\"uri\":\""
            + uri
            + "\",\"languageId\":\"rust\",\"version\":1,\"text\":"
            + new JsonPrimitive(text)
            + "}}");
  }

  void notify(String method, String params) throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
  }

  /// Sends a request and waits for its answer.
  Arrival request(String method, String params) throws IOException {
    int id = ++lastId;
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params
            + "}");
    return await("\"id\":" + id + ",");
  }

  private void send(String message) throws IOException {
    byte[] content = message.getBytes(UTF_8);
    byte[] header = ("Content-Length: " + content.length + "\r\n\r\n").getBytes(US_ASCII);
    byte[] frame = new byte[header.length + content.length];
    System.arraycopy(header, 0, frame, 0, header.length);
    System.arraycopy(content, 0, frame, header.length, content.length);
    out.write(frame);
    out.flush();
  }

  /// Waits for a message that holds `part`; those before it are dropped.
  ///
  /// @throws IOException if none comes
  Arrival await(String part) throws IOException {
    while (true) {
      Arrival arrival = next();
      if (arrival == null) {
        throw new IOException("nothing came with " + part);
      }
      if (arrival.text.contains(part)) {
        return arrival;
      }
    }
  }

  private @Nullable Arrival next() throws IOException {
    try {
      return arrived.poll(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    InterruptedIOException interrupted = new InterruptedIOException();
    interrupted.initCause(e);
    return interrupted;
  }

  /// Waits for the diagnostics of one version.
  Arrival diagnostics(int version) throws IOException {
    return await("\"version\":" + version + ",\"diagnostics\"");
  }

  private void read() {
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      int length = -1;
      StringBuilder line = new StringBuilder();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line.append((char) b);
          continue;
        }
        String header = line.toString().strip();
        line.setLength(0);
        if (!header.isEmpty()) {
          length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
        } else {
          byte[] content = in.readNBytes(length);
          arrived.add(new Arrival(System.nanoTime(), new String(content, UTF_8)));
        }
      }
    } catch (IOException e) {
      System.err.println("the server's output broke off: " + e.getMessage());
    }
  }

  /// The memory that the process holds, in MiB; -1 where `/proc` does not tell.
  long residentMebibytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
        }
      }
      return -1;
    } catch (IOException e) {
      return -1;
    }
  }

  /// Ends the server in the orderly way.
  @Override
  public void close() throws IOException {
    request("shutdown", "null");
    notify("exit", "null");
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("the server did not end with 0");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }
}
