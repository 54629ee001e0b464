package dev.rusthint.workspace;

import dev.rusthint.cargo.ActiveFeatures;
import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.CfgPredicate;
import dev.rusthint.cargo.Dependency;
import dev.rusthint.cargo.DependencyGraph;
import dev.rusthint.cargo.LoadedWorkspaces;
import dev.rusthint.cargo.TextSource;
import dev.rusthint.cargo.Workspace;
import dev.rusthint.model.TargetKind;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.lower.SignatureLowering;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.model.names.SourceReader;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.syntax.WithoutBodies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The definitions of crates of a project, each read once.
///
/// A crate sees std and its dependencies: those by path, and those from registries whose sources are
/// on this machine, each with the features that cargo would switch on. What is named through others
/// is unknown.
public final class CrateSources {
  /// Leaves parsing to who asks for trees.
  private static final Executor LATER = _ -> {};

  private final Project project;
  private final Packages packages;
  private final Map<String, CrateDefs> std;
  private final ProjectOptions options;
  private final TextSource configs;
  private final Surroundings surroundings;
  private final Map<Path, Build> builds = new HashMap<>();
  private final Map<Place, PackageUnit> foreign = new HashMap<>();
  private final LoadedWorkspaces manifests;
  private final SharedCrates shared;
  private final Executor parsers;
  private final Map<CrateUnit, CrateDefs> known = new HashMap<>();
  private final Set<CrateUnit> open = new HashSet<>();

  CrateSources(
      Project project,
      Packages packages,
      Map<String, CrateDefs> std,
      TextSource configs,
      Surroundings surroundings) {
    this(
        project,
        packages,
        std,
        configs,
        surroundings,
        new LoadedWorkspaces(configs),
        new SharedCrates(Long.MAX_VALUE),
        LATER);
  }

  private CrateSources(
      Project project,
      Packages packages,
      Map<String, CrateDefs> std,
      TextSource configs,
      Surroundings surroundings,
      LoadedWorkspaces manifests,
      SharedCrates shared,
      Executor parsers) {
    this.project = project;
    this.packages = packages;
    this.std = std;
    this.options = project.options();
    this.configs = configs;
    this.surroundings = surroundings;
    this.manifests = manifests;
    this.shared = shared;
    this.parsers = parsers;
  }

  /// The same for a later state of the project in which manifests say the same: crates from outside
  /// of it are not read again.
  CrateSources with(Project later, Packages laterPackages) {
    CrateSources next =
        new CrateSources(
            later,
            laterPackages,
            std,
            configs,
            surroundings,
            manifests,
            shared.without(root -> packages.packageOf(root) != null),
            parsers);
    next.builds.putAll(builds);
    next.foreign.putAll(foreign);
    return next;
  }

  /// The definitions of a crate; null if there is none, or in a circle of dependencies.
  ///
  /// @param root the root file of a crate of a package that the project has
  public @Nullable SourceCrate crate(Path root) {
    PackageUnit unit = packages.packageOf(root);
    if (unit == null) {
      return null;
    }
    for (CrateUnit crate : unit.crates()) {
      if (crate.root().equals(root)) {
        return of(unit, crate);
      }
    }
    return null;
  }

  /// The same with nothing read yet but std and manifests.
  ///
  /// @param ahead parses the files of the project's crates while these are read
  ///
  /// @param most how many bytes of sources are kept of crates that others may depend on
  CrateSources keeping(long most, Executor ahead) {
    return new CrateSources(
        project,
        packages,
        std,
        configs,
        surroundings,
        manifests,
        new SharedCrates(most),
        ahead);
  }

  /// The same without what it keeps beyond what others may depend on.
  CrateSources slim() {
    return new CrateSources(
        project, packages, std, configs, surroundings, manifests, shared, parsers);
  }

  /// The bytes of all that was read.
  long bytes() {
    long bytes = 0;
    for (CrateDefs crate : known.values()) {
      bytes += SharedCrates.bytes(crate);
    }
    return bytes;
  }

  /// What a workspace is built from.
  private record Build(DependencyGraph graph, ActiveFeatures features) {}

  /// A package outside the workspace, as one build of a workspace uses it.
  ///
  /// @param host whether for build scripts
  private record Place(Build build, Path folder, boolean host) {}

  /// The definitions of a crate of the project; null in a circle of dependencies.
  @Nullable SourceCrate of(PackageUnit unit, CrateUnit crate) {
    Build build =
        builds.computeIfAbsent(unit.workspace().root(), root -> buildOf(unit.workspace()));
    boolean host = crate.kind() == TargetKind.BUILD_SCRIPT;
    return of(unit, crate, build, host) instanceof SourceCrate source ? source : null;
  }

  private Build buildOf(Workspace workspace) {
    DependencyGraph graph = new DependencyGraph(workspace, surroundings.cargoHome(), configs, manifests);
    return new Build(graph, packages.featuresOf(workspace, graph));
  }

  /// @param build of the workspace that all are for
  private @Nullable CrateDefs of(PackageUnit unit, CrateUnit crate, Build build, boolean host) {
    CrateDefs before = known.get(crate);
    if (before != null || !open.add(crate)) {
      return before;
    }
    Map<String, CrateDefs> externs = new HashMap<>(std);
    Set<String> optional = build.features.optionalDependenciesOf(unit.cargo(), host);
    for (Dependency dependency : unit.cargo().dependencies()) {
      if (isUsed(crate, dependency)
          && (!dependency.isOptional() || optional.contains(dependency.name()))) {
        addLibrary(unit, dependency, build, host, externs);
      }
    }
    CrateUnit main = unit.mainCrate();
    if (main != null
        && main != crate
        && main.kind() == TargetKind.LIB
        && crate.kind() != TargetKind.BUILD_SCRIPT) {
      put(main.target().crateName(), of(unit, main, build, host), externs);
    }
    CrateConfig config =
        new CrateConfig(
            crate.target().crateName(),
            crate.root(),
            crate.target().edition().year(),
            crate.cfg(),
            externs);
    Supplier<SourceCrate> read =
        () -> SourceCrate.load(config, reader(unit), new SignatureLowering());
    CrateDefs loaded =
        shared.get(
            config,
            isOwn(unit) ? read : () -> surroundings.indexes().get(config, read));
    known.put(crate, loaded);
    open.remove(crate);
    return loaded;
  }

  /// Whether the code of a crate may use a dependency of its package, if that is on.
  private boolean isUsed(CrateUnit crate, Dependency dependency) {
    boolean isOfKind =
        switch (dependency.kind()) {
          case NORMAL -> crate.kind() != TargetKind.BUILD_SCRIPT;
          case BUILD -> crate.kind() == TargetKind.BUILD_SCRIPT;
          case DEV ->
              switch (crate.kind()) {
                case LIB, PROC_MACRO, BUILD_SCRIPT -> false;
                default -> true;
              };
        };
    // `core` and `alloc` as optional dependencies are for building std itself.
    boolean isStd = std.containsKey(dependency.crateName()) && dependency.isOptional();
    return isOfKind && !isStd && isForTarget(crate, dependency);
  }

  private void addLibrary(
      PackageUnit unit,
      Dependency dependency,
      Build build,
      boolean host,
      Map<String, CrateDefs> externs) {
    PackageUnit other = packageOf(unit, dependency, build, host);
    CrateUnit library = other == null ? null : other.mainCrate();
    if (other != null && library != null && library.kind() == TargetKind.LIB) {
      String name =
          dependency.renamed() == null ? library.target().crateName() : dependency.crateName();
      put(name, of(other, library, build, host), externs);
    }
  }

  private boolean isForTarget(CrateUnit crate, Dependency dependency) {
    if (dependency.target() == null) {
      return true;
    }
    String condition = dependency.target().value();
    return condition.startsWith("cfg(") && condition.endsWith(")")
        ? crate.cfg().mayHold(condition.substring(4, condition.length() - 1))
        : CfgPredicate.ofTargetKey(condition).evaluate(packages.platform()).isPossible();
  }

  private @Nullable PackageUnit packageOf(
      PackageUnit unit, Dependency dependency, Build build, boolean host) {
    CargoPackage found = build.graph.packageOf(unit.cargo(), dependency);
    if (found == null) {
      return null;
    }
    PackageUnit own = packages.packageIn(found.directory());
    return own == null || !own.workspace().root().equals(build.graph.workspace().root())
        ? foreign.computeIfAbsent(
            new Place(build, found.directory(), host), place -> unitOf(found, build, host))
        : own;
  }

  private PackageUnit unitOf(CargoPackage found, Build build, boolean host) {
    return new PackageUnit(
        found,
        build.graph.workspaceOf(found),
        build.features.of(found, host),
        packages.platform(),
        ProjectOptions.commandLine().withTarget(options.target(), options.cfg()),
        configs);
  }

  private static void put(
      String name, @Nullable CrateDefs crate, Map<String, CrateDefs> externs) {
    if (crate != null) {
      externs.put(name, crate);
    }
  }

  /// Whether a package is of the project.
  private boolean isOwn(PackageUnit unit) {
    return packages.packageIn(unit.cargo().directory()) == unit;
  }

  /// Reads the files of a package. Nothing in the bodies of crates from elsewhere can matter, and
  /// they are most of the text.
  private SourceReader reader(PackageUnit unit) {
    boolean isOwn = isOwn(unit);
    Project from = project; // A crate keeps its reader, which must not keep all crates.
    return file -> {
      try {
        if (!unit.mayRead(file)) {
          return null;
        }
        if (!isOwn) {
          return SourceFile.of(WithoutBodies.of(SourceCache.text(file)));
        }
        SourceFile own = from.read(file);
        parsers.execute(() -> parseFromEnd(own));
        return own;
      } catch (IOException absent) {
        return null;
      }
    };
  }

  /// Parses the items of a file that another thread goes through from its beginning.
  private static void parseFromEnd(SourceFile file) {
    file.allItems().reversed().forEach(placed -> placed.item().tree());
  }
}
