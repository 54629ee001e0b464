package dev.rusthint.report;

import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Source lines with marks under them, laid out as rustc does.
///
/// A mark within a line is a row of `^` or `-` below it. One of several lines is a bracket in the
/// margin from its first character to its last. Lines far from any mark are left out.
final class Snippet {
  /// Lines that are shown of a mark of many lines: at its start, and at its end.
  private static final int HEAD = 4;

  private static final int TAIL = 2;

  /// A place to mark.
  ///
  /// @param label one line, or empty
  record Mark(Span span, boolean primary, String label) {}

  /// A mark with its lines, from 0.
  ///
  /// @param column the margin column of a mark of several lines, from 0; -1 for the others
  private record Placed(Mark mark, int first, int last, int column) {
    boolean isMultiline() {
      return first < last;
    }

    char sign() {
      return mark.primary ? '^' : '-';
    }
  }

  private final SourceText text;
  private final Style primary;
  private final boolean colours;
  private final List<Placed> marks = new ArrayList<>();
  private final TreeSet<Integer> lines = new TreeSet<>();
  private final Map<Integer, Integer> focus = new HashMap<>();
  private final int width;
  private int columns;

  /// @param width how wide line numbers are
  Snippet(SourceText text, List<Mark> marks, int width, Style primary, boolean colours) {
    this.text = text;
    this.primary = primary;
    this.colours = colours;
    this.width = width;
    place(marks);
  }

  /// How wide the numbers of the lines that these marks reach are.
  static int widthFor(SourceText text, List<Mark> marks) {
    int last = 0;
    for (Mark mark : marks) {
      last = Math.max(last, lastLine(text, mark.span));
    }
    return String.valueOf(last + 1).length();
  }

  /// The line of a span's last character.
  private static int lastLine(SourceText text, Span span) {
    int end = Math.min(span.end(), text.length());
    return text.lineOf(span.isEmpty() ? end : end - 1);
  }

  private void place(List<Mark> all) {
    List<Mark> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingInt((Mark m) -> m.span.start()).thenComparingInt(m -> -m.span.end()));
    List<Integer> busyUntil = new ArrayList<>();
    for (Mark mark : sorted) {
      int first = text.lineOf(Math.min(mark.span.start(), text.length()));
      int last = lastLine(text, mark.span);
      int column = -1;
      if (first < last) {
        column = freeColumn(busyUntil, first, last);
      }
      marks.add(new Placed(mark, first, last, column));
      for (int i = first; i <= Math.min(last, first + HEAD - 1); i++) {
        show(i, mark.span.start());
      }
      for (int i = Math.max(first, last - TAIL + 1); i <= last; i++) {
        show(i, first == last ? mark.span.start() : mark.span.end());
      }
    }
    columns = busyUntil.size();
    // One line left out takes as much room as the dots that say so.
    for (Integer line : List.copyOf(lines)) {
      if (!lines.contains(line + 1) && lines.contains(line + 2)) {
        show(line + 1, text.lineStart(line + 1));
      }
    }
  }

  private static int freeColumn(List<Integer> busyUntil, int first, int last) {
    for (int i = 0; i < busyUntil.size(); i++) {
      if (busyUntil.get(i) < first) {
        busyUntil.set(i, last);
        return i;
      }
    }
    busyUntil.add(last);
    return busyUntil.size() - 1;
  }

  private void show(int line, int at) {
    lines.add(line);
    focus.merge(line, at, Math::min);
  }

  /// The rows, from the empty one above to the last with a mark, each with a line break.
  void appendTo(StringBuilder out) {
    gutter(out, "");
    out.append('\n');
    int previous = -1;
    for (int line : lines) {
      if (previous >= 0 && line > previous + 1) {
        dots(out, line);
      }
      line(out, line);
      previous = line;
    }
  }

  private void gutter(StringBuilder out, String number) {
    String padded = " ".repeat(width - number.length()) + number + " |";
    out.append(Style.GUTTER.apply(padded, colours));
  }

  private void dots(StringBuilder out, int next) {
    Row row = new Row();
    for (Placed mark : marks) {
      if (mark.isMultiline() && mark.first < next && next <= mark.last) {
        row.put(2 * mark.column, "|", styleOf(mark));
      }
    }
    out.append(Style.GUTTER.apply("...", colours));
    String margin = row.render();
    if (!margin.isEmpty()) {
      out.append(" ".repeat(Math.max(0, width + 3 - "...".length()))).append(margin);
    }
    out.append('\n');
  }

  private Style styleOf(Placed mark) {
    return mark.mark.primary ? primary : Style.GUTTER;
  }

  private int sourceColumn() {
    return 2 * columns;
  }

  private void line(StringBuilder out, int line) {
    SourceLine source = SourceLine.of(text, line, focus.getOrDefault(line, text.lineStart(line)));
    List<Placed> inside = new ArrayList<>();
    List<Placed> starts = new ArrayList<>();
    List<Placed> ends = new ArrayList<>();
    List<Placed> open = new ArrayList<>();
    Row row = new Row();
    for (Placed mark : marks) {
      if (!mark.isMultiline()) {
        if (mark.first == line) {
          inside.add(mark);
        }
      } else if (mark.first == line) {
        if (source.isFirst(mark.mark.span.start())) {
          row.put(2 * mark.column, "/", styleOf(mark));
          open.add(mark);
        } else {
          starts.add(mark);
        }
      } else if (mark.first < line && line <= mark.last) {
        row.put(2 * mark.column, "|", styleOf(mark));
        open.add(mark);
        if (line == mark.last) {
          ends.add(mark);
        }
      }
    }
    row.put(sourceColumn(), source.shown(), Style.PLAIN);
    flush(out, String.valueOf(line + 1), row);
    insideRows(out, inside, open, source);
    for (Placed mark : starts) {
      bracket(out, mark, open, source.column(mark.mark.span.start()), "");
      open.add(mark);
    }
    for (Placed mark : ends) {
      int end = Math.max(source.column(mark.mark.span.end()) - 1, 0);
      bracket(out, mark, open, end, mark.mark.label);
      open.remove(mark);
    }
  }

  private void flush(StringBuilder out, String number, Row row) {
    gutter(out, number);
    String content = row.render();
    if (!content.isEmpty()) {
      out.append(' ').append(content);
    }
    out.append('\n');
  }

  private Row margin(List<Placed> open) {
    Row row = new Row();
    for (Placed mark : open) {
      row.put(2 * mark.column, "|", styleOf(mark));
    }
    return row;
  }

  /// The row that joins the margin to one end of a mark of several lines.
  private void bracket(
      StringBuilder out, Placed mark, List<Placed> open, int column, String label) {
    Row row = new Row();
    int from = 2 * mark.column + 1;
    int at = sourceColumn() + column;
    row.put(from, "_".repeat(Math.max(0, at - from)), styleOf(mark));
    for (Placed other : open) {
      row.put(2 * other.column, "|", styleOf(other));
    }
    row.put(at, String.valueOf(mark.sign()), styleOf(mark));
    if (!label.isEmpty()) {
      row.put(at + 2, label, styleOf(mark));
    }
    flush(out, "", row);
  }

  private void insideRows(
      StringBuilder out, List<Placed> inside, List<Placed> open, SourceLine source) {
    if (inside.isEmpty()) {
      return;
    }
    Row row = margin(open);
    // The secondary marks first: a primary one is drawn over them.
    for (boolean loud : new boolean[] {false, true}) {
      for (Placed mark : inside) {
        if (mark.mark.primary == loud) {
          int start = source.column(mark.mark.span.start());
          int length = Math.max(1, source.column(mark.mark.span.end()) - start);
          row.put(
              sourceColumn() + start, String.valueOf(mark.sign()).repeat(length), styleOf(mark));
        }
      }
    }
    List<Placed> labelled = new ArrayList<>();
    for (Placed mark : inside) {
      if (!mark.mark.label.isEmpty()) {
        labelled.add(mark);
      }
    }
    Placed last = inside.getLast();
    if (!labelled.isEmpty() && labelled.getLast() == last && reach(row, last, source)) {
      row.put(row.length() + 1, last.mark.label, styleOf(last));
      labelled.removeLast();
    }
    flush(out, "", row);
    if (labelled.isEmpty()) {
      return;
    }
    flush(out, "", stems(open, labelled, source));
    while (!labelled.isEmpty()) {
      Placed mark = labelled.removeLast();
      Row next = stems(open, labelled, source);
      next.put(
          sourceColumn() + source.column(mark.mark.span.start()), mark.mark.label, styleOf(mark));
      flush(out, "", next);
    }
  }

  /// Whether a mark goes on to the end of the row, so that its label can follow there.
  private boolean reach(Row row, Placed mark, SourceLine source) {
    int start = source.column(mark.mark.span.start());
    int end = Math.max(start + 1, source.column(mark.mark.span.end()));
    return sourceColumn() + end == row.length();
  }

  private Row stems(List<Placed> open, List<Placed> labelled, SourceLine source) {
    Row row = margin(open);
    for (Placed mark : labelled) {
      row.put(sourceColumn() + source.column(mark.mark.span.start()), "|", styleOf(mark));
    }
    return row;
  }

  /// A row of characters, each with a style.
  private final class Row {
    private final StringBuilder characters = new StringBuilder();
    private final List<Style> styles = new ArrayList<>();

    int length() {
      return characters.length();
    }

    void put(int at, String text, Style style) {
      while (characters.length() < at + text.length()) {
        characters.append(' ');
        styles.add(Style.PLAIN);
      }
      characters.replace(at, at + text.length(), text);
      for (int i = at; i < at + text.length(); i++) {
        styles.set(i, style);
      }
    }

    String render() {
      int end = characters.length();
      while (end > 0 && characters.charAt(end - 1) == ' ') {
        end--;
      }
      StringBuilder out = new StringBuilder();
      int from = 0;
      for (int i = 1; i <= end; i++) {
        if (i == end || styles.get(i) != styles.get(from)) {
          out.append(styles.get(from).apply(characters.substring(from, i), colours));
          from = i;
        }
      }
      return out.toString();
    }
  }
}
