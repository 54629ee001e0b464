package dev.rusthint.cargo;

import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `Cargo.toml`, as written. What it inherits from its workspace is resolved by [CargoPackage].
///
/// @param packageSection `[package]`; null in a virtual manifest
/// @param targets every `[lib]`, `[[bin]]`, `[[example]]`, `[[test]]` and `[[bench]]`
/// @param listedKinds the kinds that the manifest names, though with an empty list (`bin = []`)
/// @param dependencies all of them, in the order of the tables
/// @param features in the order of the manifest; only what stands under `[features]`
/// @param profiles by name; cargo obeys only those of a workspace's root
/// @param problems what is wrong with it, as TOML and as a manifest
public record Manifest(
    TomlDocument document,
    @Nullable PackageSection packageSection,
    List<TargetSection> targets,
    List<TargetKind> listedKinds,
    List<Dependency> dependencies,
    List<Feature> features,
    Map<String, Profile> profiles,
    @Nullable LintsSection lints,
    @Nullable WorkspaceSection workspace,
    List<Patch> patches,
    List<Field<String>> cargoFeatures,
    List<Problem> problems) {

  /// Reads a manifest. Never fails: what is wrong is among the problems, and the rest is there.
  public static Manifest parse(Path file, SourceText text) {
    return of(TomlDocument.parse(file, text));
  }

  static Manifest of(TomlDocument document) {
    return new ManifestReader(document).read();
  }

  public Path file() {
    return document.file();
  }

  public SourceText text() {
    return document.text();
  }

  /// The folder that the manifest's paths are relative to.
  public Path directory() {
    Path parent = document.file().getParent();
    return parent == null ? Path.of("") : parent;
  }

  /// Whether it only names the members of a workspace.
  public boolean isVirtual() {
    return packageSection == null && workspace != null;
  }

  public List<TargetSection> targets(TargetKind kind) {
    return targets.stream().filter(target -> target.kind() == kind).toList();
  }

  public @Nullable Feature feature(String name) {
    for (Feature feature : features) {
      if (feature.name().equals(name)) {
        return feature;
      }
    }
    return null;
  }

  /// A profile's setting, its own or one of those it starts from; null where none of them makes
  /// it, so that cargo's default holds. `test` starts from `dev` and `bench` from `release`.
  public @Nullable TomlEntry profileSetting(String profile, String setting) {
    String name = profile;
    List<String> seen = new ArrayList<>();
    while (name != null && !seen.contains(name)) {
      seen.add(name);
      Profile found = profiles.get(name);
      TomlEntry entry = found == null ? null : found.setting(setting);
      if (entry != null) {
        return entry;
      }
      name =
          switch (name) {
            case "test" -> "dev";
            case "bench" -> "release";
            default -> found == null ? null : found.inherits();
          };
    }
    return null;
  }
}
