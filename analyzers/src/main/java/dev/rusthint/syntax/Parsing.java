package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses a text in its context, and once more in disguise if the parser found an error in it.
///
/// What parses at once is left as it is; only what does not is looked at by [Masker]. Of the trees
/// that come out the one with the least of the text in errors is taken, so that a mask can only
/// mend.
final class Parsing {
  /// In a longer text that is broken only the sure things are changed.
  private static final int MAX_ATTEMPTED = 1 << 16;

  /// In a longer text that is mostly errors nothing is changed: the parser takes long for those.
  private static final int MAX_HOPELESS = 1 << 12;

  private static final byte[] NOTHING = {};
  private static final byte[] IMPL = ascii("impl T{");
  private static final byte[] TRAIT = ascii("trait T{");
  private static final byte[] MODULE = ascii("mod m{");
  private static final byte[] EXTERN = ascii("extern \"C\"{");

  /// A line break ends a comment that the text may end with.
  private static final byte[] CLOSE = ascii("\n}");

  private final byte[] before;

  /// What is parsed with the text, at its end, and counts as part of it.
  private final byte[] ending;

  private final byte[] after;
  private final ItemKind kind;
  private final TreeParser parser = TreeParser.get();

  private Parsing(byte[] before, byte[] ending, byte[] after, ItemKind kind) {
    this.before = before;
    this.ending = ending;
    this.after = after;
    this.kind = kind;
  }

  /// The tree of an item's text; for a container, of its head.
  static SyntaxTree item(byte[] bytes, ItemKind kind, @Nullable ItemKind container) {
    byte[] before =
        container == null
            ? NOTHING
            : switch (container) {
              case IMPL -> IMPL;
              case TRAIT -> TRAIT;
              case EXTERN_BLOCK -> EXTERN;
              // Only there is a call with its semicolon no expression statement.
              case MODULE -> kind == ItemKind.MACRO_CALL ? MODULE : NOTHING;
              default -> NOTHING;
            };
    byte[] ending = kind.isContainer() ? CLOSE : NOTHING;
    byte[] after = before.length > 0 ? CLOSE : NOTHING;
    return new Parsing(before, ending, after, kind).tree(bytes);
  }

  /// The tree of some statements.
  static SyntaxTree snippet(byte[] bytes) {
    return new Parsing(NOTHING, NOTHING, NOTHING, ItemKind.FUNCTION).tree(bytes);
  }

  private SyntaxTree tree(byte[] bytes) {
    int[] data = parse(bytes);
    SyntaxTree plain = new SyntaxTree(bytes, data, List.of());
    if (!FlatTrees.hasError(data) || isHopeless(data, bytes.length)) {
      return plain;
    }
    Tokens tokens = Tokens.of(bytes);
    List<Disguise.Change> changes = Masker.changes(bytes, tokens, kind);
    SyntaxTree best = better(plain, changes);
    for (Attempt attempt : Attempt.values()) {
      if (!FlatTrees.hasError(best.data()) || bytes.length > MAX_ATTEMPTED) {
        break;
      }
      List<Disguise.Change> more = attempt.changes(bytes, tokens);
      if (!more.isEmpty()) {
        List<Disguise.Change> all = new ArrayList<>(more);
        if (attempt != Attempt.DEFINITIONS) {
          all.addAll(changes);
        }
        SyntaxTree mended = better(best, Disguise.ordered(all));
        changes = mended == best ? changes : all;
        best = mended;
      }
    }
    return best;
  }

  private static boolean isHopeless(int[] data, int length) {
    return length > MAX_HOPELESS && FlatTrees.errorWeight(data) > length / 2;
  }

  /// What to change beside the sure things, one after the other, each kept if it helps.
  private enum Attempt {
    ATTRIBUTES,
    TURBOFISHES,
    DEFINITIONS;

    List<Disguise.Change> changes(byte[] bytes, Tokens tokens) {
      return switch (this) {
        case ATTRIBUTES -> Masker.attributes(tokens);
        case TURBOFISHES -> Masker.turbofishes(tokens);
        case DEFINITIONS -> Masker.definitions(bytes, tokens);
      };
    }
  }

  private SyntaxTree better(SyntaxTree known, List<Disguise.Change> changes) {
    if (changes.isEmpty()) {
      return known;
    }
    byte[] bytes = known.bytes();
    Disguise disguise = new Disguise(bytes, changes);
    int[] data = disguise.reveal(parse(disguise.shown()), parser);
    return FlatTrees.errorWeight(data) < FlatTrees.errorWeight(known.data())
        ? new SyntaxTree(bytes, data, disguise.masks())
        : known;
  }

  private int[] parse(byte[] bytes) {
    int from = before.length;
    int to = from + bytes.length + ending.length;
    byte[] input = new byte[to + after.length];
    System.arraycopy(before, 0, input, 0, from);
    System.arraycopy(bytes, 0, input, from, bytes.length);
    System.arraycopy(ending, 0, input, from + bytes.length, ending.length);
    System.arraycopy(after, 0, input, to, after.length);
    return mended(parser.parse(input, input.length, from, to));
  }

  /// The flat tree of some statements, not mended if there is an error in them.
  static int[] statements(byte[] bytes) {
    return mended(TreeParser.get().parse(bytes, bytes.length, 0, bytes.length));
  }

  /// Where the grammar has no `..=` it reads `..=end` as an assignment to `..`.
  private static int[] mended(int[] data) {
    int wrong = Kind.RANGE_EXPRESSION.ordinal() | Field.LEFT.ordinal() << 16;
    for (int at = 0; at < data.length; at += TreeParser.STRIDE) {
      if ((data[at] & 0xFFFFFF) == wrong && isPrefixRange(data, at)) {
        Draft draft = Draft.of(data, offset -> offset);
        draft.mendPrefixRanges();
        return draft.flatten();
      }
    }
    return data;
  }

  private static boolean isPrefixRange(int[] data, int at) {
    int parent = data[at + 3] * TreeParser.STRIDE;
    return data[at + 2] - data[at + 1] == 2
        && (data[parent] & 0xFFFF) == Kind.ASSIGNMENT_EXPRESSION.ordinal();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
