package dev.rusthint.server;

import dev.rusthint.hint.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Work for one request on some other thread. When the client cancels the request, which LSP4J
/// tells by cancelling the future, the work is asked to stop.
final class Work {
  private Work() {}

  /// Starts when `first` is there; fails as `first` fails.
  static <A extends @Nullable Object, T extends @Nullable Object> CompletableFuture<T> after(
      CompletableFuture<A> first, Executor lane, Step<A, T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    first.whenCompleteAsync(
        (value, failure) -> {
          if (failure != null) {
            result.completeExceptionally(
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure);
          } else if (!result.isDone()) {
            run(value, work, result);
          }
        },
        lane);
    return result;
  }

  private static <A extends @Nullable Object, T extends @Nullable Object> void run(A value, Step<A, T> work, CompletableFuture<T> result) {
    try {
      result.complete(work.apply(value, result::isCancelled));
    } catch (CancellationException e) {
      result.cancel(false);
    } catch (RuntimeException | StackOverflowError e) {
      result.completeExceptionally(e);
    }
  }

  /// What is done with what was waited for.
  @FunctionalInterface
  interface Step<A extends @Nullable Object, T extends @Nullable Object> {
    T apply(A value, Cancellation cancellation);
  }
}
