package dev.rusthint.analyzers.perf;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `perf`.
public final class PerfRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new ChainedCalls(),
          new ExtendWithDrain(),
          new FirstCharacter(),
          new FoldByHand(),
          new GetThenCheck(),
          new IdentityClosure(),
          new InlineAlways(),
          new MissingInline(),
          new NeedlessBound(),
          new NeedlessConversion(),
          new NeedlessFilterMap(),
          new NthElement(),
          new PrintInLoop(),
          new RegexInLoop(),
          new SearchIsSome(),
          new SingleCharAdd(),
          new SuspiciousMap(),
          new ToStringInFormat(),
          new TwoEndedLast(),
          new UnnecessaryLazy(),
          new UselessFormat());

  private PerfRules() {}
}
