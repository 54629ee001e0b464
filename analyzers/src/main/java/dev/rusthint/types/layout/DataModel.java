package dev.rusthint.types.layout;

import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.model.defs.Prim;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a target says of the sizes and alignments of primitive types, in bytes (Reference, *Type
/// layout*; rustc's `target-spec-json`, `data-layout`).
///
/// @param pointer the size and alignment of thin pointers and `usize`
/// @param long64 the alignment of `i64` and `u64`
/// @param long128 the alignment of `i128` and `u128`
/// @param double64 the alignment of `f64`
public record DataModel(int pointer, int long64, int long128, int double64) {
  /// That of x86-64 and of nearly all other 64-bit targets.
  public static final DataModel LP64 = new DataModel(8, 8, 16, 8);

  private static final Set<String> WIDE =
      Set.of("x86_64", "aarch64", "riscv64", "loongarch64", "wasm64", "mips64", "sparc64");

  /// The model of a target, null for one that is not known well enough.
  public static @Nullable DataModel of(TargetTriple target) {
    if (target.derived()) {
      return null;
    }
    boolean is32 = target.pointerWidth() == 32;
    return switch (target.arch()) {
      case "x86" ->
          target.os().equals("windows") || target.os().equals("uefi")
              ? new DataModel(4, 8, 16, 8)
              : new DataModel(4, 4, 16, 4);
      case "wasm32" -> new DataModel(4, 8, 16, 8);
      // Without a system, enums of `repr(C)` may be smaller than an `int`.
      case "arm" -> target.os().equals("linux") ? new DataModel(4, 8, 8, 8) : null;
      case "riscv32" -> is32 ? new DataModel(4, 8, 8, 8) : null;
      default -> target.pointerWidth() == 64 && WIDE.contains(target.arch()) ? LP64 : null;
    };
  }

  /// The size of a primitive type; -1 for `str`.
  long size(Prim prim) {
    return switch (prim) {
      case ISIZE, USIZE -> pointer;
      default -> prim.size();
    };
  }

  long align(Prim prim) {
    return switch (prim) {
      case I64, U64 -> long64;
      case I128, U128 -> long128;
      case F64 -> double64;
      case STR -> 1;
      default -> size(prim);
    };
  }
}
