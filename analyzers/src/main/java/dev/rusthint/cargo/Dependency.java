package dev.rusthint.cargo;

import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry of a dependency table.
///
/// @param name its key: what the manifest's features and, with `_` for `-`, the code call it
/// @param key the bytes of that key
/// @param span the bytes of its value; of a table with a header, those of the header
/// @param target the `cfg(…)` or triple it is limited to, if any
/// @param workspace `workspace = true`, where it stands
/// @param renamed `package`, the name it has in its registry, where that differs
/// @param node its value as written, with what has no accessor here
public record Dependency(
    String name,
    Kind kind,
    @Nullable Field<String> target,
    Span key,
    Span span,
    TomlNode node,
    @Nullable Field<Boolean> workspace,
    @Nullable Field<String> renamed,
    @Nullable Field<String> version,
    @Nullable Field<String> path,
    @Nullable Field<String> git,
    @Nullable Field<String> rev,
    @Nullable Field<String> branch,
    @Nullable Field<String> tag,
    @Nullable Field<String> registry,
    @Nullable Field<Boolean> optional,
    @Nullable Field<Boolean> defaultFeatures,
    List<Field<String>> features) {

  /// Which code of the package may use it.
  public enum Kind {
    NORMAL("dependencies"),
    DEV("dev-dependencies"),
    BUILD("build-dependencies");

    private final String tableName;

    Kind(String tableName) {
      this.tableName = tableName;
    }

    /// The manifest's name of its table.
    public String tableName() {
      return tableName;
    }
  }

  /// The name of the package depended on.
  public String packageName() {
    return renamed == null ? name : renamed.value();
  }

  /// The name of the crate in code, unless the package gives its library another name.
  public String crateName() {
    return name.replace('-', '_');
  }

  public boolean isOptional() {
    return optional != null && optional.value();
  }

  public boolean usesDefaultFeatures() {
    return defaultFeatures == null || defaultFeatures.value();
  }

  public boolean isInherited() {
    return workspace != null && workspace.value();
  }

  /// This dependency with what `[workspace.dependencies]` says of it. Its spans stay where they
  /// are in this manifest, those of inherited fields lie in the workspace's.
  Dependency inheriting(Dependency from) {
    List<Field<String>> allFeatures = new ArrayList<>(from.features);
    allFeatures.addAll(features);
    // Default features that the workspace leaves on cannot be switched off by a member; those it
    // switches off can be switched on.
    Field<Boolean> defaults = from.usesDefaultFeatures() ? from.defaultFeatures : defaultFeatures;
    if (!from.usesDefaultFeatures() && defaultFeatures == null) {
      defaults = from.defaultFeatures;
    }
    return new Dependency(
        name,
        kind,
        target,
        key,
        span,
        node,
        workspace,
        from.renamed,
        from.version,
        from.path,
        from.git,
        from.rev,
        from.branch,
        from.tag,
        from.registry,
        optional,
        defaults,
        List.copyOf(allFeatures));
  }
}
