package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import java.util.ArrayList;
import java.util.List;

/// Questions about a type that no table is needed for.
final class Types {
  private Types() {}

  /// Whether something unknown is anywhere in it; a variable is not.
  static boolean hasUnknown(Ty type) {
    return has(type, Ty.Unknown.class);
  }

  static boolean hasProjection(Ty type) {
    return has(type, Ty.Projection.class);
  }

  static boolean hasOpaque(Ty type) {
    return has(type, Ty.Opaque.class);
  }

  static boolean hasVariable(Ty type) {
    return has(type, Ty.Infer.class);
  }

  static boolean hasClosure(Ty type) {
    return has(type, Ty.Closure.class);
  }

  static boolean hasParam(Ty type) {
    return has(type, Ty.Param.class) || hasProjection(type) || hasOpaque(type);
  }

  private static boolean has(Ty type, Class<? extends Ty> wanted) {
    if (wanted.isInstance(type)) {
      return true;
    }
    return switch (type) {
      case Ty.Adt t -> anyHas(t.args(), wanted);
      case Ty.Tuple t -> anyHas(t.elements(), wanted);
      case Ty.Array t -> has(t.element(), wanted) || has(t.length(), wanted);
      case Ty.Slice t -> has(t.element(), wanted);
      case Ty.Ref t -> has(t.target(), wanted);
      case Ty.RawPtr t -> has(t.target(), wanted);
      case Ty.FnPtr t -> anyHas(t.params(), wanted) || has(t.result(), wanted);
      case Ty.FnDef t -> anyHas(t.args(), wanted);
      case Ty.Projection t -> anyHas(t.args(), wanted);
      case Ty.Opaque t -> anyHas(t.args(), wanted);
      case Ty.Closure t -> anyHas(t.args(), wanted);
      case Ty.Dyn t -> {
        for (Ty.DynBound bound : t.bounds()) {
          if (anyHas(bound.args(), wanted)) {
            yield true;
          }
          for (Ty.Binding binding : bound.bindings()) {
            if (has(binding.type(), wanted)) {
              yield true;
            }
          }
        }
        yield false;
      }
      default -> false;
    };
  }

  private static boolean anyHas(List<Ty> types, Class<? extends Ty> wanted) {
    for (Ty type : types) {
      if (has(type, wanted)) {
        return true;
      }
    }
    return false;
  }

  /// The closures and async blocks in a type.
  static List<Ty.Closure> closures(Ty type) {
    List<Ty.Closure> found = new ArrayList<>();
    new TyMap() {
      @Override
      protected Ty leaf(Ty leaf) {
        return leaf;
      }

      @Override
      protected Ty whole(Ty whole) {
        if (whole instanceof Ty.Closure closure) {
          found.add(closure);
        }
        return whole;
      }
    }.type(type);
    return found;
  }
}
