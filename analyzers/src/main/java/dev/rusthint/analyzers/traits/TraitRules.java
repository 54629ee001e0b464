package dev.rusthint.analyzers.traits;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `trait`.
public final class TraitRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new DerivedHashManualEq(),
          new OrdXorPartialOrd());

  private TraitRules() {}
}
