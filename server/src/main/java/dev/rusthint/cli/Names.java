package dev.rusthint.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How files are shown: relative to the working directory where they lie below it, and as the
/// command line named them elsewhere.
final class Names {
  private record Root(String given, Path path) {}

  private final Path directory;
  private final List<Root> roots = new ArrayList<>();

  /// @param paths what the command line names
  Names(Console console, List<String> paths) {
    this.directory = console.directory().normalize();
    for (String path : paths) {
      roots.add(new Root(path, console.resolve(path)));
    }
  }

  String of(Path file) {
    if (file.startsWith(directory)) {
      return directory.relativize(file).toString();
    }
    for (Root root : roots) {
      if (file.startsWith(root.path)) {
        String rest = root.path.relativize(file).toString();
        return rest.isEmpty() ? root.given : Path.of(root.given, rest).toString();
      }
    }
    return file.toString();
  }
}
