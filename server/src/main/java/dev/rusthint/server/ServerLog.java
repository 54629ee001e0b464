package dev.rusthint.server;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.eclipse.lsp4j.MessageType;

/// What the people who run the server are told: on standard error, and in the client's log.
final class ServerLog {
  private final PrintStream err;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile BiConsumer<MessageType, String> client = (_, _) -> {};

  ServerLog(PrintStream err) {
    this.err = err;
  }

  /// From now on the client is told too.
  void tell(BiConsumer<MessageType, String> client) {
    this.client = client;
  }

  /// A line on standard error alone.
  void error(String text) {
    err.println("rusthint: " + text);
  }

  void warn(String text) {
    error(text);
    client.accept(MessageType.Warning, text);
  }

  /// Warns the first time that it is called with `key`.
  void warnOnce(String key, String text) {
    if (told.add(key)) {
      warn(text);
    }
  }

  /// Reports a failure the first time that it is called with `key`.
  void failureOnce(String key, String text, Throwable failure) {
    if (told.add(key)) {
      failure(text, failure);
    }
  }

  /// A failure of the server's own, with its stack trace on standard error.
  void failure(String text, Throwable failure) {
    synchronized (err) {
      error(text + ": " + failure);
      failure.printStackTrace(err);
    }
    client.accept(MessageType.Error, text + ": " + failure);
  }
}
