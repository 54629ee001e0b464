package dev.rusthint.analyzers.asyncs;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `async`.
public final class AsyncRules {
  public static final List<Analyzer<?>> ALL =
      List.of(new AsyncRecursion(), new ManualAsyncFn(), new UnusedAsync());

  private AsyncRules() {}
}
