package dev.rusthint.cli;

import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Some lines of a text, kept as spans so that they move with edits.
///
/// @param spans from the start of a line to the end of one, sorted
record Region(List<Span> spans) {
  Region {
    spans = List.copyOf(spans);
  }

  static Region none() {
    return new Region(List.of());
  }

  static Region all(SourceText text) {
    return new Region(List.of(new Span(0, text.length())));
  }

  /// @param lines from 0; those that the text does not have are left out
  static Region lines(SourceText text, BitSet lines) {
    List<Span> spans = new ArrayList<>();
    for (int from = lines.nextSetBit(0); from >= 0; from = lines.nextSetBit(from)) {
      int to = lines.nextClearBit(from);
      if (from >= text.lineCount()) {
        break;
      }
      int last = Math.min(to, text.lineCount()) - 1;
      spans.add(new Span(text.lineStart(from), text.lineEnd(last)));
      from = to;
    }
    return new Region(spans);
  }

  /// Whether a span is on one of the lines.
  boolean touches(SourceText text, Span span) {
    Span lines =
        new Span(text.lineStart(text.lineOf(span.start())), text.lineEnd(text.lineOf(span.end())));
    for (Span one : spans) {
      if (one.start() <= lines.end() && lines.start() <= one.end()) {
        return true;
      }
    }
    return false;
  }

  /// The region after edits that do not conflict; what they insert in it belongs to it.
  Region after(List<Edit> edits) {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt((Edit edit) -> edit.span().start()));
    List<Span> moved = new ArrayList<>();
    for (Span span : spans) {
      int start = moved(span.start(), sorted, false);
      moved.add(new Span(start, Math.max(start, moved(span.end(), sorted, true))));
    }
    return new Region(moved);
  }

  private static int moved(int offset, List<Edit> edits, boolean end) {
    int delta = 0;
    for (Edit edit : edits) {
      int inserted = edit.newText().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      if (edit.span().end() < offset || end && edit.span().end() == offset) {
        delta += inserted - edit.span().length();
      } else if (edit.span().start() < offset) {
        // The place itself goes: it is where the new text starts, or ends.
        return edit.span().start() + delta + (end ? inserted : 0);
      }
    }
    return offset + delta;
  }
}
