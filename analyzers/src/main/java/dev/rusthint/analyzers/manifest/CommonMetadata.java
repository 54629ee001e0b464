package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.CargoPackage;
import dev.rusthint.cargo.Field;
import dev.rusthint.cargo.PackageSection;
import dev.rusthint.cargo.TomlNode;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import java.util.ArrayList;
import java.util.List;

/// A package to be published that lacks what people look for (The Cargo Book, *The Manifest
/// Format*).
public final class CommonMetadata implements ManifestAnalyzer<CommonMetadata.Found> {
  record Found(Field<String> name, String missing) {}

  private static final Equivalent LINT = Equivalent.clippy("cargo_common_metadata");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/metadata",
              "common-metadata",
              "a published package without common metadata",
              """
              The registry shows a crate's description, licence, repository, keywords and
              categories; tools that check licences read them. A package that is not to be published
              says `publish = false`.
              """)
          .optIn()
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<Found> find(ManifestContext context) {
    CargoPackage cargoPackage = context.cargoPackage();
    PackageSection section = context.manifest().packageSection();
    if (cargoPackage == null || section == null || section.name() == null) {
      return List.of();
    }
    boolean ignored = context.settings().isSet("cargo-ignore-publish");
    if (!cargoPackage.isPublishable() && !ignored) {
      return List.of();
    }
    List<Found> found = new ArrayList<>(0);
    for (String key : List.of("description", "repository", "keywords", "categories")) {
      if (isEmpty(cargoPackage, key)) {
        found.add(new Found(section.name(), key));
      }
    }
    if (isEmpty(cargoPackage, "license") && isEmpty(cargoPackage, "license-file")) {
      found.add(new Found(section.name(), "license"));
    }
    if (isEmpty(cargoPackage, "readme") && !hasReadme(context)) {
      found.add(new Found(section.name(), "readme"));
    }
    return found;
  }

  private static boolean isEmpty(CargoPackage cargoPackage, String key) {
    CargoPackage.PackageField field = cargoPackage.field(key);
    return switch (field == null ? null : field.value()) {
      case TomlNode.Text(var _, String text) -> text.isEmpty();
      case TomlNode.Array(var _, List<TomlNode> items) -> items.isEmpty();
      case TomlNode.Bool(var _, boolean on) -> !on;
      case null -> true;
      default -> false;
    };
  }

  /// Cargo finds these by itself unless `readme` says otherwise.
  private static boolean hasReadme(ManifestContext context) {
    CargoPackage cargoPackage = context.cargoPackage();
    if (cargoPackage == null || cargoPackage.field("readme") != null) {
      return false;
    }
    for (String name : List.of("README.md", "README.txt", "README")) {
      if (context.read().apply(context.manifest().directory().resolve(name)) != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Found found, ManifestContext context) {
    return Message.at(
            found.name().span(),
            "`%s` is to be published, but says no `%s`"
                .formatted(found.name().value(), found.missing()))
        .help("add it, or `publish = false` if it is not for others")
        .as(LINT);
  }
}
