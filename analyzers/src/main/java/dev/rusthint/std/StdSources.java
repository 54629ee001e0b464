package dev.rusthint.std;

import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.lower.SignatureLowering;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.model.names.SourceReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// `core`, `alloc` and `std` read from their sources.
public final class StdSources {
  private static final int EDITION = 2024;

  /// Without a value it asks whether there are atomics of any width.
  private static final Pattern ANY_ATOMIC =
      Pattern.compile("\\btarget_has_atomic(_load_store|_equal_alignment)?\\b(?!\\s*=)");

  private StdSources() {}

  /// Reads the crates out of a folder laid out as `library` of the Rust repository is: that of the
  /// toolchain's component `rust-src`, or one that `tools/std_sources.py` writes.
  ///
  /// @param cfg decides the `cfg` predicates of the target
  /// @return the crates by their names; one whose root file is not there is incomplete
  public static Map<String, CrateDefs> load(Path library, SourceReader reader, CfgOracle cfg) {
    Map<String, CrateDefs> crates = new LinkedHashMap<>();
    // What only std may ask, each the same as the stable question on the targets there are.
    CfgOracle own =
        predicate ->
            cfg.mayHold(
                ANY_ATOMIC
                    .matcher(predicate)
                    .replaceAll("target_has_atomic = \"8\"")
                    .replace("target_has_atomic_load_store", "target_has_atomic")
                    .replace("target_has_atomic_equal_alignment", "target_has_atomic"));
    for (String name : List.of("core", "alloc", "std")) {
      Path root = library.resolve(name).resolve("src").resolve("lib.rs");
      CrateConfig config = new CrateConfig(name, root, EDITION, own, Map.copyOf(crates));
      crates.put(name, SourceCrate.load(config, reader, new SignatureLowering()));
    }
    return Map.copyOf(crates);
  }
}
