package dev.rusthint.cargo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packages that cargo would work on from some place: a workspace, or a package on its own.
///
/// @param rootManifest the workspace's root, or the manifest of a package on its own
/// @param members the workspace's packages, the root's own first if it has one
/// @param pathDependencies packages outside the workspace that its members depend on by path
/// @param current the package whose folder the search started in; null in a virtual workspace's
///     root folder
/// @param problems what is wrong with the workspace as such, such as members that are not there
public record Workspace(
    Manifest rootManifest,
    List<CargoPackage> members,
    List<CargoPackage> pathDependencies,
    @Nullable CargoPackage current,
    List<Problem> problems) {

  /// Loads the workspace that a file or folder belongs to, reading manifests and listing folders
  /// and nothing else. Empty if no folder from there upward has a `Cargo.toml`.
  public static Optional<Workspace> load(Path start, TextSource source) {
    return new WorkspaceLoader(source).load(start);
  }

  /// The folder of the root manifest, where `Cargo.lock` and `target` are.
  public Path root() {
    return rootManifest.directory();
  }

  /// Every package: the members, then the path dependencies.
  public List<CargoPackage> packages() {
    List<CargoPackage> all = new ArrayList<>(members);
    all.addAll(pathDependencies);
    return all;
  }

  /// The package whose folder most closely holds a file.
  public @Nullable CargoPackage packageOf(Path file) {
    Path path = file.toAbsolutePath().normalize();
    CargoPackage best = null;
    for (CargoPackage candidate : packages()) {
      if (candidate.holds(path)
          && (best == null
              || candidate.directory().getNameCount() > best.directory().getNameCount())) {
        best = candidate;
      }
    }
    return best;
  }

  /// The package of a folder, if it is one of these.
  public @Nullable CargoPackage packageIn(Path folder) {
    for (CargoPackage candidate : packages()) {
      if (candidate.directory().equals(folder)) {
        return candidate;
      }
    }
    return null;
  }

  /// The members that cargo takes when none is named: `default-members`, or else the root's own
  /// package, or else all.
  public List<CargoPackage> defaultMembers() {
    WorkspaceSection section = rootManifest.workspace();
    if (section != null && section.defaultMembers() != null) {
      List<Glob> globs = new ArrayList<>();
      boolean[] root = new boolean[1];
      for (Field<String> member : section.defaultMembers()) {
        root[0] |= Glob.components(member.value()).isEmpty();
        globs.add(Glob.of(member.value()));
      }
      return members.stream()
          .filter(
              member -> {
                String path = relative(member.directory());
                return path.isEmpty()
                    ? root[0]
                    : globs.stream().anyMatch(glob -> glob.matches(path));
              })
          .toList();
    }
    return rootManifest.packageSection() == null ? members : List.of(members.getFirst());
  }

  private String relative(Path folder) {
    return root().relativize(folder).toString().replace('\\', '/');
  }

  /// The same workspace with another text of a package's manifest, without reading the others again.
  /// Holds as long as the manifest is no workspace's root and names none.
  public Workspace with(Manifest manifest) {
    return new Workspace(
        rootManifest,
        replaced(members, manifest),
        replaced(pathDependencies, manifest),
        current == null ? null : replaced(current, manifest),
        problems);
  }

  private static List<CargoPackage> replaced(List<CargoPackage> packages, Manifest manifest) {
    return packages.stream().map(one -> replaced(one, manifest)).toList();
  }

  private static CargoPackage replaced(CargoPackage one, Manifest manifest) {
    return one.manifest().file().equals(manifest.file())
        ? CargoPackage.of(manifest, one.workspace())
        : one;
  }

  /// Everything wrong with this workspace and its packages, without repetition.
  public List<Problem> allProblems() {
    Set<Problem> all = new LinkedHashSet<>(rootManifest.problems());
    all.addAll(problems);
    for (CargoPackage one : packages()) {
      all.addAll(one.allProblems());
    }
    return List.copyOf(all);
  }
}
