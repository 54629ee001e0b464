package dev.rusthint.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A timer whose clock stands still until it is moved.
final class FakeTimer implements Timer {
  private record Due(long at, Runnable task) {}

  private final List<Due> due = new ArrayList<>();
  private long now;

  @Override
  public synchronized Task after(long milliseconds, Runnable task) {
    Due later = new Due(now + milliseconds, task);
    due.add(later);
    return () -> {
      synchronized (this) {
        due.removeIf(other -> other == later);
      }
    };
  }

  /// Moves the clock and runs what is due by then.
  void pass(long milliseconds) {
    long until;
    synchronized (this) {
      until = now + milliseconds;
    }
    while (true) {
      Runnable task;
      synchronized (this) {
        Optional<Due> next =
            due.stream().filter(d -> d.at <= until).min(Comparator.comparingLong(Due::at));
        if (next.isEmpty()) {
          now = until;
          return;
        }
        now = next.get().at;
        due.remove(next.get());
        task = next.get().task;
      }
      task.run();
    }
  }
}
