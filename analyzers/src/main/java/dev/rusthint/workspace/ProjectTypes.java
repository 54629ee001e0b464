package dev.rusthint.workspace;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.TypedCrate;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types in the files of some crates. Several threads may ask.
public final class ProjectTypes {
  private final Map<Path, TypedCrate> crates = new LinkedHashMap<>();

  /// What is known of one file.
  ///
  /// @param file the text that the crate was read with
  public record OfFile(Path path, SourceFile file, TypedCrate crate) {
    /// The types in a version of the file that came from that text by edits; null if nothing is
    /// known.
    public @Nullable FileTypes types(SourceFile version) {
      return crate.types(path, version);
    }
  }

  public ProjectTypes(List<SourceCrate> sources) {
    for (SourceCrate crate : sources) {
      crates.putIfAbsent(crate.config().root(), new TypedCrate(crate));
    }
  }

  /// The types in a file as the crate sees it that its hints are found in; null if nothing is known.
  public @Nullable OfFile of(SourceUnit unit) {
    TypedCrate crate = unit.crateRoot() == null ? null : crates.get(unit.crateRoot());
    SourceFile file = crate == null ? null : crate.crate().file(unit.file());
    return crate == null || file == null ? null : new OfFile(unit.file(), file, crate);
  }
}
