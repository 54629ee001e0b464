package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text with some places changed for the parser, and the way back from the tree of that to the
/// tree of the text itself.
final class Disguise {
  /// A place to change.
  ///
  /// @param kind why
  /// @param start the offset of the first byte that is not shown
  /// @param end the offset after the last one
  /// @param shown what is shown instead, of any length
  record Change(Mask.Kind kind, int start, int end, byte[] shown) {
    static Change show(Mask.Kind kind, int start, int end, String shown) {
      return new Change(kind, start, end, shown.getBytes(US_ASCII));
    }

    /// Shows blanks.
    static Change hide(Mask.Kind kind, int start, int end) {
      byte[] blanks = new byte[end - start];
      Arrays.fill(blanks, (byte) ' ');
      return new Change(kind, start, end, blanks);
    }

    private boolean isHidden() {
      return end > start && shown.length == end - start && shown[0] == ' ';
    }

    private boolean isSame(Change other) {
      return start == other.start && end == other.end && Arrays.equals(shown, other.shown);
    }
  }

  private final byte[] bytes;
  private final List<Change> changes;

  /// For each change, where what it shows begins.
  private final int[] shownAt;

  private final byte[] shown;

  /// `changes` are in order and do not overlap, as [#ordered] gives them.
  Disguise(byte[] bytes, List<Change> changes) {
    this.bytes = bytes;
    this.changes = changes;
    this.shownAt = new int[changes.size()];
    int length = bytes.length;
    for (Change change : changes) {
      length += change.shown.length - (change.end - change.start);
    }
    shown = new byte[length];
    int from = 0;
    int to = 0;
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      System.arraycopy(bytes, from, shown, to, change.start - from);
      to += change.start - from;
      shownAt[i] = to;
      System.arraycopy(change.shown, 0, shown, to, change.shown.length);
      to += change.shown.length;
      from = change.end;
    }
    System.arraycopy(bytes, from, shown, to, bytes.length - from);
  }

  /// Changes in the order of the text, those left out that repeat or overlap an earlier one.
  static List<Change> ordered(List<Change> changes) {
    List<Change> sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparingInt(Change::start));
    List<Change> result = new ArrayList<>(sorted.size());
    for (Change change : sorted) {
      Change last = result.isEmpty() ? null : result.getLast();
      if (last == null || change.start >= last.end && !change.isSame(last)) {
        result.add(change);
      }
    }
    return result;
  }

  /// The text for the parser.
  byte[] shown() {
    return shown;
  }

  List<Mask> masks() {
    List<Mask> masks = new ArrayList<>(changes.size());
    for (Change change : changes) {
      masks.add(new Mask(change.kind, change.start, change.end));
    }
    return List.copyOf(masks);
  }

  /// The flat tree of the text itself, from that of what was shown.
  int[] reveal(int[] data, TreeParser parser) {
    Draft draft = Draft.of(data, this::toText);
    for (Change change : changes) {
      switch (change.kind) {
        case TUPLE_INDEX -> draft.turn(change.start, Kind.FIELD_IDENTIFIER, Kind.INTEGER_LITERAL);
        case LIFETIME_BOUND -> draft.turnIntoLifetime(change.start, change.end);
        case LITERAL -> {
          if (change.end > change.start && bytes[change.start] == 'r') {
            draft.turn(change.start, Kind.STRING_LITERAL, Kind.RAW_STRING_LITERAL);
          }
        }
        case EMPTY -> draft.turnIntoUnit(change.start);
        case ATTRIBUTE -> draft.adopt(attribute(change, parser), change.start, change.end);
        case BINDER -> {
          Draft.Part binder = binder(change, parser);
          if (binder != null) {
            draft.adopt(binder, change.start, change.end);
          }
        }
        default -> {
          if (change.isHidden()) {
            String text = new String(bytes, change.start, change.end - change.start, US_ASCII);
            Kind kind = Kind.ofSymbol(text, false);
            if (kind != Kind.UNKNOWN) {
              draft.adopt(Draft.token(kind, change.start, change.end), change.start, change.end);
            }
          }
        }
      }
    }
    return draft.flatten();
  }

  private Draft.Part attribute(Change change, TreeParser parser) {
    byte[] text = Arrays.copyOfRange(bytes, change.start, change.end);
    int[] data = parser.parse(text, text.length, 0, text.length);
    int shift = change.start;
    return Draft.of(data, offset -> offset + shift).firstPart();
  }

  private Draft.@Nullable Part binder(Change change, TreeParser parser) {
    byte[] before = "type T=".getBytes(US_ASCII);
    byte[] after = " fn();".getBytes(US_ASCII);
    int length = change.end - change.start;
    byte[] text = Arrays.copyOf(before, before.length + length + after.length);
    System.arraycopy(bytes, change.start, text, before.length, length);
    System.arraycopy(after, 0, text, before.length + length, after.length);
    int[] data = parser.parse(text, text.length, 0, text.length);
    int shift = change.start - before.length;
    return Draft.of(data, offset -> offset + shift).first(Kind.FOR_LIFETIMES);
  }

  /// The offset in the text of an offset in what is shown.
  private int toText(int offset) {
    int low = 0;
    int high = changes.size() - 1;
    int found = -1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (shownAt[middle] <= offset) {
        found = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (found < 0) {
      return offset;
    }
    Change change = changes.get(found);
    int within = offset - shownAt[found];
    if (within >= change.shown.length) {
      return change.end + within - change.shown.length;
    }
    return Math.min(change.start + within, change.end);
  }
}
