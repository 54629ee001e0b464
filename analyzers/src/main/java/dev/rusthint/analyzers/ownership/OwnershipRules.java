package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `ownership`.
public final class OwnershipRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new AssigningClones(),
          new BorrowedReference(),
          new CloneOnCopy(),
          new ClonedInsteadOfCopied(),
          new ExplicitAutoDeref(),
          new ImplicitClone(),
          new IneffectiveDrop(),
          new LetUnderscore(),
          new LetUnderscoreDrop(),
          new NeedlessBorrow(),
          new RefBinding(),
          new ReplaceTake(),
          new SharedInVecInit(),
          new TrivialReference());

  private OwnershipRules() {}
}
