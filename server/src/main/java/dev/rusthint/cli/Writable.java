package dev.rusthint.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where fixes may be written: below the folders, and into the files, that the command line names,
/// wherever symbolic links lead.
final class Writable {
  private final List<Path> roots = new ArrayList<>();

  Writable(List<Path> named) throws IOException {
    for (Path path : named) {
      roots.add(path.toRealPath());
    }
  }

  /// The file behind a path.
  ///
  /// @throws IOException if it lies elsewhere, or cannot be found
  Path target(Path path) throws IOException {
    Path real = path.toRealPath();
    for (Path root : roots) {
      if (real.startsWith(root)) {
        return real;
      }
    }
    throw new IOException("it is a link to " + real + ", which lies elsewhere");
  }
}
