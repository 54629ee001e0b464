package dev.rusthint.cli;

import java.util.Locale;

/// What time goes into.
enum Phase {
  READ,
  SPLIT,
  PARSE,
  HINTS,
  REPORT;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
