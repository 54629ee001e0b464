package dev.rusthint.report;

import dev.rusthint.hint.Level;
import java.util.Locale;

/// How levels are written.
public final class Levels {
  private Levels() {}

  /// `error`, `warn`, `info`, `hint`, `off`: as in `rusthint.toml` and on the command line.
  public static String id(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /// The word for a person.
  static String word(Level level) {
    return level == Level.WARN ? "warning" : id(level);
  }
}
