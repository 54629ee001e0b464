package dev.rusthint.text;

/// The shape of UTF-8 (RFC 3629).
final class Utf8 {
  private Utf8() {}

  /// The bytes of the scalar value whose first byte is `lead`, in well-formed text.
  static int lengthOf(byte lead) {
    int b = lead & 0xFF;
    if (b < 0x80) {
      return 1;
    }
    return b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  }

  /// Replaces, in place, each byte that is no part of a scalar value by `?`. Returns the offset
  /// of the first, or -1 if there was none.
  static int replaceInvalid(byte[] bytes) {
    int first = -1;
    int i = 0;
    while (i < bytes.length) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int length = validLengthAt(bytes, i);
      if (length == 0) {
        if (first < 0) {
          first = i;
        }
        bytes[i] = '?';
        length = 1;
      }
      i += length;
    }
    return first;
  }

  private static int validLengthAt(byte[] bytes, int at) {
    int lead = bytes[at] & 0xFF;
    int length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : 0;
    if (lead >= 0xF0 && lead <= 0xF4) {
      length = 4;
    }
    if (length == 0 || at + length > bytes.length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xFF;
    // Overlong forms, surrogates, and what lies above U+10FFFF.
    boolean wrong =
        (lead == 0xE0 && second < 0xA0)
            || (lead == 0xED && second > 0x9F)
            || (lead == 0xF0 && second < 0x90)
            || (lead == 0xF4 && second > 0x8F);
    return wrong ? 0 : length;
  }
}
