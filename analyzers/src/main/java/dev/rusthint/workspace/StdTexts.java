package dev.rusthint.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.cargo.CfgSet;
import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.index.CrateText;
import dev.rusthint.std.StdSources;
import dev.rusthint.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the facts of the standard library that the build compiles into [dev.rusthint.std.Std], from
/// its sources. `tools/std-facts` runs it, for each stable release.
public final class StdTexts {
  private static final String TARGET = "x86_64-unknown-linux-gnu";

  private StdTexts() {}

  /// @param args `library` of the sources of Rust, and the folder to write to
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Path.of(args[1]));
  }

  /// Writes `core.txt`, `alloc.txt` and `std.txt`.
  static void write(Path library, Path into) throws IOException {
    ActiveCfg cfg =
        new ActiveCfg(
            CfgSet.of(TargetTriple.of(TARGET)),
            Set.of(),
            ProjectOptions.TestCfg.OFF,
            List.of(),
            null);
    Map<String, CrateDefs> crates = StdSources.load(library, StdTexts::read, cfg);
    Def std = Objects.requireNonNull(crates.get("std")).root();
    Def core = Objects.requireNonNull(crates.get("core")).root();
    for (CrateDefs crate : crates.values()) {
      Path file = into.resolve(crate.name() + ".txt");
      StringBuilder text = new StringBuilder();
      CrateText.write(crate, crate == std.crate() ? core : std, text);
      Files.writeString(file, text, UTF_8);
    }
  }

  private static @Nullable SourceFile read(Path file) {
    try {
      return SourceFile.of(SourceCache.text(file));
    } catch (IOException absent) {
      return null;
    }
  }
}
