package dev.rusthint.analyzers.builds;

import dev.rusthint.hint.Analyzer;
import java.util.List;

/// The rules of the category `cargo` that look at Rust code.
public final class BuildRules {
  public static final List<Analyzer<?>> ALL =
      List.of(
          new AbsolutePath(),
          new IncompatibleMsrv(),
          new NetworkInBuildScript(),
          new NoRerunIfChanged());

  private BuildRules() {}
}
