package dev.rusthint.workspace;

import dev.rusthint.cargo.Dependency;
import dev.rusthint.cargo.DependencyFolders;
import dev.rusthint.cargo.TextSource;
import dev.rusthint.model.TargetKind;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.lower.SignatureLowering;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The definitions of crates of a project, each read once.
///
/// A crate sees std and its dependencies: those by path, and those from registries whose sources are
/// on this machine, each with the features that the first dependent asks for. What is named through
/// others is unknown.
public final class CrateSources {
  private final Project project;
  private final Packages packages;
  private final Map<String, CrateDefs> std;
  private final ProjectOptions options;
  private final TextSource configs;
  private final @Nullable Path cargoHome;
  private final Map<Path, DependencyFolders> folders = new HashMap<>();
  private final Map<Path, PackageUnit> foreign = new HashMap<>();
  private final Map<CrateUnit, SourceCrate> known = new HashMap<>();
  private final Set<CrateUnit> open = new HashSet<>();

  /// @param cargoHome cargo's own folder, null if it must not be looked into
  CrateSources(
      Project project,
      Packages packages,
      Map<String, CrateDefs> std,
      TextSource configs,
      @Nullable Path cargoHome) {
    this.project = project;
    this.packages = packages;
    this.std = std;
    this.options = project.options();
    this.configs = configs;
    this.cargoHome = cargoHome;
  }

  /// A crate, and what was read for it.
  public record Read(SourceCrate crate, CrateSources sources) {}

  /// The same for a later state of the project in which manifests say the same: crates from outside
  /// of it are not read again.
  CrateSources with(Project later, Packages laterPackages) {
    CrateSources next = new CrateSources(later, laterPackages, std, configs, cargoHome);
    next.folders.putAll(folders);
    next.foreign.putAll(foreign);
    for (PackageUnit unit : foreign.values()) {
      for (CrateUnit crate : unit.crates()) {
        SourceCrate read = known.get(crate);
        if (read != null) {
          next.known.put(crate, read);
        }
      }
    }
    return next;
  }

  /// The definitions of a crate; null in a circle of dependencies.
  @Nullable SourceCrate of(PackageUnit unit, CrateUnit crate) {
    return of(unit, crate, folders(unit));
  }

  private DependencyFolders folders(PackageUnit unit) {
    return folders.computeIfAbsent(
        unit.workspace().root(), root -> DependencyFolders.of(root, cargoHome, configs));
  }

  /// @param from where to look for dependencies: by the lock file of the workspace that all are for
  private @Nullable SourceCrate of(PackageUnit unit, CrateUnit crate, DependencyFolders from) {
    SourceCrate before = known.get(crate);
    if (before != null || !open.add(crate)) {
      return before;
    }
    Map<String, CrateDefs> externs = new HashMap<>(std);
    for (Dependency dependency : unit.cargo().dependencies()) {
      addLibrary(unit, crate, dependency, from, externs);
    }
    CrateUnit main = unit.mainCrate();
    if (main != null && main != crate && main.kind() == TargetKind.LIB) {
      put(main.target().crateName(), of(unit, main, from), externs);
    }
    CrateConfig config =
        new CrateConfig(
            crate.target().crateName(),
            crate.root(),
            crate.target().edition().year(),
            crate.cfg(),
            externs);
    SourceCrate loaded =
        SourceCrate.load(config, file -> read(unit, file), new SignatureLowering());
    known.put(crate, loaded);
    open.remove(crate);
    return loaded;
  }

  private void addLibrary(
      PackageUnit unit,
      CrateUnit crate,
      Dependency dependency,
      DependencyFolders from,
      Map<String, CrateDefs> externs) {
    boolean isUsed =
        dependency.kind() == Dependency.Kind.NORMAL
            || dependency.kind() == Dependency.Kind.DEV && crate.kind() != TargetKind.LIB;
    // `core` and `alloc` as optional dependencies are for building std itself.
    boolean isStd = std.containsKey(dependency.crateName()) && dependency.isOptional();
    if (!isUsed || isStd || !isForTarget(crate, dependency)) {
      return;
    }
    PackageUnit other = packageOf(unit, dependency, from);
    CrateUnit library = other == null ? null : other.mainCrate();
    if (other != null && library != null && library.kind() == TargetKind.LIB) {
      String name =
          dependency.renamed() == null ? library.target().crateName() : dependency.crateName();
      put(name, of(other, library, from), externs);
    }
  }

  private static boolean isForTarget(CrateUnit crate, Dependency dependency) {
    if (dependency.target() == null) {
      return true;
    }
    String condition = dependency.target().value();
    return condition.startsWith("cfg(")
        && condition.endsWith(")")
        && crate.cfg().mayHold(condition.substring(4, condition.length() - 1));
  }

  private @Nullable PackageUnit packageOf(
      PackageUnit unit, Dependency dependency, DependencyFolders from) {
    Path folder = unit.cargo().folderOf(dependency);
    PackageUnit own = folder == null ? null : packages.packageIn(folder);
    if (own != null) {
      return own;
    }
    if (folder == null) {
      folder = from.find(dependency.packageName());
    }
    if (folder == null) {
      return null;
    }
    PackageUnit before = foreign.get(folder);
    if (before != null) {
      return before;
    }
    List<String> features = new ArrayList<>();
    dependency.features().forEach(feature -> features.add(feature.value()));
    ProjectOptions asDependency =
        ProjectOptions.commandLine()
            .withTarget(options.target(), options.cfg())
            .withFeatures(features, false, !dependency.usesDefaultFeatures());
    PackageUnit loaded =
        new Packages(asDependency, configs).packageOf(folder.resolve("Cargo.toml"));
    if (loaded != null) {
      foreign.put(folder, loaded);
    }
    return loaded;
  }

  private static void put(
      String name, @Nullable SourceCrate crate, Map<String, CrateDefs> externs) {
    if (crate != null) {
      externs.put(name, crate);
    }
  }

  private @Nullable SourceFile read(PackageUnit unit, Path file) {
    try {
      return unit.mayRead(file) ? project.read(file) : null;
    } catch (IOException absent) {
      return null;
    }
  }
}
