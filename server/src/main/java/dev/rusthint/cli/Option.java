package dev.rusthint.cli;

import org.jspecify.annotations.Nullable;

/// An option of a command.
///
/// @param name with its dashes: `--format`
/// @param value what stands for its value in the help; null for an option without one
/// @param isRepeatable whether it may be given several times
/// @param help one line
record Option(String name, @Nullable String value, boolean isRepeatable, String help) {
  static Option flag(String name, String help) {
    return new Option(name, null, true, help);
  }

  static Option of(String name, String value, String help) {
    return new Option(name, value, false, help);
  }

  static Option list(String name, String value, String help) {
    return new Option(name, value, true, help);
  }

  String usage() {
    return value == null ? name : name + " " + value;
  }
}
