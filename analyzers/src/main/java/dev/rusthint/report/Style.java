package dev.rusthint.report;

import dev.rusthint.hint.Level;

/// The colours of a terminal, or none.
enum Style {
  PLAIN(""),
  EMPHASIS("\u001b[1m"),
  ERROR("\u001b[1;91m"),
  WARN("\u001b[1;33m"),
  INFO("\u001b[1;92m"),
  HELP("\u001b[1;96m"),
  GUTTER("\u001b[1;94m"),
  ADDED("\u001b[92m"),
  REMOVED("\u001b[91m");

  private static final String RESET = "\u001b[0m";

  private final String code;

  Style(String code) {
    this.code = code;
  }

  static Style of(Level level) {
    return switch (level) {
      case ERROR -> ERROR;
      case WARN -> WARN;
      case INFO -> INFO;
      case HINT, OFF -> HELP;
    };
  }

  String apply(String text, boolean colours) {
    return colours && this != PLAIN && !text.isEmpty() ? code + text + RESET : text;
  }
}
