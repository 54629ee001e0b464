package dev.rusthint.model.macros;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/// Words that the grammar of fragments asks about. Reference, *Keywords*.
enum Keyword {
  AS,
  BREAK,
  CONST,
  CONTINUE,
  CRATE,
  ELSE,
  ENUM,
  EXTERN,
  FALSE,
  FN,
  FOR,
  IF,
  IMPL,
  IN,
  LET,
  LOOP,
  MATCH,
  MOD,
  MOVE,
  MUT,
  PUB,
  REF,
  RETURN,
  SELF_VALUE("self"),
  SELF_TYPE("Self"),
  STATIC,
  STRUCT,
  SUPER,
  TRAIT,
  TRUE,
  TYPE,
  UNSAFE,
  USE,
  WHERE,
  WHILE,
  UNDERSCORE("_"),
  ABSTRACT,
  BECOME,
  BOX,
  DO,
  FINAL,
  MACRO,
  OVERRIDE,
  PRIV,
  TYPEOF,
  UNSIZED,
  VIRTUAL,
  YIELD,
  // From here on, keywords in some editions or places only.
  ASYNC,
  AWAIT,
  DYN,
  TRY,
  GEN,
  UNION,
  AUTO,
  DEFAULT,
  SAFE,
  RAW,
  BUILTIN,
  MACRO_RULES;

  private static final Keyword[] VALUES = values();

  /// By length and first byte, those that begin so.
  private static final Keyword[][] TABLE = new Keyword[12 * 128][];

  static {
    for (int slot = 0; slot < TABLE.length; slot++) {
      int wanted = slot;
      TABLE[slot] =
          java.util.Arrays.stream(VALUES)
              .filter(k -> slotOf(k.bytes.length, k.bytes[0]) == wanted)
              .toArray(Keyword[]::new);
    }
  }

  private final byte[] bytes;

  Keyword() {
    bytes = name().toLowerCase(java.util.Locale.ROOT).getBytes(US_ASCII);
  }

  Keyword(String text) {
    bytes = text.getBytes(US_ASCII);
  }

  private static int slotOf(int length, byte first) {
    return length * 128 + first;
  }

  /// The code of the word at `start..end`: the ordinal of its keyword and one more, or 0.
  static int codeOf(byte[] text, int start, int end) {
    int length = end - start;
    if (length > 11 || text[start] < 0) {
      return 0;
    }
    for (Keyword keyword : TABLE[slotOf(length, text[start])]) {
      if (java.util.Arrays.equals(text, start, end, keyword.bytes, 0, length)) {
        return keyword.code();
      }
    }
    return 0;
  }

  int code() {
    return ordinal() + 1;
  }

  /// The keyword of a code, null for that of an ordinary identifier.
  static @Nullable Keyword of(int code) {
    return code == 0 ? null : VALUES[code - 1];
  }

  /// Whether it can never be an ordinary identifier; those of editions and contexts can.
  boolean isStrict() {
    return compareTo(ASYNC) < 0;
  }
}
