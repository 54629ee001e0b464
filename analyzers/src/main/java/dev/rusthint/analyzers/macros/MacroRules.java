package dev.rusthint.analyzers.macros;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `macro`.
public final class MacroRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new ArgumentEvaluatedTwice(),
          new CrateInMacroDefinition());

  private MacroRules() {}
}
