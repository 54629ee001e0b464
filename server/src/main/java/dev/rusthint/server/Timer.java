package dev.rusthint.server;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs things later. Tests put a clock of their own in its place.
interface Timer {
  /// Something that is due later.
  interface Task {
    Task NONE = () -> {};

    /// Does nothing if it has run or is running.
    void cancel();
  }

  Task after(long milliseconds, Runnable task);

  /// A timer with a thread of its own, which does not keep the process alive.
  static Timer ofThread() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, Lanes.daemon("rusthint-timer"));
    executor.setRemoveOnCancelPolicy(true);
    return (milliseconds, task) -> {
      ScheduledFuture<?> future = executor.schedule(task, milliseconds, TimeUnit.MILLISECONDS);
      return () -> future.cancel(false);
    };
  }
}
