package dev.rusthint.analyzers.unsafety;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.hint.Context;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Span;
import org.jspecify.annotations.Nullable;

/// Finds `// SAFETY:` comments where people put them, by the rules of clippy 1.95: on the lines
/// right above, in a line or block comment, behind other code on the line above, with blank lines
/// and attributes passed over.
final class SafetyComments {
  /// A bound for [#above] before the first line of the item's text.
  static final int BEFORE_FIRST_LINE = -1;

  private static final String MARK = "SAFETY:";

  private final SyntaxTree tree;
  private final boolean pastAttributes;

  /// A comment that says `SAFETY:`.
  ///
  /// @param mark the offset of `SAFETY:`
  /// @param start the offset of the comment that holds it
  /// @param doc whether it is a doc comment
  record Comment(int mark, int start, boolean doc) {}

  SafetyComments(Context context) {
    this.tree = context.tree();
    this.pastAttributes = isOn(context, "accept-comment-above-attributes");
  }

  /// Whether an option of clippy.toml that is on unless said otherwise is on.
  static boolean isOn(Context context, String option) {
    return !"false".equals(context.settings().option(option));
  }

  /// Where the lines begin that can hold a comment for an item outside any other item of this tree:
  /// what stands on the line that the previous item ends on belongs to that one.
  static int boundOfItem(Context context) {
    return context.item().start() == 0 ? BEFORE_FIRST_LINE : 0;
  }

  /// The comment on the lines above the one that holds `offset`, down from the line after the one
  /// that holds `bound`.
  @Nullable Comment above(int bound, int offset) {
    int first = bound == BEFORE_FIRST_LINE ? 0 : nextLine(bound);
    int below = lineStart(offset);
    if (below <= first) {
      return null;
    }
    Lines lines = new Lines(first, below);
    if (!lines.previous()) {
      return null;
    }
    if (lines.text.startsWith("//")) {
      return inLineComments(lines);
    }
    Comment behind = behindCode(lines);
    return behind != null ? behind : inBlockComment(first, below);
  }

  /// A run of `//` comments, from the last one up.
  private static @Nullable Comment inLineComments(Lines lines) {
    boolean inCode = false;
    do {
      if (!lines.text.startsWith("//")) {
        return null;
      }
      if (withoutDocMarks(lines.text).startsWith("```")) {
        inCode = !inCode;
      }
      int mark = inCode ? -1 : indexOfMark(lines.text);
      if (mark >= 0) {
        return new Comment(
            lines.start + bytesBefore(lines.text, mark), lines.start, lines.text.startsWith("///"));
      }
    } while (lines.previous());
    return null;
  }

  private static String withoutDocMarks(String line) {
    String text = line;
    while (text.startsWith("///")) {
      text = text.substring(3);
    }
    return text.stripLeading();
  }

  /// `let x = // SAFETY: …` on the line above.
  private static @Nullable Comment behindCode(Lines lines) {
    int line = lines.text.indexOf("//");
    int block = lines.text.indexOf("/*");
    int comment = line < 0 ? block : block < 0 ? line : Math.min(line, block);
    if (comment < 0) {
      return null;
    }
    int mark = comment + 2;
    while (mark < lines.text.length() && Character.isWhitespace(lines.text.charAt(mark))) {
      mark++;
    }
    if (!lines.text.regionMatches(true, mark, MARK, 0, MARK.length())) {
      return null;
    }
    return new Comment(
        lines.start + bytesBefore(lines.text, mark),
        lines.start + bytesBefore(lines.text, comment),
        false);
  }

  /// A block comment that begins a line, with nothing but white space between it and the line at
  /// `below`.
  private @Nullable Comment inBlockComment(int first, int below) {
    int end = below;
    while (end > first && isSpace(tree.byteAt(end - 1))) {
      end--;
    }
    if (end - 2 < first || !tree.textIs(end - 2, end, "*/")) {
      return null;
    }
    Lines lines = new Lines(first, below);
    while (lines.previous()) {
      if (lines.text.startsWith("/*")) {
        String comment = tree.text(lines.start, end);
        int mark = indexOfMark(comment);
        if (mark < 0 || endOfComment(lines.start, below) != end) {
          return null;
        }
        return new Comment(
            lines.start + bytesBefore(comment, mark),
            lines.start,
            lines.text.startsWith("/**"));
      }
    }
    return null;
  }

  private int endOfComment(int start, int limit) {
    int depth = 0;
    int i = start;
    while (i + 1 < limit) {
      if (tree.textIs(i, i + 2, "/*")) {
        depth++;
        i += 2;
      } else if (tree.textIs(i, i + 2, "*/")) {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    return limit;
  }

  /// Whether a block begins with a comment that begins with `SAFETY:`.
  boolean beginsBlock(int afterBrace, int end) {
    int i = afterBrace;
    while (i < end && isSpace(tree.byteAt(i))) {
      i++;
    }
    if (i + 2 > end || !tree.textIs(i, i + 2, "//") && !tree.textIs(i, i + 2, "/*")) {
      return false;
    }
    i += 2;
    while (i < end && isSpace(tree.byteAt(i))) {
      i++;
    }
    return i + MARK.length() <= end
        && tree.text(i, i + MARK.length()).equalsIgnoreCase(MARK);
  }

  /// All of a comment: a line comment with the lines that go on with it, down to `below`, their line
  /// breaks included; the comment alone where other code shares its line.
  Span extent(Comment comment, int below) {
    int line = lineStart(comment.start());
    boolean alone = tree.text(line, comment.start()).isBlank();
    if (tree.textIs(comment.start(), comment.start() + 2, "/*")) {
      int end = endOfComment(comment.start(), below);
      boolean last = tree.text(end, Math.min(nextLine(end), below)).isBlank();
      return alone && last ? new Span(line, nextLine(end)) : new Span(comment.start(), end);
    }
    if (!alone) {
      int end = nextLine(comment.start());
      int from = comment.start();
      while (from > line && isSpace(tree.byteAt(from - 1))) {
        from--;
      }
      return new Span(from, tree.byteAt(end - 1) == '\n' ? end - 1 : end);
    }
    int end = nextLine(comment.start());
    while (end < below && tree.text(end, nextLine(end)).strip().startsWith("//")) {
      end = nextLine(end);
    }
    return new Span(line, end);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  /// The offset at which the line of `offset` begins in this item.
  int lineStart(int offset) {
    int i = offset;
    while (i > 0 && tree.byteAt(i - 1) != '\n') {
      i--;
    }
    return i;
  }

  private int nextLine(int offset) {
    int i = offset;
    while (i < tree.length() && tree.byteAt(i) != '\n') {
      i++;
    }
    return Math.min(i + 1, tree.length());
  }

  private static int indexOfMark(String text) {
    for (int i = text.indexOf(':'); i >= 0; i = text.indexOf(':', i + 1)) {
      int start = i - MARK.length() + 1;
      if (start >= 0 && text.regionMatches(true, start, MARK, 0, MARK.length())) {
        return start;
      }
    }
    return -1;
  }

  private static int bytesBefore(String text, int index) {
    return text.substring(0, index).getBytes(UTF_8).length;
  }

  private static boolean isAttribute(String line) {
    return (line.startsWith("#[") || line.startsWith("#![")) && line.stripTrailing().endsWith("]");
  }

  /// The lines above, from the last one up; those that a comment may stand above of are passed
  /// over.
  private final class Lines {
    private final int first;
    private int below;
    private int start;
    private String text = "";

    Lines(int first, int below) {
      this.first = first;
      this.below = below;
    }

    boolean previous() {
      while (below > first) {
        int begin = lineStart(below - 1);
        String line = tree.text(begin, below);
        String stripped = line.stripLeading();
        below = begin;
        if (!stripped.isEmpty() && !(pastAttributes && isAttribute(stripped))) {
          start = begin + bytesBefore(line, line.length() - stripped.length());
          text = stripped;
          return true;
        }
      }
      return false;
    }
  }
}
