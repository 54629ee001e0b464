package dev.rusthint.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// An immutable text as UTF-8 bytes, with the starts of its lines.
///
/// The bytes are always well-formed UTF-8: a byte that was not is replaced by `?`, one for one, so
/// that every offset still names the same place in the file ([#firstInvalidByte]). A byte order
/// mark stays where it is. Lines end at `\n`, `\r\n` or a lone `\r`, as in the Language Server
/// Protocol.
public final class SourceText {
  private final byte[] bytes;
  private final int[] lineStarts;
  private final int firstInvalidByte;

  private SourceText(byte[] bytes, int[] lineStarts, int firstInvalidByte) {
    this.bytes = bytes;
    this.lineStarts = lineStarts;
    this.firstInvalidByte = firstInvalidByte;
  }

  public static SourceText of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new SourceText(bytes, lineStartsOf(bytes), -1);
  }

  /// The text of a file's bytes, which this method keeps a copy of.
  public static SourceText ofBytes(byte[] content) {
    byte[] bytes = content.clone();
    int invalid = Utf8.replaceInvalid(bytes);
    return new SourceText(bytes, lineStartsOf(bytes), invalid);
  }

  /// The offset of the first byte that was not UTF-8 where this text came from, or -1.
  public int firstInvalidByte() {
    return firstInvalidByte;
  }

  /// The number of bytes.
  public int length() {
    return bytes.length;
  }

  public byte byteAt(int offset) {
    return bytes[offset];
  }

  /// The bytes themselves, not a copy: callers must not write to them.
  @SuppressWarnings("EI_EXPOSE_REP")
  public byte[] bytes() {
    return bytes;
  }

  public String slice(Span span) {
    return slice(span.start(), span.end());
  }

  public String slice(int start, int end) {
    return new String(bytes, start, end - start, UTF_8);
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /// The offset of the first byte of line `line`, lines counted from 0.
  public int lineStart(int line) {
    return lineStarts[line];
  }

  /// The offset after the last byte of line `line`, its line break not included.
  public int lineEnd(int line) {
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : bytes.length;
    if (line + 1 < lineStarts.length) {
      if (end > lineStarts[line] && bytes[end - 1] == '\n') {
        end--;
      }
      if (end > lineStarts[line] && bytes[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  /// How the text's first line ends: `\n`, `\r\n` or `\r`; `\n` if it has one line only.
  public String lineBreak() {
    return lineStarts.length == 1 ? "\n" : slice(lineEnd(0), lineStart(1));
  }

  public String line(int line) {
    return slice(lineStart(line), lineEnd(line));
  }

  /// The line, counted from 0, that holds `offset`.
  public int lineOf(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /// The position of a byte offset. An offset inside a scalar value counts as that value's start.
  ///
  /// @throws IndexOutOfBoundsException if `offset` is not in the text
  public Position position(int offset, PositionEncoding encoding) {
    if (offset < 0 || offset > bytes.length) {
      throw new IndexOutOfBoundsException("offset " + offset + " of " + bytes.length);
    }
    int line = lineOf(offset);
    int start = lineStarts[line];
    if (encoding == PositionEncoding.UTF_8) {
      return new Position(line, offset - start);
    }
    int column = 0;
    for (int i = start; i < offset; i++) {
      column += encoding.unitsOf(bytes[i]);
    }
    return new Position(line, column);
  }

  /// The byte offset of a position. A column past the line's end is the line's end, as the
  /// Language Server Protocol asks; a column inside a scalar value is that value's start.
  ///
  /// @throws IndexOutOfBoundsException if there is no such line, or a number is negative
  public int offset(Position position, PositionEncoding encoding) {
    int line = position.line();
    if (line < 0 || line >= lineStarts.length || position.column() < 0) {
      throw new IndexOutOfBoundsException(
          "line " + line + ", column " + position.column() + " of " + lineStarts.length + " lines");
    }
    int offset = lineStarts[line];
    int end = lineEnd(line);
    int left = position.column();
    while (left > 0 && offset < end) {
      int length = Utf8.lengthOf(bytes[offset]);
      int units = encoding == PositionEncoding.UTF_8 ? length : encoding.unitsOf(bytes[offset]);
      if (units > left) {
        break;
      }
      left -= units;
      offset += length;
    }
    return Math.min(offset, end);
  }

  /// This text with the bytes of `span` replaced by `newText`.
  ///
  /// @throws IndexOutOfBoundsException if `span` is not in the text
  public SourceText replace(Span span, String newText) {
    if (span.end() > bytes.length) {
      throw new IndexOutOfBoundsException(span + " of " + bytes.length + " bytes");
    }
    byte[] inserted = newText.getBytes(UTF_8);
    int delta = inserted.length - span.length();
    byte[] result = Arrays.copyOf(bytes, bytes.length + delta);
    System.arraycopy(inserted, 0, result, span.start(), inserted.length);
    System.arraycopy(
        bytes, span.end(), result, span.start() + inserted.length, bytes.length - span.end());
    // A line break may be made or undone at the border by a `\r` beside a `\n`: the lines from one
    // before the edit to one after it are counted again.
    int firstLine = Math.max(0, lineOf(span.start()) - 1);
    int lastLine = Math.min(lineStarts.length - 1, lineOf(span.end()) + 1);
    int scanFrom = lineStarts[firstLine];
    boolean toEnd = lastLine + 1 >= lineStarts.length;
    int scanTo = toEnd ? result.length : lineStarts[lastLine + 1] + delta;
    int[] middle = lineStartsOf(result, scanFrom, scanTo);
    int after = toEnd ? 0 : lineStarts.length - (lastLine + 2);
    int[] starts = new int[firstLine + 1 + middle.length + after];
    System.arraycopy(lineStarts, 0, starts, 0, firstLine + 1);
    System.arraycopy(middle, 0, starts, firstLine + 1, middle.length);
    for (int i = 0; i < after; i++) {
      starts[firstLine + 1 + middle.length + i] = lineStarts[lastLine + 2 + i] + delta;
    }
    return new SourceText(result, starts, firstInvalidByte < span.start() ? firstInvalidByte : -1);
  }

  private static int[] lineStartsOf(byte[] bytes) {
    int[] rest = lineStartsOf(bytes, 0, bytes.length);
    int[] starts = new int[rest.length + 1];
    System.arraycopy(rest, 0, starts, 1, rest.length);
    return starts;
  }

  /// The starts of the lines that begin after a line break in `from..to`.
  private static int[] lineStartsOf(byte[] bytes, int from, int to) {
    int[] starts = new int[Math.max(8, (to - from) / 24)];
    int count = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b > '\r' || (b != '\n' && b != '\r')) {
        continue;
      }
      if (b == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
        continue;
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = i + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceText text && Arrays.equals(bytes, text.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return new String(bytes, UTF_8);
  }
}
