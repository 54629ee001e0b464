package dev.rusthint.model.names;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is computed when first asked for, and kept.
///
/// No lock is held meanwhile: two threads may both compute it, and the first to finish decides. A
/// computation that asks for its own value gets a stand-in; what was computed from that inside the
/// cycle is not kept, so that it is found in full when it is asked for by itself. Definitions, which
/// are compared by identity, are kept all the same.
final class Memo<T> {
  private static final ThreadLocal<Running> RUNNING = ThreadLocal.withInitial(Running::new);

  /// The computations of a thread, outermost first.
  private static final class Running {
    final List<Memo<?>> stack = new ArrayList<>();

    /// The outermost that a computation inside has asked for.
    int asked = Integer.MAX_VALUE;
  }

  private record Kept<T>(@Nullable T value) {}

  private final boolean always;
  private volatile @Nullable Kept<T> kept;

  Memo() {
    this(false);
  }

  private Memo(boolean always) {
    this.always = always;
  }

  /// One that keeps what was computed inside a cycle too.
  static <T> Memo<T> ofDefinitions() {
    return new Memo<>(true);
  }

  @Nullable T get(Supplier<? extends @Nullable T> computation, @Nullable T standIn) {
    Kept<T> known = kept;
    if (known != null) {
      return known.value;
    }
    Running running = RUNNING.get();
    int again = running.stack.lastIndexOf(this);
    if (again >= 0) {
      running.asked = Math.min(running.asked, again);
      return standIn;
    }
    int depth = running.stack.size();
    running.stack.add(this);
    T value;
    try {
      value = computation.get();
    } finally {
      running.stack.removeLast();
    }
    if (running.asked >= depth) {
      running.asked = Integer.MAX_VALUE;
    } else if (!always) {
      return value;
    }
    return keep(value);
  }

  private synchronized @Nullable T keep(@Nullable T value) {
    Kept<T> known = kept;
    if (known != null) {
      return known.value;
    }
    kept = new Kept<>(value);
    return value;
  }
}
