package dev.rusthint.workspace;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.TypedCrate;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The types in the files of a project's crates. A crate is read when a file of it is first asked
/// for; since files are asked for crate by crate, few are kept. Several threads may ask.
public final class ProjectTypes {
  private static final int KEPT = 2;

  /// How many bytes of sources are kept of crates that others may depend on.
  private static final long MOST = 16 << 20;

  /// How many more are kept of the crates read last.
  private static final long MOST_SHARED = 24 << 20;

  private final Map<Path, Optional<TypedCrate>> crates = new LinkedHashMap<>();
  private CrateSources sources;

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

  /// Parameters are those of [Project#crates].
  public ProjectTypes(Project project, Surroundings surroundings) {
    this.sources = project.sources(surroundings).keeping(MOST_SHARED);
  }

  /// The types in a file as the crate sees it that its hints are found in; null if nothing is known.
  public @Nullable OfFile of(SourceUnit unit) {
    TypedCrate crate = unit.crateRoot() == null ? null : crate(unit.crateRoot());
    SourceFile file = crate == null ? null : crate.crate().file(unit.file());
    return crate == null || file == null ? null : new OfFile(unit.file(), file, crate);
  }

  private synchronized @Nullable TypedCrate crate(Path root) {
    Optional<TypedCrate> known = crates.get(root);
    if (known == null) {
      if (sources.bytes() > MOST) {
        sources = sources.slim();
      }
      SourceCrate read = sources.crate(root);
      known = Optional.ofNullable(read).map(TypedCrate::new);
      if (crates.size() >= KEPT) {
        crates.remove(crates.keySet().iterator().next());
      }
      crates.put(root, known);
    }
    return known.orElse(null);
  }
}
