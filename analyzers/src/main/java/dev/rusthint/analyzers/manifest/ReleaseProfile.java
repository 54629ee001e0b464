package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.Field;
import dev.rusthint.cargo.Manifest;
import dev.rusthint.cargo.PackageSection;
import dev.rusthint.cargo.TargetKind;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;

/// A program that leaves the release profile as it comes (The Cargo Book, *Profiles*).
public final class ReleaseProfile implements ManifestAnalyzer<Field<String>> {
  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/release-profile",
              "release-profile",
              "a program with the default release profile",
              """
              Cargo's release profile builds in 16 parts without link-time optimisation across
              crates: quick to build, and often 5 to 20 percent slower and larger than it could be.
              `lto = "thin"` and `codegen-units = 1` cost build time; measure. `panic = "abort"`
              saves more where nothing catches panics.
              """)
          .withLevels(Level.OFF, Level.HINT)
          .withFixes(Fixes.REVIEW);

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
    Manifest root = cargoPackage.workspace() == null ? context.manifest() : cargoPackage.workspace();
    boolean program =
        cargoPackage.targets().stream().anyMatch(target -> target.kind() == TargetKind.BIN);
    boolean tuned =
        root.profileSetting("release", "lto") != null
            || root.profileSetting("release", "codegen-units") != null;
    return program && !tuned && root == context.manifest() ? List.of(section.name()) : List.of();
  }

  @Override
  public Message describe(Field<String> name, ManifestContext context) {
    return Message.at(
            name.span(), "`" + name.value() + "` is released without link-time optimisation")
        .help("try `lto = \"thin\"` and `codegen-units = 1` under `[profile.release]`");
  }

  @Override
  public Optional<Fix> fix(Field<String> name, ManifestContext context) {
    boolean present =
        context.manifest().profiles().containsKey("release");
    if (present) {
      return Optional.empty();
    }
    int end = context.manifest().text().length();
    return Optional.of(
        Fix.review(
            "Add a tuned release profile",
            Edit.insert(end, "\n[profile.release]\nlto = \"thin\"\ncodegen-units = 1\n")));
  }
}
