package dev.rusthint.cargo;

import java.util.ArrayList;
import java.util.List;

/// Reads the text between the parentheses of `cfg(…)`.
final class CfgParser {
  private static final int MAX_DEPTH = 128;

  private final String text;
  private int at;

  CfgParser(String text) {
    this.text = text;
  }

  /// Why the text is no predicate.
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
      super(reason, null, false, false);
    }
  }

  CfgPredicate parse() {
    try {
      CfgPredicate predicate = predicate(0);
      // Like rustc, allow one comma at the end.
      skip(',');
      if (at < text.length()) {
        throw new Malformed("`cfg` takes one predicate; more follows it");
      }
      return predicate;
    } catch (Malformed malformed) {
      return new CfgPredicate.Unreadable(text.strip(), String.valueOf(malformed.getMessage()));
    }
  }

  private CfgPredicate predicate(int depth) throws Malformed {
    if (depth > MAX_DEPTH) {
      throw new Malformed("the predicate is nested more than " + MAX_DEPTH + " deep");
    }
    boolean raw = startsWithRawName();
    String name = name();
    if (skip('(')) {
      return switch (name) {
        case "all" -> new CfgPredicate.All(list(depth));
        case "any" -> new CfgPredicate.Any(list(depth));
        case "not" -> {
          List<CfgPredicate> operands = list(depth);
          if (operands.size() != 1) {
            throw new Malformed("`not` takes one predicate, and here are " + operands.size());
          }
          yield new CfgPredicate.Not(operands.getFirst());
        }
        default -> throw new Malformed("`" + name + "(…)` is no predicate of stable Rust");
      };
    }
    if (skip('=')) {
      return new CfgPredicate.KeyValue(name, string());
    }
    if (!raw && (name.equals("true") || name.equals("false"))) {
      return new CfgPredicate.Constant(name.equals("true"));
    }
    return new CfgPredicate.Name(name);
  }

  private List<CfgPredicate> list(int depth) throws Malformed {
    List<CfgPredicate> predicates = new ArrayList<>();
    while (!skip(')')) {
      predicates.add(predicate(depth + 1));
      if (!skip(',')) {
        if (skip(')')) {
          break;
        }
        throw new Malformed(at >= text.length() ? "a `)` is missing" : "expected a `,` or a `)`");
      }
    }
    return predicates;
  }

  private boolean startsWithRawName() {
    skipSpace();
    return text.startsWith("r#", at);
  }

  private String name() throws Malformed {
    if (startsWithRawName()) {
      at += 2;
    }
    int start = at;
    while (at < text.length() && isNamePart(text.codePointAt(at), at > start)) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == start) {
      throw new Malformed(at >= text.length() ? "a predicate is missing" : "expected a name");
    }
    return text.substring(start, at);
  }

  private static boolean isNamePart(int c, boolean later) {
    return c == '_'
        || (later ? Character.isUnicodeIdentifierPart(c) : Character.isUnicodeIdentifierStart(c));
  }

  private String string() throws Malformed {
    skipSpace();
    if (text.startsWith("r\"", at) || text.startsWith("r#", at)) {
      return rawString();
    }
    if (at >= text.length() || text.charAt(at) != '"') {
      throw new Malformed("expected a string");
    }
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        escape(value);
      } else {
        value.append(c);
      }
    }
    throw new Malformed("a string is not closed");
  }

  private void escape(StringBuilder value) throws Malformed {
    switch (text.charAt(at)) {
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case '0' -> value.append('\0');
      case '\\', '"', '\'' -> value.append(text.charAt(at));
      case 'x' -> {
        value.append((char) hexadecimal(at + 1, at + 3));
        at += 2;
      }
      case 'u' -> {
        int close = text.indexOf('}', at);
        if (at + 1 >= text.length() || text.charAt(at + 1) != '{' || close < 0) {
          throw new Malformed("a `\\u{…}` is not closed");
        }
        value.appendCodePoint(hexadecimal(at + 2, close));
        at = close;
      }
      case '\n', '\r' -> {
        while (at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1))) {
          at++;
        }
      }
      default -> throw new Malformed("unknown escape `\\" + text.charAt(at) + "`");
    }
  }

  private int hexadecimal(int from, int to) throws Malformed {
    try {
      int code = Integer.parseInt(text.substring(from, to).replace("_", ""), 16);
      if (Character.isValidCodePoint(code)) {
        return code;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException notHexadecimal) {
      // Falls through to the one message for both.
    }
    throw new Malformed("an escape has no valid character code");
  }

  private String rawString() throws Malformed {
    int hashes = 0;
    at++;
    while (at < text.length() && text.charAt(at) == '#') {
      hashes++;
      at++;
    }
    if (at >= text.length() || text.charAt(at) != '"') {
      throw new Malformed("expected a string");
    }
    String close = "\"" + "#".repeat(hashes);
    int start = at + 1;
    int end = text.indexOf(close, start);
    if (end < 0) {
      throw new Malformed("a string is not closed");
    }
    at = end + close.length();
    return text.substring(start, end);
  }

  /// Skips white space and comments, and `c` if it comes next.
  private boolean skip(char c) {
    skipSpace();
    boolean found = at < text.length() && text.charAt(at) == c;
    if (found) {
      at++;
      skipSpace();
    }
    return found;
  }

  private void skipSpace() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  private void skipBlockComment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length());
  }
}
