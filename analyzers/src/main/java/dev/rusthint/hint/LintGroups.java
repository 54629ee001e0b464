package dev.rusthint.hint;

/// Which lints a name in an attribute stands for.
final class LintGroups {
  private LintGroups() {}

  /// Whether setting `name` (`clippy::exit`, `clippy::all`, `warnings`) sets `lint`.
  static boolean covers(String name, Equivalent lint) {
    return name.equals(lint.attributeName()) || name.equals("warnings");
  }
}
