package dev.rusthint.cargo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A manifest's `[package]`, as written: what it inherits is resolved by [CargoPackage].
///
/// @param table the whole section, with what has no accessor here
/// @param rootPointer `package.workspace`, the folder of the workspace's root
/// @param autoDiscovery `autobins` and its kin, where given
public record PackageSection(
    TomlNode.Table table,
    @Nullable Field<String> name,
    @Nullable Field<String> rootPointer,
    @Nullable Field<String> defaultRun,
    @Nullable Field<String> links,
    @Nullable Field<String> resolver,
    Map<TargetKind, Field<Boolean>> autoDiscovery) {

  /// The fields that `[workspace.package]` may hold for members to inherit.
  static final List<String> INHERITABLE =
      List.of(
          "authors",
          "categories",
          "description",
          "documentation",
          "edition",
          "exclude",
          "homepage",
          "include",
          "keywords",
          "license",
          "license-file",
          "publish",
          "readme",
          "repository",
          "rust-version",
          "version");

  public @Nullable TomlEntry entry(String key) {
    return table.entry(key);
  }

  /// Whether the field says `workspace = true`.
  public boolean inherits(String key) {
    TomlEntry entry = table.entry(key);
    return entry != null && inheritsFromWorkspace(entry.value());
  }

  static boolean inheritsFromWorkspace(TomlNode value) {
    return value instanceof TomlNode.Table inner
        && inner.value("workspace") instanceof TomlNode.Bool(var _, boolean on)
        && on;
  }
}
