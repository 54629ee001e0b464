package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.Field;
import dev.rusthint.cargo.PackageSection;
import dev.rusthint.cargo.TargetKind;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import java.util.List;

/// A program whose `Cargo.lock` is not in version control.
public final class MissingLockfile implements ManifestAnalyzer<Field<String>> {
  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/lockfile",
              "missing-lockfile",
              "a program without `Cargo.lock` in version control",
              """
              Without the lock file each checkout builds a program from whichever versions are
              newest that day: a build cannot be repeated, and an audit speaks of other code than
              what was shipped.
              """)
          .withLevels(Level.INFO, Level.WARN);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<Field<String>> find(ManifestContext context) {
    CargoPackage cargoPackage = context.cargoPackage();
    PackageSection section = context.manifest().packageSection();
    if (cargoPackage == null || section == null || section.name() == null) {
      return List.of();
    }
    boolean program =
        cargoPackage.targets().stream().anyMatch(target -> target.kind() == TargetKind.BIN);
    // A library with a small tool beside it is published for its library.
    boolean library = cargoPackage.library() != null && cargoPackage.isPublishable();
    return program && !library && context.versionControlled() && !context.lockfile()
        ? List.of(section.name())
        : List.of();
  }

  @Override
  public Message describe(Field<String> name, ManifestContext context) {
    return Message.at(
            name.span(), "`" + name.value() + "` is a program, and its `Cargo.lock` is not kept")
        .help("commit `Cargo.lock`, and take it out of `.gitignore`");
  }
}
