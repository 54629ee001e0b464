package dev.rusthint.analyzers.docs;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `docs`.
public final class DocsRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new FourForwardSlashes(),
          new MissingDocs(),
          new NeedlessDoctestMain(),
          new TestAttributeInDoctest());

  private DocsRules() {}
}
