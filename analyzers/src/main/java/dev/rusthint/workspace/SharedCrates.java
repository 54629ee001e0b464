package dev.rusthint.workspace;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.index.IndexedCrate;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Crates that were read, for all packages that are built with the same of each: with the same
/// features, seeing the same crates. The ones used last are kept.
final class SharedCrates {
  private final long most;
  private final Map<Build, CrateDefs> crates = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /// @param cfg what tells the features that are on
  /// @param externs the very crates that it sees
  private record Build(Path root, int edition, Object cfg, Map<String, CrateDefs> externs) {}

  /// @param most how many bytes of sources and indexes are kept
  SharedCrates(long most) {
    this.most = most;
  }

  /// The same without some crates, whose sources may have changed; no others see them.
  ///
  /// @param changed takes a crate's root file
  SharedCrates without(Predicate<Path> changed) {
    SharedCrates copy = new SharedCrates(most);
    crates.forEach(
        (build, crate) -> {
          if (!changed.test(build.root)) {
            copy.add(build, crate);
          }
        });
    return copy;
  }

  CrateDefs get(CrateConfig config, Supplier<? extends CrateDefs> read) {
    Build build = new Build(config.root(), config.edition(), config.cfg(), config.externs());
    CrateDefs known = crates.get(build);
    if (known != null) {
      return known;
    }
    CrateDefs crate = read.get();
    add(build, crate);
    return crate;
  }

  private void add(Build build, CrateDefs crate) {
    crates.put(build, crate);
    bytes += bytes(crate);
    for (Iterator<CrateDefs> oldest = crates.values().iterator(); bytes > most; ) {
      bytes -= bytes(oldest.next());
      oldest.remove();
    }
  }

  static long bytes(CrateDefs crate) {
    return switch (crate) {
      case SourceCrate source -> source.bytes();
      case IndexedCrate indexed -> indexed.bytes();
      default -> 0;
    };
  }
}
