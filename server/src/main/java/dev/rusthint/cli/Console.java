package dev.rusthint.cli;

import java.io.PrintStream;
import java.nio.file.Path;

/// Where a command runs and writes.
///
/// @param directory the working directory, absolute
/// @param outColours whether `out` is a terminal that shows colours
/// @param errTerminal whether `err` is a terminal
record Console(
    Path directory, PrintStream out, PrintStream err, boolean outColours, boolean errTerminal) {
  /// A message that stands for itself, on standard error.
  void say(String message) {
    err.println("rusthint: " + message);
  }

  /// A path as the command line names it, absolute.
  Path resolve(String path) {
    return directory.resolve(path).normalize();
  }
}
