package dev.rusthint.server;

import java.util.concurrent.CompletableFuture;

/// Where the server is between its start and its end (LSP 3.17, *Server lifecycle*).
final class Lifecycle {
  enum State {
    STARTED,
    INITIALIZED,
    SHUT_DOWN
  }

  private volatile State state = State.STARTED;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  State state() {
    return state;
  }

  void initialized() {
    state = State.INITIALIZED;
  }

  void shutDown() {
    state = State.SHUT_DOWN;
  }

  /// The connection is over: by the notification `exit`, the end of the input, or the client's
  /// death.
  void end() {
    exit.complete(state == State.SHUT_DOWN ? 0 : 1);
  }

  boolean hasEnded() {
    return exit.isDone();
  }

  /// Waits for the end. Returns the process's exit code: 0 after `shutdown`, else 1.
  int awaitExit() {
    return exit.join();
  }
}
