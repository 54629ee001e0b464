package dev.rusthint.analyzers.errors;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `error`.
public final class ErrorRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new Exit());

  private ErrorRules() {}
}
