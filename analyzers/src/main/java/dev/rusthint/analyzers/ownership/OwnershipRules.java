package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `ownership`.
public final class OwnershipRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new AssigningClones(),
          new BorrowedBox(),
          new BorrowedReference(),
          new BoxReturns(),
          new CloneOnCopy(),
          new ClonedInsteadOfCopied(),
          new ExplicitAutoDeref(),
          new ImplicitClone(),
          new Indirection(),
          new IneffectiveDrop(),
          new LetUnderscore(),
          new LetUnderscoreDrop(),
          new NeedlessBorrow(),
          new OptionOption(),
          new RefBinding(),
          new RefOption(),
          new ReplaceTake(),
          new SharedBuffer(),
          new SharedInVecInit(),
          new TrivialReference());

  private OwnershipRules() {}
}
