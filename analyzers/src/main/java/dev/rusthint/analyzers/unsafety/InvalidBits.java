package dev.rusthint.analyzers.unsafety;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.types.ItemTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether memory that is all zero, or was never written, can be a value of a type (Reference,
/// *Behavior considered undefined*).
final class InvalidBits {
  /// Types nested deeper than this are not looked into.
  private static final int MAX_DEPTH = 16;

  private final boolean isZero;

  private InvalidBits(boolean isZero) {
    this.isZero = isZero;
  }

  /// Why it cannot.
  ///
  /// @param part the type that does not allow it: the whole one, or that of a part
  /// @param why what is asked of its values, as the end of a sentence that begins with them
  record Reason(Ty part, String why) {
    /// The reason as a sentence about values of a type.
    String text(Ty whole) {
      String name = "`" + ItemTypes.text(part) + "`";
      return part.equals(whole)
          ? "a " + name + " " + why
          : "it holds a " + name + ", which " + why;
    }
  }

  /// Null if zeros are a value, or if that is not known.
  static @Nullable Reason ofZeros(Ty type) {
    return new InvalidBits(true).reason(type, 0);
  }

  /// Null if any bytes are a value, or if that is not known.
  static @Nullable Reason ofUnset(Ty type) {
    return new InvalidBits(false).reason(type, 0);
  }

  private @Nullable Reason reason(Ty type, int depth) {
    return depth > MAX_DEPTH
        ? null
        : switch (type) {
          case Ty.Ref _ -> new Reason(type, "is never null");
          case Ty.FnPtr _ -> new Reason(type, "is never null");
          case Ty.Never _ -> new Reason(type, "has no value at all");
          case Ty.RawPtr pointer -> {
            boolean isObject = pointer.target() instanceof Ty.Dyn;
            yield isZero
                ? isObject ? new Reason(type, "has a vtable, which is never null") : null
                : unset(type);
          }
          case Ty.Primitive(Prim prim) -> isZero || prim == Prim.STR ? null : unset(type);
          case Ty.Tuple(List<Ty> elements) -> first(elements, depth);
          case Ty.Array(Ty element, Ty length) ->
              length instanceof Ty.ConstValue(BigInteger count) && count.signum() > 0
                  ? reason(element, depth + 1)
                  : null;
          case Ty.Adt adt -> adt(adt, depth);
          default -> null;
        };
  }

  private static Reason unset(Ty type) {
    return new Reason(type, "has to be initialized");
  }

  private @Nullable Reason first(List<Ty> types, int depth) {
    for (Ty type : types) {
      Reason found = reason(type, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Reason adt(Ty.Adt type, int depth) {
    Def def = type.def();
    if (def.kind() == DefKind.STRUCT) {
      if (isNeverZero(type)) {
        return new Reason(type, def.name().equals("NonZero") ? "is never 0" : "is never null");
      }
      return first(fields(def, type.args()), depth);
    }
    if (def.kind() != DefKind.ENUM) {
      return null;
    }
    List<Def> variants =
        def.members().stream().filter(variant -> mayExist(variant, type.args())).toList();
    return switch (variants.size()) {
      case 0 -> new Reason(type, "has no value at all");
      case 1 -> first(fields(variants.getFirst(), type.args()), depth);
      default -> isZero ? null : unset(type);
    };
  }

  /// Whether there may be values of a variant: none of its fields is of a type without any.
  private static boolean mayExist(Def variant, List<Ty> args) {
    return fields(variant, args).stream()
        .noneMatch(
            field ->
                field instanceof Ty.Never
                    || field instanceof Ty.Adt adt
                        && adt.def().kind() == DefKind.ENUM
                        && adt.def().members().isEmpty());
  }

  private static boolean isNeverZero(Ty type) {
    return ItemTypes.isAdt(type, "core::ptr::non_null::NonNull")
        || ItemTypes.isAdt(type, "alloc::boxed::Box")
        || ItemTypes.isAdt(type, "core::num::nonzero::NonZero");
  }

  private static List<Ty> fields(Def def, List<Ty> args) {
    List<Ty> types = new ArrayList<>();
    for (FieldDef field : def.fields()) {
      types.add(Substitution.apply(field.type(), args));
    }
    return types;
  }
}
