package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Prim;
import org.jspecify.annotations.Nullable;

/// The arguments of `#[repr(…)]` (Reference, *Representations*).
///
/// @param integer the type of an enum's tag, null if none is set
/// @param pack the greatest alignment of a field, 0 if there is no limit
/// @param align the least alignment of the whole, 0 if there is none
public record Repr(boolean isC, boolean isSimd, @Nullable Prim integer, long pack, long align) {
  public static final Repr RUST = new Repr(false, false, null, 0, 0);

  /// @param text what is in the brackets, null if there is no such attribute
  /// @return null if something in it is not known
  public static @Nullable Repr parse(@Nullable String text) {
    if (text == null) {
      return RUST;
    }
    boolean isC = false;
    boolean isSimd = false;
    Prim integer = null;
    long pack = 0;
    long align = 0;
    for (String part : text.replaceAll("\\s", "").split(",")) {
      Prim prim = Prim.named(part);
      long number = number(part);
      if (prim != null && prim.isInteger()) {
        integer = prim;
      } else if (part.equals("C")) {
        isC = true;
      } else if (part.equals("simd")) {
        isSimd = true;
      } else if (part.equals("packed")) {
        pack = 1;
      } else if (part.startsWith("packed(") && number > 0) {
        pack = pack == 0 ? number : Math.min(pack, number);
      } else if (part.startsWith("align(") && number > 0) {
        align = Math.max(align, number);
      } else if (!part.equals("transparent") && !part.equals("Rust") && !part.isEmpty()) {
        return null;
      }
    }
    return new Repr(isC, isSimd, integer, pack, align);
  }

  private static long number(String part) {
    int open = part.indexOf('(');
    String digits = open < 0 ? "" : part.substring(open + 1, part.length() - 1).replace("_", "");
    return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : 0;
  }

  /// Whether fields stay in the order of the source.
  boolean keepsOrder() {
    return isC || isSimd || integer != null;
  }

  /// Whether an enum has a tag of its own in any case.
  boolean keepsTag() {
    return isC || integer != null;
  }
}
