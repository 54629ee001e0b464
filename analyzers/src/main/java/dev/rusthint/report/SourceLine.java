package dev.rusthint.report;

import dev.rusthint.text.SourceText;

/// A line of source as it shows on a terminal: tabs as four spaces, nothing that a terminal would
/// obey, and of a very long line the part around what matters.
final class SourceLine {
  /// Longer lines, in bytes, are cut.
  private static final int LIMIT = 300;

  private static final int BEFORE = 80;
  private static final String CUT = "...";
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String shown;
  private final int from;
  private final int[] columns;

  private SourceLine(String shown, int from, int[] columns) {
    this.shown = shown;
    this.from = from;
    this.columns = columns;
  }

  /// @param line from 0
  /// @param focus the offset in the text that must be seen
  static SourceLine of(SourceText text, int line, int focus) {
    int start = text.lineStart(line);
    int end = text.lineEnd(line);
    if (end - start <= LIMIT) {
      return render(text, start, end, "", "");
    }
    int from = Math.max(start, Math.min(focus, end) - BEFORE);
    from = from - start <= CUT.length() ? start : boundary(text, from);
    int to = Math.min(end, from + LIMIT);
    to = to == end ? end : boundary(text, to);
    return render(text, from, to, from > start ? CUT : "", to < end ? CUT : "");
  }

  private static int boundary(SourceText text, int offset) {
    int at = offset;
    while ((text.byteAt(at) & 0xC0) == 0x80) {
      at--;
    }
    return at;
  }

  private static SourceLine render(SourceText text, int from, int to, String before, String after) {
    StringBuilder shown = new StringBuilder(before);
    int[] columns = new int[to - from + 1];
    int column = before.length();
    int at = 0;
    String content = text.slice(from, to);
    for (int i = 0; i < content.length(); ) {
      int codePoint = content.codePointAt(i);
      i += Character.charCount(codePoint);
      int next = at + bytesOf(codePoint);
      while (at < next) {
        columns[at++] = column;
      }
      if (codePoint == '\t') {
        shown.repeat(' ', Terminal.TAB);
        column += Terminal.TAB;
      } else if (codePoint != BYTE_ORDER_MARK) {
        int visible = Terminal.visible(codePoint);
        shown.appendCodePoint(visible);
        column += Terminal.width(visible);
      }
    }
    columns[to - from] = column;
    return new SourceLine(shown.append(after).toString(), from, columns);
  }

  private static int bytesOf(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /// The line as it shows.
  String shown() {
    return shown;
  }

  /// The column, from 0, at which the byte at `offset` of the text shows; an offset outside the
  /// part that is shown is that part's first or last column.
  int column(int offset) {
    return columns[Math.clamp(offset - from, 0, columns.length - 1)];
  }

  /// Whether nothing but white space shows before `offset`.
  boolean isFirst(int offset) {
    return shown.substring(0, Math.min(shown.length(), column(offset))).isBlank();
  }
}
