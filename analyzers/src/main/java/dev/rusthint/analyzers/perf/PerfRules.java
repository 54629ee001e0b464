package dev.rusthint.analyzers.perf;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `perf`.
public final class PerfRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new ExtendWithDrain(),
          new InlineAlways(),
          new MissingInline(),
          new NeedlessConversion(),
          new PrintInLoop(),
          new RegexInLoop(),
          new SingleCharAdd(),
          new ToStringInFormat(),
          new UnnecessaryLazy(),
          new UselessFormat());

  private PerfRules() {}
}
