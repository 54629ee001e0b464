package dev.rusthint.cli;

/// What the cache of loaded classes is made from: the program does here what it does for people.
final class Training {
  private Training() {}

  /// @return the exit code
  static int run(Console console) {
    return Main.run(java.util.List.of("list"), console);
  }
}
