package dev.rusthint.types.layout;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.types.Projections;
import org.jspecify.annotations.Nullable;

/// The layouts of pointers: thin, or with the length or vtable of what they point to (Reference,
/// *Dynamically sized types*).
final class Pointers {
  private static final int MAX_DEPTH = 100;

  private final DataModel model;
  private final Projections projections;

  Pointers(DataModel model, Projections projections) {
    this.model = model;
    this.projections = projections;
  }

  /// What a pointer has beside the address.
  private enum Metadata {
    NONE,
    LENGTH,
    VTABLE
  }

  @Nullable Layout reference(Ty target) {
    Layout raw = raw(target);
    return raw == null ? null : raw.with(Niche.notNull(model.pointer()));
  }

  @Nullable Layout raw(Ty target) {
    Metadata metadata = metadata(target, 0);
    int word = model.pointer();
    return metadata == null
        ? null
        : switch (metadata) {
          case NONE -> Layout.scalar(word, word, null);
          case LENGTH -> Layout.scalar(2L * word, word, null);
          case VTABLE -> Layout.scalar(2L * word, word, Niche.notNull(word).at(word));
        };
  }

  Layout function() {
    return Layout.scalar(model.pointer(), model.pointer(), Niche.notNull(model.pointer()));
  }

  private @Nullable Metadata metadata(Ty target, int depth) {
    return switch (target) {
      case Ty.Slice _ -> Metadata.LENGTH;
      case Ty.Primitive(Prim prim) -> prim == Prim.STR ? Metadata.LENGTH : Metadata.NONE;
      case Ty.Dyn _ -> Metadata.VTABLE;
      case Ty.Tuple t ->
          t.elements().isEmpty() ? Metadata.NONE : metadata(t.elements().getLast(), depth);
      case Ty.Adt t -> ofAdt(t, depth);
      case Ty.Array _, Ty.Ref _, Ty.RawPtr _, Ty.FnPtr _, Ty.FnDef _, Ty.Never _ -> Metadata.NONE;
      case Ty.Closure _, Ty.Opaque _ -> Metadata.NONE;
      case Ty.Param _, Ty.Projection _, Ty.Infer _, Ty.ConstValue _, Ty.Unknown _ -> null;
    };
  }

  private @Nullable Metadata ofAdt(Ty.Adt type, int depth) {
    Def def = type.def();
    if (!def.isSettled() || depth > MAX_DEPTH) {
      return null;
    }
    return def.kind() != DefKind.STRUCT || def.fields().isEmpty() || projections.isSizedByImpl(def)
        ? Metadata.NONE
        : metadata(
            projections.normalize(
                Substitution.apply(def.fields().getLast().type(), type.args())),
            depth + 1);
  }

  /// Whether the last field of a struct has no size for some arguments.
  boolean mayBeUnsized(Def struct) {
    return mayBeUnsized(struct.fields().getLast().type(), struct.generics(), 0);
  }

  private boolean mayBeUnsized(Ty type, Generics generics, int depth) {
    return switch (type) {
      case Ty.Slice _, Ty.Dyn _ -> true;
      case Ty.Primitive(Prim prim) -> prim == Prim.STR;
      case Ty.Param p ->
          p.index() < generics.size()
              && (!generics.param(p.index()).isSized() || isRelaxed(p, generics));
      case Ty.Tuple t ->
          !t.elements().isEmpty() && mayBeUnsized(t.elements().getLast(), generics, depth);
      case Ty.Adt t ->
          t.def().kind() == DefKind.FOREIGN_TYPE
              || t.def().kind() == DefKind.STRUCT
              && !t.def().fields().isEmpty()
              && depth < MAX_DEPTH
              && mayBeUnsized(
                  Substitution.apply(t.def().fields().getLast().type(), t.args()),
                  generics,
                  depth + 1);
      default -> false;
    };
  }

  /// Whether a bound asks for less than `Sized`, as those of core's own parameters do.
  private static boolean isRelaxed(Ty.Param param, Generics generics) {
    for (Predicate predicate : generics.predicates()) {
      if (predicate instanceof Predicate.Implements(var trait) && trait.self().equals(param)) {
        String lang = trait.trait().facts().lang();
        if ("pointee_sized".equals(lang) || "meta_sized".equals(lang)) {
          return true;
        }
      }
    }
    return false;
  }
}
