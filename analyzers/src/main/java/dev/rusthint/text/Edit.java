package dev.rusthint.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Replaces the bytes of a span by a text.
public record Edit(Span span, String newText) {
  /// Inserts `text` at `offset`.
  public static Edit insert(int offset, String text) {
    return new Edit(Span.at(offset), text);
  }

  public static Edit replace(Span span, String text) {
    return new Edit(span, text);
  }

  public static Edit delete(Span span) {
    return new Edit(span, "");
  }

  /// The same edit, `delta` bytes further on.
  public Edit shift(int delta) {
    return new Edit(span.shift(delta), newText);
  }

  /// Whether the two cannot both be made: they share a byte, or insert at the same place.
  public boolean conflictsWith(Edit other) {
    return span.overlaps(other.span)
        || (span.start() == other.span.start() && (span.isEmpty() || other.span.isEmpty()));
  }

  /// Applies edits that do not conflict, in any order, to `text`.
  ///
  /// @throws IllegalArgumentException if two conflict or one lies outside the text
  public static SourceText apply(SourceText text, List<Edit> edits) {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt(edit -> -edit.span.start()));
    SourceText result = text;
    Edit previous = null;
    for (Edit edit : sorted) {
      if (previous != null && edit.conflictsWith(previous)) {
        throw new IllegalArgumentException("edits overlap: " + edit + " and " + previous);
      }
      result = result.replace(edit.span, edit.newText);
      previous = edit;
    }
    return result;
  }
}
