package dev.rusthint.model.names;

import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.CrateDefs;
import java.nio.file.Path;
import java.util.Map;

/// What is known of a crate before its sources are read.
///
/// @param name its name in paths
/// @param root its root file
/// @param edition 2015 to 2024
/// @param cfg decides `cfg` predicates; what it leaves open counts as true
/// @param externs the crates that its paths can begin with, by the names that it has for them;
///   `core`, `alloc` and `std` are among them, and what is missing leaves its names unknown
public record CrateConfig(
    String name, Path root, int edition, CfgOracle cfg, Map<String, CrateDefs> externs) {
  public CrateConfig {
    externs = Map.copyOf(externs);
  }
}
