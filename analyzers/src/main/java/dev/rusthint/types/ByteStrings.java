package dev.rusthint.types;

/// Byte strings (Reference, *Byte string literals*).
final class ByteStrings {
  private ByteStrings() {}

  /// The number of bytes that a literal, raw or not, stands for; -1 if it is broken.
  static long length(String literal) {
    int open = literal.indexOf('"');
    int close = literal.lastIndexOf('"');
    if (open < 0 || close <= open) {
      return -1;
    }
    String content = literal.substring(open + 1, close);
    if (literal.startsWith("br")) {
      return content.length();
    }
    long length = 0;
    int i = 0;
    while (i < content.length()) {
      if (content.charAt(i) != '\\') {
        i++;
        length++;
      } else if (i + 1 < content.length() && content.charAt(i + 1) == '\n') {
        i += 2;
        while (i < content.length() && Character.isWhitespace(content.charAt(i))) {
          i++;
        }
      } else {
        i += i + 1 < content.length() && content.charAt(i + 1) == 'x' ? 4 : 2;
        length++;
      }
    }
    return length;
  }
}
