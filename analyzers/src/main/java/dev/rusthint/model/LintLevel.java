package dev.rusthint.model;

import java.util.Optional;

/// A lint level of rustc (Reference, *Diagnostic attributes*, lint check attributes).
public enum LintLevel {
  ALLOW,
  EXPECT,
  WARN,
  DENY,
  FORBID;

  public static Optional<LintLevel> of(String name) {
    return switch (name) {
      case "allow" -> Optional.of(ALLOW);
      case "expect" -> Optional.of(EXPECT);
      case "warn" -> Optional.of(WARN);
      case "deny" -> Optional.of(DENY);
      case "forbid" -> Optional.of(FORBID);
      default -> Optional.empty();
    };
  }

  /// Whether a finding of the lint is not shown at this level.
  public boolean silences() {
    return this == ALLOW || this == EXPECT;
  }
}
