package dev.rusthint.hint;

import java.util.concurrent.CancellationException;

/// Asks running work to stop.
@FunctionalInterface
public interface Cancellation {
  Cancellation NEVER = () -> false;

  boolean isCancelled();

  /// @throws CancellationException if the work is to stop
  default void check() {
    if (isCancelled()) {
      throw new CancellationException();
    }
  }
}
