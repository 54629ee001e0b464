package dev.rusthint.server;

import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How one text came from another, told by one region: the bytes from `start` to `oldEnd` became
/// those from `start` to `newEnd`, and nothing else changed.
record Drift(int start, int oldEnd, int newEnd) {
  static Drift of(Span replaced, int newLength) {
    return new Drift(replaced.start(), replaced.end(), replaced.start() + newLength);
  }

  /// The smallest region in which the two texts differ.
  static Drift between(SourceText before, SourceText after) {
    byte[] a = before.bytes();
    byte[] b = after.bytes();
    int start = Arrays.mismatch(a, b);
    if (start < 0) {
      return new Drift(0, 0, 0);
    }
    int oldEnd = a.length;
    int newEnd = b.length;
    while (oldEnd > start && newEnd > start && a[oldEnd - 1] == b[newEnd - 1]) {
      oldEnd--;
      newEnd--;
    }
    return new Drift(start, oldEnd, newEnd);
  }

  /// This drift and then `next`, as one region that holds both.
  Drift then(Drift next) {
    int middleEnd = Math.max(newEnd, next.oldEnd);
    return new Drift(
        Math.min(start, next.start),
        oldEnd + (middleEnd - newEnd),
        next.newEnd + (middleEnd - next.oldEnd));
  }

  static Drift join(@Nullable Drift first, Drift next) {
    return first == null ? next : first.then(next);
  }

  /// Where the byte at an offset of the old text is in the new one; one that was replaced, at the
  /// beginning of what it was replaced by or, if that is shorter, at its end.
  int map(int offset) {
    boolean isBefore = offset < start || offset == start && start < oldEnd;
    return isBefore ? offset : after(offset);
  }

  private int after(int offset) {
    return offset >= oldEnd ? offset + newEnd - oldEnd : Math.min(offset, newEnd);
  }

  /// The same bytes in the new text: what is inserted at either end of them is not among them.
  Span map(Span span) {
    int from = map(span.start());
    int to = span.end() <= start ? span.end() : after(span.end());
    return new Span(from, Math.max(from, to));
  }

  /// The region in the old text.
  Span before() {
    return new Span(start, oldEnd);
  }

  /// The region in the new text.
  Span after() {
    return new Span(start, newEnd);
  }
}
