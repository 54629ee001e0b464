package dev.rusthint.server;

import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Hint;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Applies all machine fixes of a file, and those that they make possible, until none is left.
final class FixAll {
  /// Fixes that undo each other would go on for ever.
  private static final int ROUNDS = 10;

  private FixAll() {}

  /// The edits of `text` that do it; none if there is nothing to fix.
  ///
  /// @param hints finds the hints of a text
  static List<Edit> edits(
      SourceText text, Function<SourceText, List<Hint>> hints, Cancellation cancellation) {
    SourceText current = text;
    List<Edit> first = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      cancellation.check();
      List<Edit> edits = round(hints.apply(current), cancellation);
      if (edits.isEmpty()) {
        break;
      }
      if (round == 0) {
        first = edits;
      }
      current = Edit.apply(current, edits);
    }
    if (first.isEmpty() || Edit.apply(text, first).equals(current)) {
      return first;
    }
    Drift drift = Drift.between(text, current);
    Span whole = wholeCharacters(text, current, drift);
    int newEnd = whole.end() + current.length() - text.length();
    return List.of(Edit.replace(whole, current.slice(whole.start(), newEnd)));
  }

  /// The machine fixes of one round; of two that touch the same text the first.
  private static List<Edit> round(List<Hint> hints, Cancellation cancellation) {
    List<Edit> chosen = new ArrayList<>();
    for (Hint hint : hints) {
      cancellation.check();
      if (hint.rule().fixes() != Fixes.MACHINE) {
        continue;
      }
      Optional<Fix> fix = hint.fix();
      if (fix.isPresent() && fix.get().machine() && isFree(fix.get().edits(), chosen)) {
        chosen.addAll(fix.get().edits());
      }
    }
    return chosen;
  }

  private static boolean isFree(List<Edit> edits, List<Edit> chosen) {
    for (Edit edit : edits) {
      for (Edit other : chosen) {
        if (edit.conflictsWith(other)) {
          return false;
        }
      }
    }
    return true;
  }

  /// The changed region of the old text, its borders moved out of the middle of characters.
  private static Span wholeCharacters(SourceText before, SourceText after, Drift drift) {
    int start = drift.start();
    while (start > 0 && isMiddle(before, start)) {
      start--;
    }
    int end = drift.oldEnd();
    int delta = after.length() - before.length();
    while (end < before.length() && (isMiddle(before, end) || isMiddle(after, end + delta))) {
      end++;
    }
    return new Span(start, end);
  }

  private static boolean isMiddle(SourceText text, int offset) {
    return offset < text.length() && (text.byteAt(offset) & 0xC0) == 0x80;
  }
}
