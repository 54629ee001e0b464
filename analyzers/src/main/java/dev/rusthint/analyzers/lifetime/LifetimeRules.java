package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `lifetime`.
public final class LifetimeRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new ElidableLifetimeNames(),
          new ExtraUnusedLifetimes(),
          new HiddenInPaths(),
          new MismatchedSyntaxes(),
          new NeedlessLifetimes(),
          new RedundantStatic(),
          new SelfBorrowForever(),
          new UnusedLifetimes());

  private LifetimeRules() {}
}
