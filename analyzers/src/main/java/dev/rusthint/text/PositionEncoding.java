package dev.rusthint.text;

/// What a column counts, named as the Language Server Protocol 3.17 does.
public enum PositionEncoding {
  /// Bytes of UTF-8.
  UTF_8("utf-8"),
  /// Code units of UTF-16, the protocol's default.
  UTF_16("utf-16"),
  /// Unicode scalar values.
  UTF_32("utf-32");

  private final String protocolName;

  PositionEncoding(String protocolName) {
    this.protocolName = protocolName;
  }

  public String protocolName() {
    return protocolName;
  }

  /// How many units the scalar value takes that starts with the UTF-8 byte `lead`; 0 for a
  /// continuation byte.
  int unitsOf(byte lead) {
    if ((lead & 0xC0) == 0x80) {
      return this == UTF_8 ? 1 : 0;
    }
    return this == UTF_16 && (lead & 0xF8) == 0xF0 ? 2 : 1;
  }
}
