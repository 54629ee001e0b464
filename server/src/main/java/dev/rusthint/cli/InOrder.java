package dev.rusthint.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Work on many things by several threads, its results taken in the order of the things.
///
/// @param <T> a result
final class InOrder<T> {
  /// Deep recursion over deeply nested code needs stack; what is not used costs nothing.
  private static final long STACK_BYTES = 512L << 20;

  /// How far threads may run ahead of what was taken, for each thread: bounds memory.
  private static final int AHEAD = 64;

  private final int count;
  private final IntFunction<T> work;
  private final Semaphore ahead;
  private final Map<Integer, T> done = new HashMap<>();
  private int next;
  private boolean stopped;
  private @Nullable Throwable failure;

  /// @param work gives the result for a number from 0; called by several threads
  InOrder(int count, int threads, IntFunction<T> work) {
    this.count = count;
    this.work = work;
    int used = Math.max(1, Math.min(threads, count));
    this.ahead = new Semaphore(used * AHEAD);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      workers.add(
          Thread.ofPlatform()
              .name("check-" + i)
              .daemon()
              .stackSize(STACK_BYTES)
              .unstarted(this::work));
    }
    workers.forEach(Thread::start);
  }

  private void work() {
    try {
      while (true) {
        ahead.acquire();
        int index;
        synchronized (this) {
          if (stopped || next >= count) {
            return;
          }
          index = next++;
        }
        T result = work.apply(index);
        synchronized (this) {
          done.put(index, result);
          notifyAll();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      synchronized (this) {
        failure = e;
        notifyAll();
      }
    }
  }

  /// The result for a number, when it is there. Asked for in order, each once.
  ///
  /// @throws IllegalStateException if the work failed for some number
  synchronized T take(int index) throws InterruptedException {
    while (true) {
      T result = done.remove(index);
      if (result != null) {
        ahead.release();
        return result;
      }
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      wait();
    }
  }

  /// Ends the work: nothing further is begun.
  synchronized void stop() {
    stopped = true;
    ahead.release(1 << 20);
  }
}
