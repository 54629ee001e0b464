package dev.rusthint.report;

import dev.rusthint.hint.Fix;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A fix as lines that go and lines that come.
final class Suggestion {
  /// A run of lines that a fix changes.
  ///
  /// @param first the number, from 0, of the first line that goes, or that the new ones come before
  record Change(int first, List<String> removed, List<String> added) {}

  private Suggestion() {}

  static List<Change> changes(SourceText text, Fix fix) {
    List<Edit> edits = new ArrayList<>(fix.edits());
    edits.sort(Comparator.comparingInt((Edit e) -> e.span().start()));
    List<Change> changes = new ArrayList<>();
    int from = 0;
    while (from < edits.size()) {
      int to = from + 1;
      int last = lastLine(text, edits.get(from));
      while (to < edits.size() && firstLine(text, edits.get(to)) <= last + 1) {
        last = Math.max(last, lastLine(text, edits.get(to)));
        to++;
      }
      Change change = change(text, firstLine(text, edits.get(from)), last, edits.subList(from, to));
      if (!change.removed.isEmpty() || !change.added.isEmpty()) {
        changes.add(change);
      }
      from = to;
    }
    return changes;
  }

  private static int firstLine(SourceText text, Edit edit) {
    return text.lineOf(edit.span().start());
  }

  private static int lastLine(SourceText text, Edit edit) {
    return text.lineOf(edit.span().end());
  }

  private static Change change(SourceText text, int first, int last, List<Edit> edits) {
    int start = text.lineStart(first);
    int end = text.lineEnd(last);
    StringBuilder result = new StringBuilder();
    int at = start;
    for (Edit edit : edits) {
      result.append(text.slice(at, Math.max(at, edit.span().start()))).append(edit.newText());
      at = Math.max(at, edit.span().end());
    }
    if (at <= end) {
      result.append(text.slice(at, end));
    }
    List<String> before = lines(text.slice(start, end));
    List<String> after = lines(result.toString());
    int same = 0;
    int least = Math.min(before.size(), after.size());
    while (same < least && before.get(same).equals(after.get(same))) {
      same++;
    }
    int sameEnd = 0;
    while (sameEnd < least - same
        && before.get(before.size() - 1 - sameEnd).equals(after.get(after.size() - 1 - sameEnd))) {
      sameEnd++;
    }
    return new Change(
        first + same,
        List.copyOf(before.subList(same, before.size() - sameEnd)),
        List.copyOf(after.subList(same, after.size() - sameEnd)));
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\r\n|\n|\r", -1));
  }
}
