package dev.rusthint.cargo;

import dev.rusthint.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `[lints]` of a package or `[workspace.lints]`.
///
/// @param key the bytes of the key `lints`
/// @param workspace `workspace = true`, where it stands: the workspace's lints hold instead
public record LintsSection(
    Span key,
    TomlNode.Table table,
    @Nullable Field<Boolean> workspace,
    List<LintSetting> settings) {

  public boolean isInherited() {
    return workspace != null && workspace.value();
  }
}
