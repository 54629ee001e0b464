package dev.rusthint.types;

import dev.rusthint.model.lower.SignatureLowering;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.std.Std;
import dev.rusthint.syntax.SourceFile;
import java.nio.file.Path;

/// Crates of one file that see the standard library as it is bundled.
public final class StdCrate {
  /// The file of the crate.
  public static final Path ROOT = Path.of("lib.rs");

  private StdCrate() {}

  /// A crate named `k`, of edition 2021, without features.
  public static SourceCrate over(SourceFile file) {
    CrateConfig config =
        new CrateConfig(
            "k", ROOT, 2021, predicate -> !predicate.contains("feature"), Std.bundled());
    return SourceCrate.load(
        config, path -> path.equals(ROOT) ? file : null, new SignatureLowering());
  }
}
