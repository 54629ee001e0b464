package dev.rusthint.syntax;

import org.jspecify.annotations.Nullable;

/// Where this process's parser comes from.
public final class ParserDescription {
  private ParserDescription() {}

  /// One line for `rusthint --version`.
  public static String get() {
    ParserChoice choice = TreeParser.choice();
    TreeParser parser = choice.parser();
    return parser == null ? "none; " + choice.warning() : parser.description();
  }

  /// Whether there is one.
  public static boolean isPresent() {
    return TreeParser.choice().parser() != null;
  }

  /// One line for people if there is no parser, or not the best one; null if all is well.
  public static @Nullable String warning() {
    return TreeParser.choice().warning();
  }
}
