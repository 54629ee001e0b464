package dev.rusthint.text;

/// A range of bytes, `start` included and `end` excluded.
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + ".." + end);
    }
  }

  /// The empty span at `offset`.
  public static Span at(int offset) {
    return new Span(offset, offset);
  }

  public int length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  /// Whether `offset` is one of this span's bytes, or the place right after its last one.
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }

  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /// Whether the two share a byte.
  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  /// The same span, `delta` bytes further on.
  public Span shift(int delta) {
    return new Span(start + delta, end + delta);
  }

  /// The smallest span that holds both.
  public Span union(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }
}
