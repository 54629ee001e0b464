package dev.rusthint.workspace;

import dev.rusthint.cargo.CargoHome;
import dev.rusthint.std.Std;
import dev.rusthint.std.StdSources;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a project's crates have what they use from outside of it.
///
/// @param library where the sources of core, alloc and std are, see [StdSources]; null for the
///   bundled facts, see [Std]
/// @param cargoHome cargo's own folder, in which sources of dependencies are looked for; null if it
///   must not be looked into
/// @param indexes keeps what was found in dependencies
public record Surroundings(
    @Nullable Path library, @Nullable Path cargoHome, IndexStore indexes) {
  /// Nothing but the bundled facts.
  public static Surroundings none() {
    return new Surroundings(null, null, IndexStore.none());
  }

  /// Those of this machine and user.
  public static Surroundings here(@Nullable Path library) {
    return new Surroundings(library, CargoHome.folder(), IndexStore.ofUser());
  }
}
