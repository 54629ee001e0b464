package dev.rusthint.model.names;

import dev.rusthint.syntax.SourceFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Gives the files of a crate.
@FunctionalInterface
public interface SourceReader {
  /// The file at a normalized path, null if there is none that can be read.
  @Nullable SourceFile read(Path file);
}
