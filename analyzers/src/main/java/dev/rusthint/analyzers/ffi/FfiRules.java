package dev.rusthint.analyzers.ffi;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `ffi`.
public final class FfiRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new ImplicitAbi(), new NoMangleWithRustAbi(), new SafeAttribute(), new SafeExternBlock());

  private FfiRules() {}
}
