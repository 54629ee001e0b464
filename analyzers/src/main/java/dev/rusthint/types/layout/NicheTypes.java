package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// The types of core whose valid values only the compiler knows: wrappers of pattern types, which
/// are no part of the language that others may use (core 1.95, `num/niche_types.rs`).
final class NicheTypes {
  private static final String MODULE = "core::num::niche_types";
  private static final String NOT_ZERO = "NonZero";

  private NicheTypes() {}

  /// A primitive type with those of its values that are valid.
  record Restricted(Prim prim, Layout layout) {}

  /// What such a type wraps, null for other types.
  static @Nullable Restricted of(Ty.Adt type, DataModel model) {
    Def def = type.def();
    if (!def.crate().name().equals("core")
        || def.parent() == null
        || !def.parent().path().equals(MODULE)) {
      return null;
    }
    return switch (def.name()) {
      case "Nanoseconds" -> range(Prim.U32, 0, 999_999_999, model);
      case "UsizeNoHighBit" -> {
        BigInteger greatest = Niche.greatest(model.pointer()).shiftRight(1);
        yield range(Prim.USIZE, BigInteger.ZERO, greatest, model);
      }
      case "U32NotAllOnes" -> notAllOnes(Prim.U32, model);
      case "I32NotAllOnes" -> notAllOnes(Prim.I32, model);
      case "U64NotAllOnes" -> notAllOnes(Prim.U64, model);
      case "I64NotAllOnes" -> notAllOnes(Prim.I64, model);
      case "NonZeroCharInner" -> range(Prim.CHAR, 1, Character.MAX_CODE_POINT, model);
      case "CodePointInner" -> range(Prim.U32, 0, Character.MAX_CODE_POINT, model);
      default -> {
        Prim prim = notZero(def.name());
        yield prim == null
            ? null
            : range(prim, BigInteger.ONE, Niche.greatest((int) model.size(prim)), model);
      }
    };
  }

  /// `u8` for `NonZeroU8Inner`.
  private static @Nullable Prim notZero(String name) {
    return name.startsWith(NOT_ZERO) && name.endsWith("Inner")
        ? Prim.named(
            name.substring(NOT_ZERO.length(), name.length() - "Inner".length())
                .toLowerCase(java.util.Locale.ROOT))
        : null;
  }

  private static Restricted notAllOnes(Prim prim, DataModel model) {
    BigInteger greatest = Niche.greatest((int) model.size(prim));
    return range(prim, BigInteger.ZERO, greatest.subtract(BigInteger.ONE), model);
  }

  private static Restricted range(Prim prim, long first, long last, DataModel model) {
    return range(prim, BigInteger.valueOf(first), BigInteger.valueOf(last), model);
  }

  private static Restricted range(Prim prim, BigInteger first, BigInteger last, DataModel model) {
    long size = model.size(prim);
    return new Restricted(
        prim, Layout.scalar(size, model.align(prim), Niche.of(0, (int) size, first, last)));
  }
}
