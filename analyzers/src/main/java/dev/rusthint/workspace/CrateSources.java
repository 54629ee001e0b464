package dev.rusthint.workspace;

import dev.rusthint.cargo.Dependency;
import dev.rusthint.model.TargetKind;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.lower.SignatureLowering;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The definitions of crates of a project, each read once.
///
/// A crate sees std and what it depends on by path. Dependencies from registries are not looked for:
/// what is named through them is unknown.
final class CrateSources {
  private final Project project;
  private final Packages packages;
  private final Map<String, CrateDefs> std;
  private final Map<CrateUnit, SourceCrate> known = new HashMap<>();
  private final Set<CrateUnit> open = new HashSet<>();

  CrateSources(Project project, Packages packages, Map<String, CrateDefs> std) {
    this.project = project;
    this.packages = packages;
    this.std = std;
  }

  /// The definitions of a crate; null in a circle of dependencies.
  @Nullable SourceCrate of(PackageUnit unit, CrateUnit crate) {
    SourceCrate before = known.get(crate);
    if (before != null || !open.add(crate)) {
      return before;
    }
    Map<String, CrateDefs> externs = new HashMap<>(std);
    for (Dependency dependency : unit.cargo().dependencies()) {
      addLibrary(unit, dependency, externs);
    }
    CrateUnit main = unit.mainCrate();
    if (main != null && main != crate && main.kind() == TargetKind.LIB) {
      put(main.target().crateName(), of(unit, main), externs);
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
      PackageUnit unit, Dependency dependency, Map<String, CrateDefs> externs) {
    Path folder = unit.cargo().folderOf(dependency);
    PackageUnit other = folder == null ? null : packages.packageIn(folder);
    CrateUnit library = other == null ? null : other.mainCrate();
    if (other != null && library != null && library.kind() == TargetKind.LIB) {
      String name =
          dependency.renamed() == null ? library.target().crateName() : dependency.crateName();
      put(name, of(other, library), externs);
    }
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
