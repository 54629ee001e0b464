package dev.rusthint.hint;

import java.util.Locale;
import java.util.Optional;

/// A named choice of hints. Every profile holds what is on by default.
public enum Profile {
  /// What clippy has on by default (style aside), and our own hints that are nearly always right.
  DEFAULT,
  /// Adds what clippy has in its group `pedantic`.
  PEDANTIC,
  /// Adds all of unsafe, ffi, panic and error.
  AUDIT,
  /// Adds all of embedded, panic and `no_std`.
  EMBEDDED,
  /// Adds all of async, concurrency and error.
  SERVICE,
  /// Every hint there is.
  EVERYTHING;

  public static Optional<Profile> of(String name) {
    for (Profile profile : values()) {
      if (profile.id().equals(name)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The level of a rule in this profile.
  public Level levelOf(RuleSpec rule) {
    return includes(rule) ? rule.whenAsked() : rule.byDefault();
  }

  private boolean includes(RuleSpec rule) {
    return switch (this) {
      case DEFAULT -> false;
      case PEDANTIC -> rule.isPedantic();
      case AUDIT ->
          switch (rule.category()) {
            case "unsafe", "ffi", "panic", "error" -> true;
            default -> false;
          };
      case EMBEDDED -> rule.category().equals("embedded") || rule.category().equals("panic");
      case SERVICE ->
          switch (rule.category()) {
            case "async", "concurrency", "error" -> true;
            default -> false;
          };
      case EVERYTHING -> true;
    };
  }
}
