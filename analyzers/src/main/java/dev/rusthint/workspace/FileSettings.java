package dev.rusthint.workspace;

import dev.rusthint.hint.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How hints are to be found in one file.
///
/// @param settings what the driver takes
/// @param crateRoot the root file of the crate it is taken to belong to; null if it is on its own
/// @param status whether there are hints to find
public record FileSettings(Settings settings, @Nullable Path crateRoot, Status status) {
  /// Whether there are hints to find in a file.
  public enum Status {
    ACTIVE,
    /// The active `cfg` leaves the file out: `#[cfg(windows)] mod windows;` on Linux.
    CFG_OFF,
    /// The build wrote it.
    GENERATED,
    /// `rusthint.toml` excludes it.
    EXCLUDED
  }

  public boolean isActive() {
    return status == Status.ACTIVE;
  }
}
