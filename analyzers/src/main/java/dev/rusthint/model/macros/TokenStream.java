package dev.rusthint.model.macros;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.syntax.Lexer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The tokens of a macro's definition or of a call's arguments.
///
/// Unlike those of [Lexer], punctuation is joined as rustc joins it (`=>`, `::`, `<<=`), comments are
/// gone, and a documentation comment is the attribute that it stands for (Reference, *Comments*).
/// Tokens of an [Expansion] include the invisible brackets around opaque fragments.
public final class TokenStream {
  static final byte END = 0;
  static final byte IDENT = 1;
  static final byte LIFETIME = 2;
  static final byte LITERAL = 3;
  static final byte PUNCT = 4;
  static final byte OPEN = 5;
  static final byte CLOSE = 6;

  /// The invisible bracket before a fragment: its code is the ordinal of the [Fragment].
  static final byte GROUP_OPEN = 7;

  /// The invisible bracket after a fragment.
  static final byte GROUP_CLOSE = 8;

  /// The code of the one token `$crate` that a transcriber made.
  static final int DOLLAR_CRATE = 255;

  /// Operators of two and three bytes, longest first: what joins with what.
  private static final int[] JOINED = {
    code("<<="), code(">>="), code("..="), code("..."), code("=="), code("=>"), code("!="),
    code("<="), code(">="), code("&&"), code("||"), code("<<"), code(">>"), code("+="), code("-="),
    code("*="), code("/="), code("%="), code("^="), code("&="), code("|="), code("::"), code("->"),
    code("..")
  };

  /// The bytes of the range that was read, and after them what documentation comments stand for.
  final byte[] text;

  /// How many bytes of [#text] are those of the range.
  private final int length;

  /// The offset of the range in the text that it was read from.
  private final int base;

  int size;
  byte[] kinds;
  int[] starts;
  int[] ends;

  /// Of punctuation and brackets its bytes, the first lowest; of an identifier its keyword's code.
  int[] codes;

  /// Of an opening bracket, the index of its closing one, and the other way round; else -1.
  int[] partners;

  /// Of each token the offset that it has in the text, where that is not `base + start`.
  private int @Nullable [] offsets;

  private @Nullable SyntaxContext @Nullable [] contexts;

  private boolean balanced = true;

  TokenStream(byte[] text, int length, int base, int capacity) {
    this.text = text;
    this.length = length;
    this.base = base;
    kinds = new byte[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    codes = new int[capacity];
    partners = new int[capacity];
  }

  /// The tokens of `text` from byte `from` to byte `to`. For a macro call that is what stands between
  /// the brackets of its arguments.
  ///
  /// @throws IndexOutOfBoundsException if the range is not in the text
  public static TokenStream of(byte[] text, int from, int to) {
    return new TokenReader(text, from, to).read();
  }

  /// The number of tokens.
  public int size() {
    return size;
  }

  /// Whether each bracket has its partner.
  public boolean isBalanced() {
    return balanced;
  }

  static int code(String punctuation) {
    int code = 0;
    for (int i = 0; i < punctuation.length(); i++) {
      code |= punctuation.charAt(i) << 8 * i;
    }
    return code;
  }

  /// How many bytes of punctuation, of the bytes in `code`, are one token: 1 to 3.
  static int joinedLength(int code) {
    for (int joined : JOINED) {
      int mask = joined > 0xFFFF ? 0xFFFFFF : 0xFFFF;
      if ((code & mask) == joined) {
        return joined > 0xFFFF ? 3 : 2;
      }
    }
    return 1;
  }

  void add(byte kind, int start, int end, int code) {
    if (size == kinds.length) {
      int capacity = Math.max(16, size * 2);
      kinds = Arrays.copyOf(kinds, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      codes = Arrays.copyOf(codes, capacity);
      partners = Arrays.copyOf(partners, capacity);
      if (offsets != null) {
        offsets = Arrays.copyOf(offsets, capacity);
      }
      if (contexts != null) {
        contexts = Arrays.copyOf(contexts, capacity);
      }
    }
    kinds[size] = kind;
    starts[size] = start;
    ends[size] = end;
    codes[size] = code;
    partners[size] = -1;
    if (offsets != null) {
      offsets[size] = base + start;
    }
    size++;
  }

  /// Says that the last token stands at `offset` in the text, though its bytes are elsewhere.
  void lastStandsAt(int offset) {
    if (offsets == null) {
      offsets = new int[kinds.length];
      for (int i = 0; i < size; i++) {
        offsets[i] = base + starts[i];
      }
    }
    offsets[size - 1] = offset;
  }

  void lastHas(SyntaxContext context) {
    if (context.isRoot()) {
      return;
    }
    if (contexts == null) {
      contexts = new SyntaxContext[kinds.length];
    }
    contexts[size - 1] = context;
  }

  /// Finds the partner of each bracket. A bracket that is not closed makes the whole unbalanced, and
  /// so does one that is closed by another; rustc takes neither.
  void matchBrackets() {
    int[] open = new int[16];
    int depth = 0;
    for (int i = 0; i < size; i++) {
      byte kind = kinds[i];
      if (kind == OPEN || kind == GROUP_OPEN) {
        if (depth == open.length) {
          open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = i;
      } else if (kind == CLOSE || kind == GROUP_CLOSE) {
        if (depth == 0 || !closes(open[depth - 1], i)) {
          balanced = false;
          return;
        }
        int opening = open[--depth];
        partners[opening] = i;
        partners[i] = opening;
      }
    }
    balanced = depth == 0;
  }

  private boolean closes(int opening, int closing) {
    if (kinds[opening] == GROUP_OPEN || kinds[closing] == GROUP_CLOSE) {
      return kinds[opening] == GROUP_OPEN && kinds[closing] == GROUP_CLOSE;
    }
    return codes[closing] == (codes[opening] == '(' ? ')' : codes[opening] + 2);
  }

  /// The offset of a token in the text; at the end, that of the range's end.
  int offset(int token) {
    if (token >= size) {
      return base + length;
    }
    return offsets == null ? base + starts[token] : offsets[token];
  }

  /// Whether a token's bytes are those of the text, not what a documentation comment stands for.
  boolean isVerbatim(int token) {
    return ends[token] <= length;
  }

  /// The text of the range; null if it is not all there is to know of the tokens.
  @Nullable String written() {
    for (int i = 0; i < size; i++) {
      if (kinds[i] == GROUP_OPEN
          || kinds[i] == PUNCT && codes[i] == DOLLAR_CRATE
          || !context(i).isRoot()) {
        return null;
      }
    }
    return new String(text, 0, length, UTF_8);
  }

  SyntaxContext context(int token) {
    SyntaxContext context = contexts == null ? null : contexts[token];
    return context == null ? SyntaxContext.ROOT : context;
  }

  byte kind(int token) {
    return token < size ? kinds[token] : END;
  }

  boolean isPunct(int token, int code) {
    return token < size && kinds[token] == PUNCT && codes[token] == code;
  }

  boolean isOpen(int token, int code) {
    return token < size && kinds[token] == OPEN && codes[token] == code;
  }

  boolean isKeyword(int token, Keyword keyword) {
    return token < size && kinds[token] == IDENT && codes[token] == keyword.code();
  }

  /// Whether the token begins where the one before it ends.
  boolean isJoint(int token) {
    return token > 0 && ends[token - 1] == starts[token];
  }

  String text(int token) {
    return new String(text, starts[token], ends[token] - starts[token], UTF_8);
  }

  boolean sameText(int token, TokenStream other, int otherToken) {
    return Arrays.equals(
        text,
        starts[token],
        ends[token],
        other.text,
        other.starts[otherToken],
        other.ends[otherToken]);
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < size; i++) {
      all.append(i == 0 ? "" : " ");
      switch (kinds[i]) {
        case GROUP_OPEN -> all.append(Fragment.at(codes[i]).specifier()).append('«');
        case GROUP_CLOSE -> all.append('»');
        default -> all.append(text(i));
      }
    }
    return all.toString();
  }
}
