package dev.rusthint.syntax;

import dev.rusthint.syntax.Lexer.Token;
import java.util.Arrays;

/// All tokens of a text but its comments, with the brackets paired: for code that looks back and
/// ahead. An index outside `0..size` stands for [Token#END].
final class Tokens {
  /// How far to look for what a token belongs to: what is farther off is not looked for, so that no
  /// text takes long.
  static final int MAX_STEPS = 1000;

  private static final Token[] TOKENS = Token.values();

  private final byte[] bytes;
  private int size;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] tokens = new byte[64];

  /// For a bracket, the index of the one that it pairs with; else -1.
  private int[] partners = new int[64];

  /// How many more steps may be taken in the search of closing `>`.
  private long budget;

  private Tokens(byte[] bytes) {
    this.bytes = bytes;
  }

  static Tokens of(byte[] bytes) {
    Tokens result = new Tokens(bytes);
    result.read();
    result.budget = 100_000 + 20L * result.size;
    return result;
  }

  private void read() {
    Lexer lexer = new Lexer(bytes, 0, bytes.length);
    int[] open = new int[32];
    int depth = 0;
    while (lexer.next() != Token.END) {
      Token token = lexer.token();
      if (token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT) {
        continue;
      }
      if (size == starts.length) {
        grow();
      }
      starts[size] = lexer.start();
      ends[size] = lexer.end();
      tokens[size] = (byte) token.ordinal();
      partners[size] = -1;
      if (token == Token.OPEN) {
        if (depth == open.length) {
          open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = size;
      } else if (token == Token.CLOSE
          && depth > 0
          && closes(bytes[starts[open[depth - 1]]], lexer.first())) {
        int partner = open[--depth];
        partners[partner] = size;
        partners[size] = partner;
      }
      size++;
    }
  }

  private static boolean closes(byte open, byte close) {
    return open == '(' ? close == ')' : open == '[' ? close == ']' : close == '}';
  }

  private void grow() {
    int capacity = size * 2;
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    tokens = Arrays.copyOf(tokens, capacity);
    partners = Arrays.copyOf(partners, capacity);
  }

  int size() {
    return size;
  }

  Token token(int index) {
    return index >= 0 && index < size ? TOKENS[tokens[index]] : Token.END;
  }

  int start(int index) {
    return index < size ? starts[index] : bytes.length;
  }

  int end(int index) {
    return index < 0 ? 0 : index < size ? ends[index] : bytes.length;
  }

  /// The first byte of a token, 0 for [Token#END].
  byte first(int index) {
    return index >= 0 && index < size ? bytes[starts[index]] : 0;
  }

  /// The index of the bracket that pairs with the one at `index`, or -1.
  int partner(int index) {
    return index >= 0 && index < size ? partners[index] : -1;
  }

  /// Whether a token's text is `text`.
  boolean is(int index, String text) {
    return index >= 0
        && index < size
        && Lexer.matches(bytes, starts[index], ends[index], text);
  }

  boolean isWord(int index) {
    return token(index) == Token.IDENTIFIER;
  }

  /// Whether a token is a byte of punctuation or a bracket, `c`.
  boolean isByte(int index, char c) {
    return first(index) == c && index < size && ends[index] == starts[index] + 1;
  }

  /// Whether the punctuation `text` begins at a token, without a gap.
  boolean isPunctuation(int index, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isByte(index + i, text.charAt(i)) || (i > 0 && start(index + i) != end(index + i - 1))) {
        return false;
      }
    }
    return true;
  }

  /// The index of the `>` that closes the `<` at `index`, or -1 where what follows is no list of
  /// generics, or a very long one.
  int angleEnd(int index) {
    int depth = 0;
    int steps = 0;
    for (int i = index; i < size && steps < MAX_STEPS && budget > 0; i++, steps++, budget--) {
      byte first = first(i);
      if (token(i) == Token.OPEN) {
        i = partner(i);
        if (i < 0) {
          return -1;
        }
      } else if (token(i) == Token.CLOSE || isByte(i, ';')) {
        return -1;
      } else if (token(i) == Token.PUNCTUATION && first == '<') {
        depth++;
      } else if (token(i) == Token.PUNCTUATION && first == '>' && !isArrow(i) && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /// Whether the `>` at `index` ends `->` or `=>`.
  boolean isArrow(int index) {
    return (isByte(index - 1, '-') || isByte(index - 1, '=')) && end(index - 1) == start(index);
  }

  /// The index after the generic argument list that begins at `index`, or `index` if none does.
  int afterAngles(int index) {
    if (!isByte(index, '<')) {
      return index;
    }
    int close = angleEnd(index);
    return close < 0 ? index : close + 1;
  }
}
