package dev.rusthint.syntax;

import dev.rusthint.syntax.Lexer.Token;
import java.util.ArrayList;
import java.util.List;

/// Hides from the parser what tree-sitter-rust 0.24 cannot read, so that whatever rustc accepts
/// parses without an ERROR node. Each mask has the length of what it hides: offsets hold.
final class Masker {
  private final byte[] bytes;
  private final int base;
  private final int end;
  private final List<Mask> masks = new ArrayList<>(0);

  private Masker(byte[] bytes, int base, int end) {
    this.bytes = bytes;
    this.base = base;
    this.end = end;
  }

  /// Masks `bytes[from..to]` in place; the offsets of the masks count from `from`.
  static List<Mask> mask(byte[] bytes, int from, int to, ItemKind kind, boolean inExternBlock) {
    Masker masker = new Masker(bytes, from, to);
    masker.run(kind, inExternBlock);
    return masker.masks.isEmpty() ? List.of() : List.copyOf(masker.masks);
  }

  private void run(ItemKind kind, boolean inExternBlock) {
    if (base == 0 && SourceFile.byteOrderMark(bytes) > 0) {
      hide(Mask.Kind.BYTE_ORDER_MARK, base, base + SourceFile.byteOrderMark(bytes), "   ");
    }
    Lexer lexer = new Lexer(bytes, base + (masks.isEmpty() ? 0 : 3), end);
    // What the token before the current one was: `a` for a word, `0` for a number, else its first
    // byte.
    byte before = 0;
    int depth = 0;
    int macroDepth = Integer.MAX_VALUE;
    boolean macroName = false;
    while (lexer.next() != Token.END) {
      Token token = lexer.token();
      if (token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT) {
        continue;
      }
      byte first = lexer.first();
      boolean inMacro = depth >= macroDepth;
      switch (token) {
        case OPEN -> {
          if (macroName && !inMacro) {
            macroDepth = depth + 1;
          }
          depth++;
        }
        case CLOSE -> {
          depth--;
          if (depth < macroDepth) {
            macroDepth = Integer.MAX_VALUE;
          }
        }
        case IDENTIFIER -> identifier(lexer, before, kind, inExternBlock, depth, inMacro);
        case NUMBER -> number(lexer, before, inMacro);
        case PUNCTUATION -> punctuation(lexer, before, kind, depth, inMacro);
        default -> {}
      }
      macroName =
          first == '!' && token == Token.PUNCTUATION && isWord(before) && lexer.peek(0) != '='
              || macroName && token == Token.IDENTIFIER;
      before = token == Token.IDENTIFIER ? (byte) 'a' : token == Token.NUMBER ? (byte) '0' : first;
    }
  }

  private static boolean isWord(byte b) {
    return b == 'a';
  }

  private void identifier(
      Lexer lexer,
      byte before,
      ItemKind kind,
      boolean inExternBlock,
      int depth,
      boolean inMacro) {
    int start = lexer.start();
    byte first = lexer.first();
    if (first == 'u' && kind == ItemKind.EXTERN_BLOCK && depth == 0 && lexer.is("unsafe")) {
      hide(Mask.Kind.UNSAFE_EXTERN, start, lexer.end(), "      ");
    } else if (first == 's' && inExternBlock && depth == 0 && lexer.is("safe")) {
      hide(Mask.Kind.SAFE_ITEM, start, lexer.end(), "    ");
    } else if (first == 'r' && before == '&' && !inMacro && lexer.is("raw")) {
      Lexer ahead = new Lexer(bytes, lexer.end(), end);
      ahead.next();
      if (!ahead.is("const") && !ahead.is("mut")) {
        hide(Mask.Kind.RAW_VARIABLE, start, lexer.end(), "ra_");
      }
    } else if (first == 't' && lexer.is("try") && lexer.peek(0) == '!') {
      hide(Mask.Kind.TRY_MACRO, start, lexer.end(), "tr_");
    }
  }

  private void number(Lexer lexer, byte before, boolean inMacro) {
    int start = lexer.start();
    int length = lexer.end() - start;
    if (!inMacro && (before == '{' || before == ',')) {
      Lexer ahead = new Lexer(bytes, lexer.end(), end);
      ahead.next();
      if (ahead.first() == ':' && ahead.peek(0) != ':' && isDigits(start, lexer.end())) {
        hide(Mask.Kind.TUPLE_INDEX, start, lexer.end(), "i".repeat(length));
        return;
      }
    }
    if (length > 3 && endsWith(lexer, "f16")) {
      hide(Mask.Kind.LITERAL_SUFFIX, lexer.end() - 3, lexer.end(), "f32");
    } else if (length > 4 && endsWith(lexer, "f128")) {
      hide(Mask.Kind.LITERAL_SUFFIX, lexer.end() - 4, lexer.end(), "_f32");
    }
  }

  private boolean isDigits(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private boolean endsWith(Lexer lexer, String suffix) {
    return Lexer.matches(bytes, lexer.end() - suffix.length(), lexer.end(), suffix)
        && bytes[lexer.start() + 1] != 'x';
  }

  private void punctuation(
      Lexer lexer, byte before, ItemKind kind, int depth, boolean inMacro) {
    int start = lexer.start();
    byte first = lexer.first();
    if (first == '!' && kind == ItemKind.IMPL && depth == 0 && (before == 'a' || before == '>')) {
      hide(Mask.Kind.NEGATIVE_IMPL, start, start + 1, " ");
    } else if (first == '~' && inMacro) {
      hide(Mask.Kind.MACRO_TOKEN, start, start + 1, "^");
    } else if (first == '$' && inMacro && !isMetavariable(lexer)) {
      hide(Mask.Kind.MACRO_TOKEN, start, start + 1, "@");
    }
  }

  private static boolean isMetavariable(Lexer lexer) {
    byte next = lexer.peek(0);
    return next == '(' || next == '_' || next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z';
  }

  private void hide(Mask.Kind kind, int from, int to, String with) {
    masks.add(new Mask(kind, from - base, to - base));
    for (int i = 0; i < with.length(); i++) {
      bytes[from + i] = (byte) with.charAt(i);
    }
  }
}
