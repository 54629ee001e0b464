package dev.rusthint.analyzers.builds;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `cargo` that look at build scripts.
public final class BuildRules {
  public static final List<Analyzer<?>> ALL =
      List.of(new AbsolutePath(), new NetworkInBuildScript(), new NoRerunIfChanged());

  private BuildRules() {}
}
