package dev.rusthint.cargo;

import dev.rusthint.text.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A package, with what it inherits from its workspace filled in.
///
/// @param manifest its own manifest, as written
/// @param workspace the manifest of its workspace's root; null if it belongs to none
/// @param name its name; that of its folder where the manifest does not give one
/// @param rustVersion the oldest Rust it is meant for, where it says so
/// @param dependencies with what `[workspace.dependencies]` says filled in
/// @param lints of its own or of the workspace
/// @param problems what is wrong beyond the manifests' own problems
public record CargoPackage(
    Manifest manifest,
    @Nullable Manifest workspace,
    String name,
    @Nullable String version,
    Edition edition,
    @Nullable RustVersion rustVersion,
    List<Dependency> dependencies,
    List<LintSetting> lints,
    List<Target> targets,
    List<Problem> problems) {

  /// A field of `[package]` and where its value stands.
  ///
  /// @param key the bytes of the key in the package's own manifest
  /// @param definedIn the manifest that `value` stands in
  public record PackageField(Span key, TomlNode value, Manifest definedIn) {}

  /// The package of a manifest. A manifest without `[package]`, such as one that does not parse,
  /// counts as one that says nothing.
  static CargoPackage of(Manifest manifest, @Nullable Manifest workspace) {
    return new Inheritance(manifest, workspace).resolve();
  }

  /// The folder of its manifest.
  public Path directory() {
    return manifest.directory();
  }

  /// Its library, if it has one.
  public @Nullable Target library() {
    for (Target target : targets) {
      if (target.kind() == TargetKind.LIB) {
        return target;
      }
    }
    return null;
  }

  public boolean isProcMacro() {
    Target library = library();
    return library != null && library.isProcMacro();
  }

  /// A field of `[package]`, looked up in the workspace where the manifest says so.
  public @Nullable PackageField field(String key) {
    return fieldOf(manifest, workspace, key);
  }

  static @Nullable PackageField fieldOf(
      Manifest manifest, @Nullable Manifest workspace, String key) {
    PackageSection own = manifest.packageSection();
    TomlEntry entry = own == null ? null : own.entry(key);
    if (entry == null) {
      return null;
    }
    if (!PackageSection.inheritsFromWorkspace(entry.value())) {
      return new PackageField(entry.key(), entry.value(), manifest);
    }
    WorkspaceSection section = workspace == null ? null : workspace.workspace();
    TomlNode.Table fields = section == null ? null : section.packageFields();
    TomlEntry from = fields == null ? null : fields.entry(key);
    return from == null || workspace == null
        ? null
        : new PackageField(entry.key(), from.value(), workspace);
  }

  /// Whether it may be published: not with `publish = false` or an empty list of registries.
  public boolean isPublishable() {
    PackageField publish = field("publish");
    return switch (publish == null ? null : publish.value()) {
      case TomlNode.Bool(var _, boolean on) -> on;
      case TomlNode.Array(var _, List<TomlNode> registries) -> !registries.isEmpty();
      case null, default -> true;
    };
  }

  /// The folder of a path dependency; null for one of another sort.
  public @Nullable Path folderOf(Dependency dependency) {
    if (dependency.path() == null) {
      return null;
    }
    Path base = dependency.isInherited() && workspace != null ? workspace.directory() : directory();
    return base.resolve(dependency.path().value()).normalize();
  }

  /// Everything wrong with this package's manifest and targets.
  public List<Problem> allProblems() {
    List<Problem> all = new ArrayList<>(manifest.problems());
    all.addAll(problems);
    return all;
  }

  /// Whether a file lies in the package's folder.
  boolean holds(Path file) {
    return file.startsWith(directory());
  }
}
