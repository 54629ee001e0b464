package dev.rusthint.workspace;

import dev.rusthint.hint.Settings;
import dev.rusthint.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file to look for hints in.
///
/// @param file the file, absolute and normalised
/// @param settings how hints are to be found in it
/// @param crateRoot the root file of its crate; null if it is on its own
/// @param project where its text comes from
public record SourceUnit(Path file, Settings settings, @Nullable Path crateRoot, Project project) {
  /// The file as an editor has it, or else as it is on disk now. Read afresh at each call and not
  /// kept, so that going over a whole workspace needs memory for one file at a time.
  ///
  /// @throws IOException if it cannot be read
  public SourceFile read() throws IOException {
    return project.read(file);
  }
}
