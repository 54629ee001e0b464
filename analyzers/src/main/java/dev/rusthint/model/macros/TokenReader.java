package dev.rusthint.model.macros;

import dev.rusthint.syntax.Lexer;
import dev.rusthint.syntax.Lexer.Token;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a [TokenStream] from text, or from an expansion with its invisible brackets and contexts.
final class TokenReader {
  private final byte[] source;
  private final int from;
  private final int to;
  private final @Nullable Expansion expansion;

  private byte[] extra = new byte[0];
  private int extraLength;

  TokenReader(byte[] source, int from, int to) {
    this(source, from, to, null);
  }

  TokenReader(byte[] source, int from, int to, @Nullable Expansion expansion) {
    if (from < 0 || to < from || to > source.length) {
      throw new IndexOutOfBoundsException(from + ".." + to + " of " + source.length);
    }
    this.source = source;
    this.from = from;
    this.to = to;
    this.expansion = expansion;
  }

  TokenStream read() {
    // Documentation comments add text; most streams have none, and then one pass is enough.
    TokenStream stream = read(Arrays.copyOfRange(source, from, to));
    if (extraLength > 0) {
      byte[] text = Arrays.copyOf(stream.text, stream.text.length + extraLength);
      System.arraycopy(extra, 0, text, stream.text.length, extraLength);
      extraLength = 0;
      stream = read(text);
    }
    stream.matchBrackets();
    return stream;
  }

  private TokenStream read(byte[] text) {
    int length = to - from;
    TokenStream stream = new TokenStream(text, length, from, length / 4 + 8);
    Expansion.Markers markers = expansion == null ? null : expansion.markersFrom(from, to);
    Lexer lexer = new Lexer(text, 0, length);
    Token token = lexer.next();
    while (token != Token.END || markers != null && markers.isBefore(to + 1)) {
      int start = token == Token.END ? length : lexer.start();
      if (markers != null && markers.isBefore(from + start + 1)) {
        int at = markers.position() - from;
        if (markers.opens()) {
          stream.add(TokenStream.GROUP_OPEN, at, at, markers.fragment().ordinal());
        } else {
          stream.add(TokenStream.GROUP_CLOSE, at, at, 0);
        }
        int width = markers.width();
        markers.next();
        if (width > 0) {
          lexer.resumeAt(at + width);
          token = lexer.next();
        }
        continue;
      }
      add(stream, text, lexer, token);
      if (expansion != null && stream.size > 0) {
        stream.lastHas(expansion.origin(from + start).context());
      }
      token = lexer.next();
    }
    return stream;
  }

  private void add(TokenStream stream, byte[] text, Lexer lexer, Token token) {
    int start = lexer.start();
    int end = lexer.end();
    switch (token) {
      case IDENTIFIER ->
          stream.add(TokenStream.IDENT, start, end, Keyword.codeOf(text, start, end));
      case LIFETIME -> stream.add(TokenStream.LIFETIME, start, end, 0);
      case CHAR, STRING, RAW_STRING, NUMBER -> stream.add(TokenStream.LITERAL, start, end, 0);
      case OPEN -> stream.add(TokenStream.OPEN, start, end, text[start]);
      case CLOSE -> stream.add(TokenStream.CLOSE, start, end, text[start]);
      case LINE_COMMENT, BLOCK_COMMENT -> comment(stream, text, start, end);
      case PUNCTUATION -> {
        if (expansion != null && text[start] == '$' && isCrate(text, end)) {
          lexer.resumeAt(end + 5);
          stream.add(TokenStream.IDENT, start, end + 5, TokenStream.DOLLAR_CRATE);
          return;
        }
        int code = 0;
        for (int i = 0; i < 3 && start + i < to - from; i++) {
          code |= (text[start + i] & 0xFF) << 8 * i;
        }
        int joined = TokenStream.joinedLength(code);
        lexer.resumeAt(start + joined);
        stream.add(TokenStream.PUNCT, start, start + joined, code & (1 << 8 * joined) - 1);
      }
      case END -> throw new IllegalStateException("no token");
    }
  }

  /// In an expansion, `$crate` is always one token: no transcriber makes it of two.
  private static boolean isCrate(byte[] text, int at) {
    return at + 5 <= text.length
        && text[at] == 'c'
        && text[at + 1] == 'r'
        && text[at + 2] == 'a'
        && text[at + 3] == 't'
        && text[at + 4] == 'e'
        && (at + 5 == text.length || !isWord(text[at + 5]));
  }

  static boolean isWord(byte b) {
    return b == '_' || b < 0 || b >= '0' && b <= '9' || (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  /// `/// text` as `#[doc = r" text"]`; other comments are nothing.
  private void comment(TokenStream stream, byte[] text, int start, int end) {
    boolean block = text[start + 1] == '*';
    boolean closed = !block || end - start >= 5;
    byte third = start + 2 < end ? text[start + 2] : 0;
    byte fourth = start + 3 < end ? text[start + 3] : 0;
    boolean inner = third == '!';
    boolean outer = block ? third == '*' && fourth != '*' : third == '/' && fourth != '/';
    if (!closed || !inner && !outer) {
      return;
    }
    int at = text.length;
    if (text.length > to - from) {
      at = to - from + extraLength;
    }
    int contentEnd = block ? end - 2 : end;
    int hashes = hashesNeeded(text, start + 3, contentEnd);
    int made = extraLength;
    String head = (inner ? "#![doc = r" : "#[doc = r") + "#".repeat(hashes) + "\"";
    append(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, head.length());
    append(text, start + 3, contentEnd);
    append(("\"" + "#".repeat(hashes) + "]").getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        0,
        hashes + 2);
    int total = extraLength - made;
    place(stream, TokenStream.PUNCT, at, at + 1, '#', start);
    int next = at + 1;
    if (inner) {
      place(stream, TokenStream.PUNCT, next, next + 1, '!', start);
      next++;
    }
    place(stream, TokenStream.OPEN, next, next + 1, '[', start);
    place(stream, TokenStream.IDENT, next + 1, next + 4, 0, start);
    place(stream, TokenStream.PUNCT, next + 5, next + 6, '=', start);
    place(stream, TokenStream.LITERAL, next + 7, at + total - 1, 0, start);
    place(stream, TokenStream.CLOSE, at + total - 1, at + total, ']', start);
  }

  private void place(TokenStream stream, byte kind, int start, int end, int code, int comment) {
    stream.add(kind, start, end, code);
    stream.lastStandsAt(from + comment);
  }

  /// How many `#` a raw string of these bytes needs.
  private static int hashesNeeded(byte[] text, int start, int end) {
    int needed = 0;
    for (int i = start; i < end; i++) {
      if (text[i] == '"') {
        int run = 1;
        while (i + run < end && text[i + run] == '#') {
          run++;
        }
        needed = Math.max(needed, run);
      }
    }
    return needed;
  }

  private void append(byte[] bytes, int start, int end) {
    int count = Math.max(0, end - start);
    if (extraLength + count > extra.length) {
      extra = Arrays.copyOf(extra, Math.max(64, (extraLength + count) * 2));
    }
    System.arraycopy(bytes, start, extra, extraLength, count);
    extraLength += count;
  }
}
