package dev.rusthint.cargo;

import java.util.Locale;
import java.util.Optional;

/// How rustc treats a lint, from the mildest to the strictest.
public enum LintLevel {
  ALLOW,
  WARN,
  DENY,
  FORBID;

  /// The level of that name, as `[lints]` has it.
  public static Optional<LintLevel> of(String name) {
    for (LintLevel level : values()) {
      if (level.toString().equals(name)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /// The name in manifests and attributes: `allow`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
