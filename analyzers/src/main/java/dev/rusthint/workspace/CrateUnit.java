package dev.rusthint.workspace;

import dev.rusthint.cargo.Target;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.CrateModel;
import dev.rusthint.model.ItemTree;
import dev.rusthint.model.TargetKind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A target of a package and its module tree, which is built when it is first asked for.
final class CrateUnit {
  private final Target target;
  private final TargetKind kind;
  private final CfgOracle cfg;
  private @Nullable CrateModel model;

  CrateUnit(Target target, CfgOracle cfg) {
    this.target = target;
    this.cfg = cfg;
    this.kind =
        switch (target.kind()) {
          case LIB -> target.isProcMacro() ? TargetKind.PROC_MACRO : TargetKind.LIB;
          case BIN -> TargetKind.BIN;
          case EXAMPLE -> TargetKind.EXAMPLE;
          case TEST -> TargetKind.TEST;
          case BENCH -> TargetKind.BENCH;
          case BUILD_SCRIPT -> TargetKind.BUILD_SCRIPT;
        };
  }

  Target target() {
    return target;
  }

  TargetKind kind() {
    return kind;
  }

  CfgOracle cfg() {
    return cfg;
  }

  Path root() {
    return target.root();
  }

  /// The module tree; files are read at the first call.
  ///
  /// @param of the package, which says what files may be read
  synchronized CrateModel model(
      PackageUnit of, SourceCache disk, Map<Path, List<ItemTree>> documents) {
    CrateModel known = model;
    if (known == null) {
      CrateModel.Sources sources =
          file -> {
            List<ItemTree> document = documents.get(file);
            if (document != null) {
              return document;
            }
            return of.mayRead(file) ? disk.read(file) : null;
          };
      known = CrateModel.load(root(), sources, cfg, target.edition().year());
      model = known;
    }
    return known;
  }

  /// The module tree if it was built.
  synchronized @Nullable CrateModel builtModel() {
    return model;
  }

  /// This crate if its module tree is built and depends on none of some files; else one without.
  CrateUnit without(Collection<Path> changed) {
    boolean holds = builtModel() != null && changed.stream().noneMatch(this::dependsOn);
    return holds ? this : new CrateUnit(target, cfg);
  }

  /// Takes over the module tree of an older state, if nothing that it depends on is different.
  void adopt(CrateUnit older) {
    boolean same =
        older.root().equals(root())
            && older.target.edition() == target.edition()
            && older.cfg.equals(cfg);
    CrateModel built = same ? older.builtModel() : null;
    if (built != null) {
      synchronized (this) {
        model = built;
      }
    }
  }

  /// Whether the module tree may be another one if `file` changes.
  boolean dependsOn(Path file) {
    CrateModel built = builtModel();
    return built != null
        && (built.contains(file) || built.missing().contains(file) || built.isLeftOut(file));
  }
}
