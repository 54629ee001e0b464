package dev.rusthint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// Writes files so that others see the old content or the new, and nothing between.
final class AtomicFile {
  private AtomicFile() {}

  /// Replaces a file's content, or makes the file; keeps its permissions.
  static void write(Path file, byte[] content) throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException(file + " has no folder");
    }
    Path part = Files.createTempFile(folder, ".rusthint", ".part");
    try {
      Files.write(part, content);
      PosixFileAttributeView to = Files.getFileAttributeView(part, PosixFileAttributeView.class);
      if (to != null) {
        to.setPermissions(
            Files.exists(file)
                ? Files.getPosixFilePermissions(file)
                : java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
