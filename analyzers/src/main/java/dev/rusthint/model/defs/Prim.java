package dev.rusthint.model.defs;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The primitive types that have names (Reference, *Types*).
public enum Prim {
  BOOL,
  CHAR,
  STR,
  I8,
  I16,
  I32,
  I64,
  I128,
  ISIZE,
  U8,
  U16,
  U32,
  U64,
  U128,
  USIZE,
  F16,
  F32,
  F64,
  F128;

  private static final Map<String, Prim> BY_NAME = new HashMap<>();

  static {
    for (Prim prim : values()) {
      BY_NAME.put(prim.text(), prim);
    }
  }

  private final String text = name().toLowerCase(java.util.Locale.ROOT);

  /// Its name in Rust.
  public String text() {
    return text;
  }

  public boolean isInteger() {
    return compareTo(I8) >= 0 && compareTo(USIZE) <= 0;
  }

  public boolean isSigned() {
    return compareTo(I8) >= 0 && compareTo(ISIZE) <= 0;
  }

  public boolean isFloat() {
    return compareTo(F16) >= 0;
  }

  /// The number of bytes of a value, the same on all targets; -1 for `str`, `isize` and `usize`.
  public int size() {
    return switch (this) {
      case BOOL, I8, U8 -> 1;
      case I16, U16, F16 -> 2;
      case CHAR, I32, U32, F32 -> 4;
      case I64, U64, F64 -> 8;
      case I128, U128, F128 -> 16;
      case STR, ISIZE, USIZE -> -1;
    };
  }

  /// The type with a name, null if it is none of these.
  public static @Nullable Prim named(String name) {
    return BY_NAME.get(name);
  }
}
