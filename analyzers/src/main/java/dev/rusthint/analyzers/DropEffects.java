package dev.rusthint.analyzers;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;

/// What happens when values are dropped, where an expression stands.
final class DropEffects {
  private static final int MAX_DEPTH = 8;

  /// Where the standard library has types that only free memory, and drop what they hold.
  private static final List<String> CONTAINERS =
      List.of("alloc::", "std::collections::hash::", "std::io::error::");

  private static final Set<String> OTHERS = Set.of("alloc::rc::Weak", "alloc::sync::Weak");

  private final ItemTypes types;
  private final Node where;

  DropEffects(ItemTypes types, Node where) {
    this.types = types;
    this.where = where;
  }

  /// Whether nothing but memory is freed when a value of this type is dropped: nobody can notice when
  /// that is.
  boolean areNone(Ty type) {
    return areNone(type, 0);
  }

  private boolean areNone(Ty type, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (type) {
      case Ty.Primitive _, Ty.Never _, Ty.Ref _, Ty.RawPtr _, Ty.FnPtr _, Ty.FnDef _ -> true;
      case Ty.Tuple tuple -> areNone(tuple.elements(), depth);
      case Ty.Array array -> areNone(array.element(), depth + 1);
      case Ty.Slice slice -> areNone(slice.element(), depth + 1);
      case Ty.Adt adt -> ofAdt(adt, depth);
      case Ty.Param _, Ty.Projection _, Ty.Closure _ -> types.isCopy(type, where);
      default -> false;
    };
  }

  private boolean areNone(List<Ty> all, int depth) {
    return all.stream().allMatch(each -> areNone(each, depth + 1));
  }

  private boolean ofAdt(Ty.Adt adt, int depth) {
    Def drop = types.lang("drop");
    Def def = adt.def();
    String path = def.path();
    if (drop == null || OTHERS.contains(path)) {
      return false;
    }
    if (CONTAINERS.stream().anyMatch(path::startsWith)) {
      return areNone(adt.args(), depth);
    }
    if (path.equals("core::mem::manually_drop::ManuallyDrop")) {
      return true;
    }
    if (types.mayHold(drop, adt, where)) {
      return false;
    }
    return def.kind() == DefKind.ENUM
        ? def.members().stream().allMatch(variant -> areFieldsNone(variant.fields(), adt, depth))
        : areFieldsNone(def.fields(), adt, depth);
  }

  private boolean areFieldsNone(List<FieldDef> fields, Ty.Adt adt, int depth) {
    return fields.stream()
        .allMatch(field -> areNone(Substitution.apply(field.type(), adt.args()), depth + 1));
  }
}
