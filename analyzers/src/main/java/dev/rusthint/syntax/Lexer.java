package dev.rusthint.syntax;

/// A deterministic lexer for Rust, made for speed and for text that is not finished.
///
/// It knows where tokens begin and end, not what each means: keywords are identifiers, and each
/// byte of punctuation is a token of its own. Rules of the Reference, chapter *Lexical structure*.
/// White space is passed over. No input makes it fail: a string or comment that is not closed goes
/// on to the end of the text and is marked so ([#terminated]).
public final class Lexer {
  /// What a token is.
  public enum Token {
    END,
    LINE_COMMENT,
    BLOCK_COMMENT,
    IDENTIFIER,
    LIFETIME,
    CHAR,
    STRING,
    RAW_STRING,
    NUMBER,
    OPEN,
    CLOSE,
    PUNCTUATION
  }

  // Of class 0 is every other byte.
  private static final byte SPACE = 1;
  private static final byte LETTER = 2;
  private static final byte DIGIT = 3;
  private static final byte OPENING = 4;
  private static final byte CLOSING = 5;
  private static final byte[] CLASS = new byte[256];

  static {
    for (int c = 0; c < 256; c++) {
      if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80) {
        CLASS[c] = LETTER;
      } else if (c >= '0' && c <= '9') {
        CLASS[c] = DIGIT;
      } else if (c == ' ' || c >= '\t' && c <= '\r') {
        CLASS[c] = SPACE;
      }
    }
    for (char c : "([{".toCharArray()) {
      CLASS[c] = OPENING;
    }
    for (char c : ")]}".toCharArray()) {
      CLASS[c] = CLOSING;
    }
  }

  private final byte[] bytes;
  private final int limit;
  private int start;
  private int end;
  private boolean terminated = true;
  private Token token = Token.END;

  /// Reads `bytes` from `from` to `limit`.
  public Lexer(byte[] bytes, int from, int limit) {
    this.bytes = bytes;
    this.limit = limit;
    this.end = from;
    this.start = from;
  }

  /// Where the current token begins.
  public int start() {
    return start;
  }

  /// Where the current token ends: after its last byte.
  public int end() {
    return end;
  }

  /// The current token, [Token#END] before the first call of [#next].
  public Token token() {
    return token;
  }

  /// Whether the current string, character or comment has its closing delimiter.
  public boolean terminated() {
    return terminated;
  }

  /// The first byte of the current token, or 0 at the end.
  public byte first() {
    return token == Token.END ? 0 : bytes[start];
  }

  /// The byte `distance` bytes after the end of the current token, or 0 past the limit.
  public byte peek(int distance) {
    return at(end + distance);
  }

  /// Whether the current token's text is `text`, of ASCII only.
  public boolean is(String text) {
    return matches(bytes, start, end, text);
  }

  static boolean matches(byte[] bytes, int start, int end, String text) {
    int length = text.length();
    if (end - start != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Goes on from `offset`, as if the current token had ended there.
  public void resumeAt(int offset) {
    end = offset;
  }

  /// Moves to the next token and returns what it is.
  public Token next() {
    int at = end;
    byte[] text = bytes;
    while (at < limit) {
      byte here = text[at];
      if (CLASS[here & 0xFF] == SPACE) {
        at++;
      } else if (here < 0 && wideSpace(at) > 0) {
        at += wideSpace(at);
      } else {
        break;
      }
    }
    start = at;
    terminated = true;
    if (at >= limit) {
      end = limit;
      return token = Token.END;
    }
    byte b = text[at];
    switch (CLASS[b & 0xFF]) {
      case LETTER -> token = word(at);
      case DIGIT -> token = number(at);
      case OPENING -> {
        end = at + 1;
        token = Token.OPEN;
      }
      case CLOSING -> {
        end = at + 1;
        token = Token.CLOSE;
      }
      default -> token = other(at, b);
    }
    return token;
  }

  private byte at(int offset) {
    return offset < limit ? bytes[offset] : 0;
  }

  static boolean isWordByte(byte b) {
    byte kind = CLASS[b & 0xFF];
    return kind == LETTER || kind == DIGIT;
  }

  private int skipWord(int at) {
    while (at < limit && isWordByte(bytes[at]) && (bytes[at] >= 0 || wideSpace(at) == 0)) {
      at++;
    }
    return at;
  }

  /// The length of the white space outside ASCII at `at`: next line, left-to-right mark,
  /// right-to-left mark, line separator, paragraph separator; 0 if there is none.
  private int wideSpace(int at) {
    if (bytes[at] == (byte) 0xC2) {
      return at(at + 1) == (byte) 0x85 ? 2 : 0;
    }
    if (bytes[at] != (byte) 0xE2 || at(at + 1) != (byte) 0x80) {
      return 0;
    }
    return switch (at(at + 2) & 0xFF) {
      case 0x8E, 0x8F, 0xA8, 0xA9 -> 3;
      default -> 0;
    };
  }

  /// An identifier, or a literal with a prefix: `r""`, `b''`, `b""`, `br""`, `c""`, `cr""`, `r#x`.
  private Token word(int at) {
    byte first = bytes[at];
    if (first == 'r' || first == 'b' || first == 'c') {
      byte second = at(at + 1);
      if (first == 'r' && (second == '"' || second == '#')) {
        int raw = rawString(at + 1);
        if (raw >= 0) {
          end = raw;
          return Token.RAW_STRING;
        }
        if (second == '#' && CLASS[at(at + 2) & 0xFF] == LETTER) {
          end = skipWord(at + 2);
          return Token.IDENTIFIER;
        }
      } else if (first != 'r' && second == '"') {
        end = string(at + 2);
        return Token.STRING;
      } else if (first == 'b' && second == '\'') {
        int closed = charEnd(at + 2);
        if (closed >= 0) {
          end = closed;
          return Token.CHAR;
        }
      } else if (first != 'r' && second == 'r' && (at(at + 2) == '"' || at(at + 2) == '#')) {
        int raw = rawString(at + 2);
        if (raw >= 0) {
          end = raw;
          return Token.RAW_STRING;
        }
      }
    }
    end = skipWord(at + 1);
    return Token.IDENTIFIER;
  }

  /// The end of the raw string whose `#`s or quote begin at `at`, or -1 if none does.
  private int rawString(int at) {
    int hashes = 0;
    while (at(at) == '#') {
      hashes++;
      at++;
    }
    if (at(at) != '"') {
      return -1;
    }
    at++;
    while (at < limit) {
      if (bytes[at++] == '"') {
        int closing = 0;
        while (closing < hashes && at(at + closing) == '#') {
          closing++;
        }
        if (closing == hashes) {
          return at + closing;
        }
      }
    }
    terminated = false;
    return limit;
  }

  /// The end of the string whose content begins at `at`.
  private int string(int at) {
    while (at < limit) {
      byte b = bytes[at++];
      if (b == '"') {
        return at;
      }
      if (b == '\\') {
        at++;
      }
    }
    terminated = false;
    return limit;
  }

  /// The end of the character literal whose content begins at `at`, or -1 if this is none.
  private int charEnd(int at) {
    byte b = at(at);
    if (b == '\\') {
      // An escape is ten bytes long, more with underscores in it.
      for (int i = at + 2; i < limit && i < at + 24 && bytes[i] != '\n'; i++) {
        if (bytes[i] == '\'') {
          return i + 1;
        }
      }
      return -1;
    }
    if (b == '\'' || b == '\n' || b == 0) {
      return -1;
    }
    int length = b >= 0 ? 1 : (b & 0xE0) == 0xC0 ? 2 : (b & 0xF0) == 0xE0 ? 3 : 4;
    return at(at + length) == '\'' ? at + length + 1 : -1;
  }

  private Token number(int at) {
    end = skipWord(at + 1);
    boolean hex = bytes[at] == '0' && (at(at + 1) == 'x' || at(at + 1) == 'b' || at(at + 1) == 'o');
    if (hex) {
      return Token.NUMBER;
    }
    if (at(end) == '.') {
      byte after = at(end + 1);
      if (CLASS[after & 0xFF] == DIGIT) {
        end = skipWord(end + 1);
      } else if (after != '.' && CLASS[after & 0xFF] != LETTER) {
        end++;
        return Token.NUMBER;
      }
    }
    byte last = bytes[end - 1];
    if ((last == 'e' || last == 'E') && (at(end) == '+' || at(end) == '-')) {
      if (CLASS[at(end + 1) & 0xFF] == DIGIT) {
        end = skipWord(end + 1);
      }
    }
    return Token.NUMBER;
  }

  private Token other(int at, byte b) {
    if (b == '/') {
      byte second = at(at + 1);
      if (second == '/') {
        int i = at + 2;
        while (i < limit && bytes[i] != '\n') {
          i++;
        }
        end = i;
        return Token.LINE_COMMENT;
      }
      if (second == '*') {
        end = blockComment(at + 2);
        return Token.BLOCK_COMMENT;
      }
    } else if (b == '"') {
      end = string(at + 1);
      return Token.STRING;
    } else if (b == '\'') {
      int closed = charEnd(at + 1);
      if (closed >= 0) {
        end = closed;
        return Token.CHAR;
      }
      if (CLASS[at(at + 1) & 0xFF] == LETTER) {
        end = skipWord(at + 2);
        return Token.LIFETIME;
      }
    }
    end = at + 1;
    return Token.PUNCTUATION;
  }

  private int blockComment(int at) {
    int depth = 1;
    while (at < limit) {
      byte b = bytes[at++];
      if (b == '*' && at(at) == '/') {
        at++;
        if (--depth == 0) {
          return at;
        }
      } else if (b == '/' && at(at) == '*') {
        at++;
        depth++;
      }
    }
    terminated = false;
    return limit;
  }
}
