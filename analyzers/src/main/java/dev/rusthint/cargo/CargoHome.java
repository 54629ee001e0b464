package dev.rusthint.cargo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Cargo's own folder, with the sources of registry packages (The Cargo Book, *Cargo Home*).
public final class CargoHome {
  private CargoHome() {}

  /// `$CARGO_HOME`, or `.cargo` in the user's folder; null if neither is known.
  public static @Nullable Path folder() {
    String home = System.getenv("CARGO_HOME");
    String user = System.getProperty("user.home");
    if (home != null && !home.isEmpty()) {
      return Path.of(home);
    }
    return user == null ? null : Path.of(user, ".cargo");
  }
}
