package dev.rusthint.server;

import java.util.Optional;

/// Watches the process that started the server (`processId` of `initialize`).
final class ClientWatch {
  private static final long PERIOD = 400;

  private ClientWatch() {}

  /// Ends the lifecycle soon after the process is gone. A process that cannot be seen from here to
  /// begin with (a client in another container) is not watched: the end of the input tells then.
  static void watch(long processId, Timer timer, Lifecycle lifecycle) {
    Optional<ProcessHandle> client = ProcessHandle.of(processId);
    if (client.isPresent() && client.get().isAlive()) {
      look(client.get(), timer, lifecycle);
    }
  }

  private static void look(ProcessHandle client, Timer timer, Lifecycle lifecycle) {
    if (!client.isAlive()) {
      lifecycle.end();
    } else if (!lifecycle.hasEnded()) {
      timer.after(PERIOD, () -> look(client, timer, lifecycle));
    }
  }
}
