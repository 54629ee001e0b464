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
  /// @param file the text that the types belong to
  public record OfFile(SourceFile file, FileTypes types) {}

  public ProjectTypes(List<SourceCrate> sources) {
    for (SourceCrate crate : sources) {
      crates.putIfAbsent(crate.config().root(), new TypedCrate(crate));
    }
  }

  /// The types in a file as the crate sees it that its hints are found in; null if nothing is known.
  public @Nullable OfFile of(SourceUnit unit) {
    TypedCrate crate = unit.crateRoot() == null ? null : crates.get(unit.crateRoot());
    SourceFile file = crate == null ? null : crate.file(unit.file());
    return crate == null || file == null ? null : new OfFile(file, crate.types());
  }
}
