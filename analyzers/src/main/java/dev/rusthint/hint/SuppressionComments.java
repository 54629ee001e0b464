package dev.rusthint.hint;

import dev.rusthint.text.SourceText;

/// `// rusthint: allow(perf/inline, …) — reason`, on the line of a hint or on the line above.
final class SuppressionComments {
  private static final String MARK = "rusthint:";

  private SuppressionComments() {}

  static boolean suppress(SourceText text, Hint hint) {
    int line = text.lineOf(hint.span().start());
    return allows(text, line, hint, false) || line > 0 && allows(text, line - 1, hint, true);
  }

  /// A comment above speaks for the next line only if it has its line to itself.
  private static boolean allows(SourceText text, int line, Hint hint, boolean alone) {
    int from = text.lineStart(line);
    int to = text.lineEnd(line);
    if (!contains(text, from, to)) {
      return false;
    }
    String content = text.slice(from, to);
    int mark = content.indexOf(MARK);
    // A manifest's comments begin with `#`.
    int comment = Math.max(content.lastIndexOf("//", mark), content.lastIndexOf('#', mark));
    if (comment < 0 || alone && !content.substring(0, comment).isBlank()) {
      return false;
    }
    String rest = content.substring(mark + MARK.length()).strip();
    int close = rest.indexOf(')');
    if (!rest.startsWith("allow(") || close < 0) {
      return false;
    }
    for (String id : rest.substring("allow(".length(), close).split(",")) {
      if (id.strip().equals(hint.id()) || id.strip().equals(hint.rule().category())) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(SourceText text, int from, int to) {
    byte[] bytes = text.bytes();
    outer:
    for (int i = from; i + MARK.length() <= to; i++) {
      for (int j = 0; j < MARK.length(); j++) {
        if (bytes[i + j] != MARK.charAt(j)) {
          continue outer;
        }
      }
      return true;
    }
    return false;
  }
}
