package dev.rusthint.analyzers.tests;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `test`.
public final class TestRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new IgnoreWithoutReason(),
          new ShouldPanicWithoutExpect(),
          new TestOutsideTestModule());

  private TestRules() {}
}
