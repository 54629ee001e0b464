package dev.rusthint.syntax;

/// Where this process's parser comes from.
public final class ParserDescription {
  private ParserDescription() {}

  /// One line for `rusthint --version`.
  ///
  /// @throws IllegalStateException if there is no parser
  public static String get() {
    return TreeParser.get().description();
  }
}
