package dev.rusthint.cargo;

import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Where the text of configuration files comes from: the disk, or an editor's open documents
/// before it.
@FunctionalInterface
public interface TextSource {
  /// The text of a file as it is now.
  ///
  /// @throws IOException if there is no such file, or it cannot be read
  SourceText read(Path file) throws IOException;

  /// The files as they are on disk.
  static TextSource disk() {
    return file -> {
      if (!Files.isRegularFile(file)) {
        // A pipe or a device would never end.
        throw new NoSuchFileException(file.toString(), null, "it is no regular file");
      }
      long size = Files.size(file);
      if (size > TomlDocument.MAX_BYTES) {
        throw new IOException(
            "it has "
                + size
                + " bytes, more than the "
                + TomlDocument.MAX_BYTES
                + " that are read");
      }
      return SourceText.ofBytes(Files.readAllBytes(file));
    };
  }
}
