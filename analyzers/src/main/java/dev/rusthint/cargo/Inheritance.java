package dev.rusthint.cargo;

import dev.rusthint.cargo.CargoPackage.PackageField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fills in what a package inherits from its workspace.
final class Inheritance {
  private final Manifest manifest;
  private final @Nullable Manifest workspaceManifest;
  private final @Nullable WorkspaceSection workspace;
  private final List<Problem> problems = new ArrayList<>();

  Inheritance(Manifest manifest, @Nullable Manifest workspaceManifest) {
    this.manifest = manifest;
    this.workspaceManifest = workspaceManifest;
    this.workspace = workspaceManifest == null ? null : workspaceManifest.workspace();
  }

  CargoPackage resolve() {
    PackageSection section = manifest.packageSection();
    if (section != null) {
      checkInherited(section);
    }
    String name = name(section);
    Edition edition = edition();
    List<Target> targets =
        new TargetDiscovery(
                manifest, section == null ? saysNothing() : section, name, edition, problems)
            .targets();
    return new CargoPackage(
        manifest,
        workspaceManifest,
        name,
        text("version"),
        edition,
        rustVersion(),
        dependencies(),
        lints(),
        targets,
        List.copyOf(problems));
  }

  private static PackageSection saysNothing() {
    return new PackageSection(TomlDocument.emptyRoot(), null, null, null, null, null, Map.of());
  }

  private String name(@Nullable PackageSection section) {
    if (section != null && section.name() != null) {
      return section.name().value();
    }
    Path folder = manifest.directory().toAbsolutePath().normalize().getFileName();
    return folder == null ? "package" : folder.toString();
  }

  private void checkInherited(PackageSection section) {
    for (String key : PackageSection.INHERITABLE) {
      TomlEntry entry = section.entry(key);
      if (entry == null
          || !PackageSection.inheritsFromWorkspace(entry.value())
          || CargoPackage.fieldOf(manifest, workspaceManifest, key) != null) {
        continue;
      }
      problems.add(
          manifest
              .document()
              .error(
                  entry.key(),
                  workspaceManifest == null
                      ? "`" + key + "` is inherited, but no workspace holds this package"
                      : "`"
                          + key
                          + "` is inherited, but `[workspace.package]` of "
                          + workspaceManifest.file()
                          + " does not set it"));
    }
  }

  private @Nullable String text(String key) {
    PackageField field = CargoPackage.fieldOf(manifest, workspaceManifest, key);
    return field != null && field.value() instanceof TomlNode.Text(var _, String value)
        ? value
        : null;
  }

  private Edition edition() {
    String year = text("edition");
    // Without the field, cargo takes the oldest; one that we do not know is newer than we are.
    return year == null ? Edition.E2015 : Edition.of(year).orElse(Edition.LATEST);
  }

  private @Nullable RustVersion rustVersion() {
    PackageField field = CargoPackage.fieldOf(manifest, workspaceManifest, "rust-version");
    String text = text("rust-version");
    if (field == null || text == null) {
      return null;
    }
    RustVersion version = RustVersion.parse(text).orElse(null);
    if (version == null && field.definedIn().file().equals(manifest.file())) {
      problems.add(
          manifest
              .document()
              .error(
                  field.value().span(),
                  "`rust-version` must be a version such as `1.70`, not `" + text + "`"));
    }
    return version;
  }

  private List<Dependency> dependencies() {
    List<Dependency> all = new ArrayList<>();
    for (Dependency dependency : manifest.dependencies()) {
      if (!dependency.isInherited()) {
        all.add(dependency);
        continue;
      }
      Dependency from = workspace == null ? null : workspace.dependency(dependency.name());
      if (from == null) {
        problems.add(
            manifest
                .document()
                .error(
                    dependency.key(),
                    workspaceManifest == null
                        ? "`"
                            + dependency.name()
                            + "` is inherited, but no workspace holds this package"
                        : "`"
                            + dependency.name()
                            + "` is inherited, but `[workspace.dependencies]` of "
                            + workspaceManifest.file()
                            + " does not have it"));
        all.add(dependency);
      } else {
        all.add(dependency.inheriting(from));
      }
    }
    return List.copyOf(all);
  }

  private List<LintSetting> lints() {
    LintsSection own = manifest.lints();
    if (own == null) {
      return List.of();
    }
    if (!own.isInherited()) {
      return own.settings();
    }
    if (workspace == null || workspace.lints() == null) {
      problems.add(
          manifest
              .document()
              .error(
                  own.key(),
                  workspaceManifest == null
                      ? "the lints are inherited, but no workspace holds this package"
                      : "the lints are inherited, but "
                          + workspaceManifest.file()
                          + " has no `[workspace.lints]`"));
      return List.of();
    }
    return workspace.lints().settings();
  }
}
