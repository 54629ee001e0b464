package dev.rusthint.workspace;

import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.text.SourceText;
import java.util.List;

/// A `Cargo.toml` to look for hints in.
///
/// @param context what rules look at
/// @param problems what is wrong with it as TOML, as a manifest, and as a part of its workspace
/// @param status whether there are hints to find
public record ManifestUnit(
    ManifestContext context, List<Problem> problems, FileSettings.Status status) {
  public ManifestUnit {
    problems = List.copyOf(problems);
  }

  public SourceText text() {
    return context.manifest().text();
  }

  public boolean isActive() {
    return status == FileSettings.Status.ACTIVE;
  }

  /// Whether rules can say something of it. Of a manifest that does not parse, what seems missing
  /// may be there.
  public boolean isReadable() {
    return isActive()
        && context.manifest().problems().stream().noneMatch(Problem::isError);
  }
}
