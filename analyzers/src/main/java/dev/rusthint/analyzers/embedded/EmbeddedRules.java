package dev.rusthint.analyzers.embedded;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `embedded`.
public final class EmbeddedRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new AllocInsteadOfCore(),
          new StdInsteadOfAlloc(),
          new StdInsteadOfCore());

  private EmbeddedRules() {}
}
