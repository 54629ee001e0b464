package dev.rusthint.workspace;

import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.CfgSet;
import dev.rusthint.cargo.ClippyConfig;
import dev.rusthint.cargo.Dependency;
import dev.rusthint.cargo.LintTable;
import dev.rusthint.cargo.RustVersion;
import dev.rusthint.cargo.Target;
import dev.rusthint.cargo.TargetKind;
import dev.rusthint.cargo.TextSource;
import dev.rusthint.cargo.Workspace;
import dev.rusthint.model.LintLevel;
import dev.rusthint.model.LintSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A package with what its manifest and configuration say for all of its files.
final class PackageUnit {
  private final CargoPackage cargo;
  private final Workspace workspace;
  private final ClippyConfig clippy;
  private final Set<String> features;
  private final List<LintSetting> lints;
  private final Set<String> dependencies;
  private final Map<String, String> options;
  private final List<CrateUnit> crates;

  private PackageUnit(PackageUnit of, Collection<Path> changed) {
    this.cargo = of.cargo;
    this.workspace = of.workspace;
    this.features = of.features;
    this.clippy = of.clippy;
    this.lints = of.lints;
    this.dependencies = of.dependencies;
    this.options = of.options;
    this.crates = of.crates.stream().map(crate -> crate.without(changed)).toList();
  }

  /// @param features those of the package that are on
  PackageUnit(
      CargoPackage cargo,
      Workspace workspace,
      Set<String> features,
      CfgSet platform,
      ProjectOptions options,
      TextSource configs) {
    this.cargo = cargo;
    this.workspace = workspace;
    this.features = features;
    this.clippy = ClippyConfig.find(cargo.directory(), configs);
    this.options = Map.copyOf(clippy.asText());
    this.lints = lintsOf(cargo);
    this.dependencies = dependenciesOf(cargo);
    String buildScript = buildScriptOf(cargo, configs);
    Map<ProjectOptions.TestCfg, ActiveCfg> cfgs = new EnumMap<>(ProjectOptions.TestCfg.class);
    List<CrateUnit> units = new ArrayList<>();
    for (Target target : cargo.targets()) {
      ActiveCfg cfg =
          cfgs.computeIfAbsent(
              switch (target.kind()) {
                case TEST, BENCH -> ProjectOptions.TestCfg.ON;
                case BUILD_SCRIPT -> ProjectOptions.TestCfg.OFF;
                case LIB, BIN, EXAMPLE -> options.test();
              },
              mode -> new ActiveCfg(platform, features, mode, options.cfg(), buildScript));
      units.add(new CrateUnit(target, cfg));
    }
    this.crates = List.copyOf(units);
  }

  /// The same package without the module trees that depend on one of some files, and without those
  /// that are not built so far: an older state may be about to do that.
  PackageUnit without(Collection<Path> changed) {
    return new PackageUnit(this, changed);
  }

  /// The levels of `[lints]`, as rustc gets them.
  static List<LintSetting> lintsOf(CargoPackage cargo) {
    List<LintSetting> lints = new ArrayList<>();
    for (var setting : LintTable.of(cargo.lints()).inOrder()) {
      LintLevel level =
          switch (setting.level()) {
            case ALLOW -> LintLevel.ALLOW;
            case WARN -> LintLevel.WARN;
            case DENY -> LintLevel.DENY;
            case FORBID -> LintLevel.FORBID;
          };
      lints.add(new LintSetting(setting.path(), level));
    }
    return List.copyOf(lints);
  }

  private static Set<String> dependenciesOf(CargoPackage cargo) {
    Set<String> names = new HashSet<>(Set.of("proc_macro", "test"));
    for (Dependency dependency : cargo.dependencies()) {
      names.add(dependency.crateName());
    }
    Target library = cargo.library();
    if (library != null) {
      names.add(library.crateName());
    }
    return Set.copyOf(names);
  }

  private static @Nullable String buildScriptOf(CargoPackage cargo, TextSource configs) {
    for (Target target : cargo.targets()) {
      if (target.kind() == TargetKind.BUILD_SCRIPT) {
        try {
          return configs.read(target.root()).toString();
        } catch (IOException absent) {
          return null;
        }
      }
    }
    return null;
  }

  CargoPackage cargo() {
    return cargo;
  }

  Workspace workspace() {
    return workspace;
  }

  ClippyConfig clippy() {
    return clippy;
  }

  /// The values of clippy's configuration, by key.
  Map<String, String> options() {
    return options;
  }

  /// The levels of `[lints]`, as rustc gets them.
  List<LintSetting> lints() {
    return lints;
  }

  /// The names of other crates that the package's code may use.
  Set<String> dependencies() {
    return dependencies;
  }

  List<CrateUnit> crates() {
    return crates;
  }

  /// The library, or else the first program; null if there is neither.
  @Nullable CrateUnit mainCrate() {
    CrateUnit main = null;
    for (CrateUnit crate : crates) {
      switch (crate.kind()) {
        case LIB, PROC_MACRO -> {
          return crate;
        }
        case BIN -> main = main == null ? crate : main;
        default -> {}
      }
    }
    return main;
  }

  /// The crates, those first that most probably have the file in them: with it as their root, then
  /// by the folders that they share, a library before a program.
  List<CrateUnit> cratesFor(Path file) {
    List<CrateUnit> sorted = new ArrayList<>(crates);
    sorted.sort(
        Comparator.<CrateUnit, Boolean>comparing(crate -> !crate.root().equals(file))
            .thenComparingInt(crate -> -sharedFolders(crate.root(), file)));
    return sorted;
  }

  private static int sharedFolders(Path root, Path file) {
    Path folder = root.getParent();
    int shared = 0;
    while (folder != null
        && shared < folder.getNameCount()
        && shared < file.getNameCount()
        && folder.getName(shared).equals(file.getName(shared))) {
      shared++;
    }
    return shared;
  }

  /// Whether cargo would build a target with the features that are on.
  boolean isBuilt(Target target) {
    for (var feature : target.requiredFeatures()) {
      if (!features.contains(feature.value()) && feature.value().indexOf('/') < 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether a file may be read as part of this package: one in its folder or its workspace's.
  boolean mayRead(Path file) {
    return file.startsWith(cargo.directory()) || file.startsWith(workspace.root());
  }

  /// The minor version of `rust-version` or clippy's `msrv`, which goes before it; null if none is
  /// given.
  @Nullable Integer rustVersion() {
    RustVersion version = clippy.msrv();
    if (version == null) {
      version = cargo.rustVersion();
    }
    return version == null ? null : version.minor();
  }
}
