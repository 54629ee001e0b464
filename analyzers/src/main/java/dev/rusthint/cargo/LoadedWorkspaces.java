package dev.rusthint.cargo;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Workspaces by the folders of their packages, each read once, for all that depend on one of them;
/// and what lies in the folders where packages are looked for.
public final class LoadedWorkspaces {
  private final TextSource source;
  private final Map<Path, Optional<Workspace>> loaded = new HashMap<>();

  private final Map<Path, NavigableSet<String>> names = new HashMap<>();

  public LoadedWorkspaces(TextSource source) {
    this.source = source;
  }

  /// The workspace that the package in a folder belongs to; null if there is no package.
  @Nullable Workspace of(Path folder) {
    return loaded.computeIfAbsent(folder, start -> Workspace.load(start, source)).orElse(null);
  }

  /// The names of what a folder has, as it was when they were first asked for; none if there is no
  /// such folder.
  NavigableSet<String> namesIn(Path folder) {
    return names.computeIfAbsent(folder, LoadedWorkspaces::list);
  }

  private static NavigableSet<String> list(Path folder) {
    NavigableSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (IOException | DirectoryIteratorException absent) {
      names.clear();
    }
    return names;
  }
}
