package dev.rusthint.workspace;

import dev.rusthint.cargo.ActiveFeatures;
import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.CfgSet;
import dev.rusthint.cargo.DependencyGraph;
import dev.rusthint.cargo.FeatureSelection;
import dev.rusthint.cargo.Problem;
import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.cargo.TextSource;
import dev.rusthint.cargo.Workspace;
import dev.rusthint.model.TargetKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packages that were loaded so far, by their folders. Loads more as files are asked for.
final class Packages {
  private final ProjectOptions options;
  private final TextSource configs;
  private final CfgSet platform;
  private final Map<Path, PackageUnit> byFolder = new LinkedHashMap<>();
  private final Map<Path, Workspace> workspaces = new LinkedHashMap<>();
  private final Map<Path, Optional<Path>> manifestFolders = new HashMap<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  Packages(ProjectOptions options, TextSource configs) {
    this.options = options;
    this.configs = configs;
    this.platform =
        CfgSet.of(
            options.target() == null ? TargetTriple.host() : TargetTriple.of(options.target()));
  }

  /// The workspace that a folder belongs to, as cargo finds it; null if none.
  synchronized @Nullable Workspace workspaceOf(Path folder) {
    Path manifest = manifestFolder(folder);
    if (manifest == null) {
      return null;
    }
    PackageUnit known = byFolder.get(manifest);
    if (known != null) {
      return known.workspace();
    }
    for (Workspace workspace : workspaces.values()) {
      if (workspace.root().equals(manifest)) {
        return workspace;
      }
    }
    Workspace workspace = Workspace.load(manifest, configs).orElse(null);
    if (workspace != null) {
      add(workspace);
    }
    return workspace;
  }

  private void add(Workspace workspace) {
    workspaces.put(workspace.root(), workspace);
    problems.addAll(workspace.allProblems());
    ActiveFeatures active =
        ActiveFeatures.resolve(
            workspace, workspace.members(), selection(), platform, buildsTests());
    for (String feature : active.unknown()) {
      problems.add(
          Problem.withFile(
              workspace.rootManifest().file(),
              "no package here has the feature `" + feature + "`"));
    }
    for (CargoPackage one : workspace.packages()) {
      PackageUnit unit =
          new PackageUnit(one, workspace, active.of(one), platform, options, configs);
      problems.addAll(unit.clippy().problems());
      byFolder.putIfAbsent(one.directory(), unit);
    }
  }

  /// The features that are on in all that a workspace is built from.
  ActiveFeatures featuresOf(Workspace workspace, DependencyGraph graph) {
    return ActiveFeatures.resolve(
        workspace, graph, workspace.members(), selection(), platform, buildsTests());
  }

  private FeatureSelection selection() {
    return FeatureSelection.of(
        options.features(), options.allFeatures(), !options.noDefaultFeatures());
  }

  private boolean buildsTests() {
    return options.targets().stream().anyMatch(Packages::usesDevDependencies);
  }

  private static boolean usesDevDependencies(TargetKind kind) {
    return switch (kind) {
      case TEST, BENCH, EXAMPLE -> true;
      default -> false;
    };
  }

  /// What the platform sets, for files in no package.
  CfgSet platform() {
    return platform;
  }

  /// The folder of the nearest `Cargo.toml` from a folder upward, null if there is none.
  private @Nullable Path manifestFolder(Path folder) {
    Optional<Path> known = manifestFolders.get(folder);
    if (known == null) {
      Path parent = folder.getParent();
      if (Files.isRegularFile(folder.resolve("Cargo.toml"))) {
        known = Optional.of(folder);
      } else {
        known = parent == null ? Optional.empty() : Optional.ofNullable(manifestFolder(parent));
      }
      manifestFolders.put(folder, known);
    }
    return known.orElse(null);
  }

  /// The package that a file belongs to by its folder, null if none.
  synchronized @Nullable PackageUnit packageOf(Path file) {
    Path folder = file.getParent();
    Path manifest = folder == null ? null : manifestFolder(folder);
    if (manifest == null || workspaceOf(manifest) == null) {
      return null;
    }
    return byFolder.get(manifest);
  }

  synchronized @Nullable PackageUnit packageIn(Path folder) {
    return byFolder.get(folder);
  }

  synchronized List<PackageUnit> all() {
    return new ArrayList<>(byFolder.values());
  }

  synchronized List<Workspace> workspaces() {
    return new ArrayList<>(workspaces.values());
  }

  synchronized Collection<Problem> problems() {
    return new ArrayList<>(problems);
  }

  /// The same packages without the module trees that depend on one of some files.
  synchronized Packages without(Collection<Path> changed) {
    Packages copy = new Packages(options, configs);
    byFolder.forEach((folder, unit) -> copy.byFolder.put(folder, unit.without(changed)));
    copy.workspaces.putAll(workspaces);
    copy.manifestFolders.putAll(manifestFolders);
    copy.problems.addAll(problems);
    return copy;
  }

  /// Takes over the module trees of an older state but for those that depend on changed files.
  synchronized void adopt(Packages older, Collection<Path> changed) {
    for (PackageUnit unit : byFolder.values()) {
      PackageUnit before = older.packageIn(unit.cargo().directory());
      if (before == null) {
        continue;
      }
      Map<Path, CrateUnit> beforeByRoot = new HashMap<>();
      before.crates().forEach(crate -> beforeByRoot.putIfAbsent(crate.root(), crate));
      for (CrateUnit crate : unit.crates()) {
        CrateUnit same = beforeByRoot.get(crate.root());
        if (same != null && changed.stream().noneMatch(same::dependsOn)) {
          crate.adopt(same);
        }
      }
    }
  }
}
