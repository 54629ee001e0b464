package dev.rusthint.cargo;

import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;

/// Finds where keys and values end. The TOML library gives the places where they start, and has
/// accepted what lies between; so this only has to know TOML's delimiters.
final class TomlScanner {
  private final byte[] bytes;

  TomlScanner(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The parts of the dotted key that starts at `start`, each as written.
  List<Span> keyParts(int start) {
    List<Span> parts = new ArrayList<>();
    int at = start;
    while (at < bytes.length) {
      int end = keyPartEnd(at);
      if (end == at) {
        break;
      }
      parts.add(new Span(at, end));
      at = skipBlanks(end);
      if (at >= bytes.length || bytes[at] != '.') {
        break;
      }
      at = skipBlanks(at + 1);
    }
    return parts;
  }

  /// Whether a header, `[` or `[[`, starts at `start`.
  boolean isHeader(int start) {
    return start < bytes.length && bytes[start] == '[';
  }

  /// Where the dotted key of the header at `start` starts.
  int headerKeyStart(int start) {
    int at = start + 1;
    if (at < bytes.length && bytes[at] == '[') {
      at++;
    }
    return skipBlanks(at);
  }

  /// The header at `start`, its brackets included as far as they are there.
  Span header(int start) {
    int at = headerKeyStart(start);
    List<Span> parts = keyParts(at);
    int end = parts.isEmpty() ? at : parts.getLast().end();
    int close = skipBlanks(end);
    while (close < bytes.length && bytes[close] == ']') {
      close++;
      end = close;
    }
    return new Span(start, end);
  }

  boolean isClosedHeader(int start) {
    Span header = header(start);
    return bytes[header.end() - 1] == ']';
  }

  /// The value that starts at `start`.
  Span value(int start) {
    return new Span(start, valueEnd(start));
  }

  private int valueEnd(int start) {
    if (start >= bytes.length) {
      return bytes.length;
    }
    return switch (bytes[start]) {
      case '"', '\'' -> stringEnd(start);
      case '[', '{' -> bracketEnd(start);
      default -> scalarEnd(start);
    };
  }

  private int bracketEnd(int start) {
    int depth = 0;
    int at = start;
    while (at < bytes.length) {
      switch (bytes[at]) {
        case '[', '{' -> {
          depth++;
          at++;
        }
        case ']', '}' -> {
          depth--;
          at++;
          if (depth == 0) {
            return at;
          }
        }
        case '"', '\'' -> at = stringEnd(at);
        case '#' -> at = lineEnd(at);
        default -> at++;
      }
    }
    return at;
  }

  private int stringEnd(int start) {
    byte quote = bytes[start];
    boolean escapes = quote == '"';
    boolean multiline = isTriple(start, quote);
    int at = start + (multiline ? 3 : 1);
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b == '\\' && escapes) {
        at += 2;
      } else if (multiline && isTriple(at, quote)) {
        at += 3;
        // Up to two quotes may stand before the closing three.
        for (int extra = 0; extra < 2 && at < bytes.length && bytes[at] == quote; extra++) {
          at++;
        }
        return at;
      } else if (!multiline && b == quote) {
        return at + 1;
      } else if (!multiline && (b == '\n' || b == '\r')) {
        return at;
      } else {
        at++;
      }
    }
    return Math.min(at, bytes.length);
  }

  private boolean isTriple(int at, byte quote) {
    return at + 2 < bytes.length
        && bytes[at] == quote
        && bytes[at + 1] == quote
        && bytes[at + 2] == quote;
  }

  private int scalarEnd(int start) {
    int at = start;
    while (at < bytes.length && isScalarByte(bytes[at])) {
      at++;
    }
    // A space may stand for the `T` between a date and a time.
    boolean date = at - start == 10 && bytes[start + 4] == '-';
    if (date && at + 1 < bytes.length && bytes[at] == ' ' && isDigit(bytes[at + 1])) {
      at++;
      while (at < bytes.length && isScalarByte(bytes[at])) {
        at++;
      }
    }
    return at;
  }

  private int keyPartEnd(int start) {
    byte first = bytes[start];
    if (first == '"' || first == '\'') {
      return stringEnd(start);
    }
    int at = start;
    while (at < bytes.length && isBareKeyByte(bytes[at])) {
      at++;
    }
    return at;
  }

  int skipBlanks(int start) {
    int at = start;
    while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  int lineEnd(int start) {
    int at = start;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static boolean isBareKeyByte(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || isDigit(b) || b == '_' || b == '-';
  }

  private static boolean isScalarByte(byte b) {
    return isBareKeyByte(b) || b == '+' || b == '.' || b == ':';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
