package dev.rusthint.model.macros;

import dev.rusthint.text.SourceText;
import java.util.Arrays;
import java.util.List;

/// The text that a macro call stands for, and where each byte of it came from. Immutable.
///
/// The text is Rust: items, statements, an expression, a pattern or a type, as was asked for. A
/// fragment that would fall apart among its neighbours is put in parentheses. `$crate` stays as it
/// is: it means the crate of the macro whose expansion is the outermost mark of its context
/// ([Origin#context]).
public final class Expansion implements Expanded {
  private final SourceText text;
  private final int[] runStarts;
  private final int[] runOffsets;
  private final byte[] runSides;
  private final int[] runContexts;
  private final List<SyntaxContext> contexts;
  private final int[] markers;

  /// @param markers triples of each invisible bracket: its offset, how many bytes show it, and the
  ///     ordinal of its fragment or -1 where it closes
  Expansion(
      SourceText text,
      int[] runStarts,
      int[] runOffsets,
      byte[] runSides,
      int[] runContexts,
      List<SyntaxContext> contexts,
      int[] markers) {
    this.text = text;
    this.runStarts = runStarts;
    this.runOffsets = runOffsets;
    this.runSides = runSides;
    this.runContexts = runContexts;
    this.contexts = List.copyOf(contexts);
    this.markers = markers;
  }

  public SourceText text() {
    return text;
  }

  /// Where the token at byte `offset` of the text came from. For white space the answer is that of
  /// the token before it.
  ///
  /// @throws IndexOutOfBoundsException if `offset` is not in the text
  public Origin origin(int offset) {
    if (offset < 0 || offset > text.length()) {
      throw new IndexOutOfBoundsException(offset + " of " + text.length());
    }
    int found = Arrays.binarySearch(runStarts, offset);
    int run = found >= 0 ? found : -found - 2;
    if (run < 0) {
      return new Origin(Origin.Side.MADE, 0, SyntaxContext.ROOT);
    }
    Origin.Side side = Origin.SIDES[runSides[run]];
    SyntaxContext context = contexts.get(runContexts[run]);
    if (side == Origin.Side.MADE) {
      return new Origin(side, 0, context);
    }
    return new Origin(side, runOffsets[run] + offset - runStarts[run], context);
  }

  /// The tokens from byte `from` to byte `to` of the text, with the invisible brackets around the
  /// fragments in it: the arguments of a call in this expansion, or the rules of a macro defined in
  /// it.
  ///
  /// @throws IndexOutOfBoundsException if the range is not in the text
  public TokenStream tokens(int from, int to) {
    return new TokenReader(text.bytes(), from, to, this).read();
  }

  Markers markersFrom(int from, int to) {
    return new Markers(from, to);
  }

  /// A walk over the invisible brackets of a range.
  final class Markers {
    private int at;
    private final int end;

    Markers(int from, int to) {
      int low = 0;
      int high = markers.length / 3;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (markers[middle * 3] < from) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      at = low * 3;
      int last = at;
      while (last < markers.length && markers[last] <= to) {
        last += 3;
      }
      end = last;
    }

    boolean isBefore(int offset) {
      return at < end && markers[at] < offset;
    }

    int position() {
      return markers[at];
    }

    int width() {
      return markers[at + 1];
    }

    boolean opens() {
      return markers[at + 2] >= 0;
    }

    Fragment fragment() {
      return Fragment.at(markers[at + 2]);
    }

    void next() {
      at += 3;
    }
  }
}
