package dev.rusthint.cargo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A manifest's `[workspace]`.
///
/// @param members null where not given
/// @param defaultMembers null where not given
/// @param packageFields `[workspace.package]`, what members may inherit
/// @param dependencies `[workspace.dependencies]`
public record WorkspaceSection(
    TomlNode.Table table,
    @Nullable List<Field<String>> members,
    List<Field<String>> exclude,
    @Nullable List<Field<String>> defaultMembers,
    @Nullable Field<String> resolver,
    TomlNode.@Nullable Table packageFields,
    List<Dependency> dependencies,
    @Nullable LintsSection lints) {

  @Nullable Dependency dependency(String name) {
    for (Dependency dependency : dependencies) {
      if (dependency.name().equals(name)) {
        return dependency;
      }
    }
    return null;
  }
}
