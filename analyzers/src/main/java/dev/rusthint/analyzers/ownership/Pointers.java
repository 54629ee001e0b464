package dev.rusthint.analyzers.ownership;

import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The smart pointers of the standard library and what they point to.
final class Pointers {
  static final String BOX = "alloc::boxed::Box";

  private static final Set<String> SHARED = Set.of("alloc::rc::Rc", "alloc::sync::Arc");

  private Pointers() {}

  /// What a `Box`, `Rc` or `Arc` points to; null for other types.
  static @Nullable Ty target(Ty type) {
    return type instanceof Ty.Adt adt
            && (adt.def().path().equals(BOX) || SHARED.contains(adt.def().path()))
        ? adt.args().getFirst()
        : null;
  }

  /// What an `Rc` or `Arc` points to; null for other types.
  static @Nullable Ty shared(Ty type) {
    return type instanceof Ty.Adt adt && SHARED.contains(adt.def().path())
        ? adt.args().getFirst()
        : null;
  }

  /// The path of a struct or enum, empty for other types.
  static String path(@Nullable Ty type) {
    return type instanceof Ty.Adt adt ? adt.def().path() : "";
  }

  /// Whether a type certainly has a size, so that a pointer to it is only an address.
  static boolean isSized(Ty type) {
    return switch (type) {
      case Ty.Dyn _, Ty.Slice _, Ty.Unknown _, Ty.Param _, Ty.Projection _ -> false;
      // Only the last field of a struct can be without a size.
      case Ty.Adt adt when adt.def().kind() == DefKind.STRUCT && !adt.def().fields().isEmpty() ->
          !isBare(adt.def().fields().getLast().type());
      default -> !type.equals(Ty.of(Prim.STR));
    };
  }

  private static boolean isBare(Ty type) {
    return type instanceof Ty.Dyn || type instanceof Ty.Slice || type.equals(Ty.of(Prim.STR));
  }
}
