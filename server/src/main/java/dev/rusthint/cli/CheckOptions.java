package dev.rusthint.cli;

import dev.rusthint.hint.Level;
import dev.rusthint.workspace.ProjectOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `rusthint check` is to do.
///
/// @param paths folders and files as they were named
/// @param format `human`, `json`, `sarif` or `github`
/// @param hints ids of the hints that alone are looked for; empty for all
/// @param baseline the file of known hints; null for none
/// @param since the commit since which lines count as changed; null for all lines
/// @param library the sources of std, for the rules that need types; null for what is known of it
/// @param deny the level from which on the exit code is 1
record CheckOptions(
    List<String> paths,
    String format,
    Set<String> hints,
    @Nullable Path baseline,
    @Nullable String since,
    boolean fix,
    Level deny,
    int threads,
    boolean stats,
    @Nullable Path library,
    ProjectOptions project) {
  CheckOptions {
    paths = List.copyOf(paths);
    hints = Set.copyOf(hints);
  }
}
