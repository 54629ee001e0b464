package dev.rusthint.report;

/// What text looks like on a terminal: how wide it is, and what must not reach one.
final class Terminal {
  /// The columns that a tab takes in a source line, as rustc has it.
  static final int TAB = 4;

  private static final int REPLACEMENT = 0xFFFD;

  private Terminal() {}

  /// The columns that a code point takes: 2 for wide East Asian characters and emoji, 0 for marks
  /// that combine with what stands before them (Unicode Standard Annex 11).
  static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return in(c, 0x1100, 0x115F)
        || in(c, 0x2E80, 0x303E)
        || in(c, 0x3041, 0x4DBF)
        || in(c, 0x4E00, 0xA4CF)
        || in(c, 0xA960, 0xA97F)
        || in(c, 0xAC00, 0xD7A3)
        || in(c, 0xF900, 0xFAFF)
        || in(c, 0xFE30, 0xFE6F)
        || in(c, 0xFF01, 0xFF60)
        || in(c, 0xFFE0, 0xFFE6)
        || in(c, 0x20000, 0x3FFFD)
        || Character.isEmojiPresentation(c);
  }

  private static boolean in(int c, int first, int last) {
    return first <= c && c <= last;
  }

  /// A code point that shows in place of one that would move the cursor, change colours or turn the
  /// direction of the text; other code points as they are.
  static int visible(int codePoint) {
    if (codePoint < 0x20) {
      return 0x2400 + codePoint;
    }
    if (codePoint == 0x7F) {
      return 0x2421;
    }
    boolean hidden =
        in(codePoint, 0x80, 0x9F)
            || in(codePoint, 0x202A, 0x202E)
            || in(codePoint, 0x2066, 0x2069)
            || in(codePoint, 0x200E, 0x200F)
            || in(codePoint, 0xD800, 0xDFFF);
    return hidden ? REPLACEMENT : codePoint;
  }

  /// A text of one or several lines that is safe to print.
  static String safe(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && (c < 0x20 || c >= 0x7F)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(c == '\n' ? c : visible(c)));
    return safe.toString();
  }
}
