package dev.rusthint.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the definitions of the standard library are read from that types need: those of Rust 1.95,
/// which come with this program, or sources.
final class StdOption {
  static final Option OPTION =
      Option.of(
          "--std",
          "DIR",
          "Read core, alloc and std from their sources, `library` of the component rust-src");

  private StdOption() {}

  /// The folder that was given, null if none.
  static @Nullable Path library(Arguments arguments, Console console)
      throws UsageException {
    String given = arguments.value("--std");
    if (given == null) {
      return null;
    }
    Path library = console.resolve(given);
    if (!Files.isRegularFile(library.resolve("core/src/lib.rs"))) {
      throw new UsageException("there is no `core/src/lib.rs` in `" + given + "`");
    }
    return library;
  }
}
