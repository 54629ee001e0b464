package dev.rusthint.cli;

/// The command line cannot be carried out as it was given.
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UsageException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// Why, for the person who gave it.
  String reason() {
    return reason;
  }
}
