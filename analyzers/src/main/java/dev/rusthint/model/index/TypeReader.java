package dev.rusthint.model.index;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what [TypeWriter] wrote.
final class TypeReader {
  private final RecordSource in;

  TypeReader(RecordSource in) {
    this.in = in;
  }

  Ty type() {
    TyTag tag = in.tag(TyTag.class);
    return switch (tag) {
      case ADT -> new Ty.Adt(in.def(), types(), list(this::region));
      case PRIM -> Ty.of(in.tag(Prim.class));
      case NEVER -> Ty.NEVER;
      case TUPLE -> {
        List<Ty> elements = types();
        yield elements.isEmpty() ? Ty.UNIT : new Ty.Tuple(elements);
      }
      case ARRAY -> new Ty.Array(type(), type());
      case SLICE -> new Ty.Slice(type());
      case REF, REF_MUT -> new Ty.Ref(region(), tag == TyTag.REF_MUT, type());
      case PTR, PTR_MUT -> new Ty.RawPtr(tag == TyTag.PTR_MUT, type());
      case FN, FN_UNSAFE, FN_VARIADIC, FN_UNSAFE_VARIADIC -> {
        String abi = in.name();
        List<Ty> params = types();
        boolean isUnsafe = tag == TyTag.FN_UNSAFE || tag == TyTag.FN_UNSAFE_VARIADIC;
        boolean isVariadic = tag == TyTag.FN_VARIADIC || tag == TyTag.FN_UNSAFE_VARIADIC;
        yield new Ty.FnPtr(params, type(), isUnsafe, abi, isVariadic);
      }
      case FN_DEF -> new Ty.FnDef(in.def(), types());
      case DYN -> {
        Region region = region();
        yield new Ty.Dyn(list(this::bound), region);
      }
      case PARAM -> new Ty.Param(in.number(), in.name());
      case ASSOC -> new Ty.Projection(in.def(), types());
      case OPAQUE -> new Ty.Opaque(in.def(), in.number(), types());
      case CONST -> new Ty.ConstValue(in.big());
      case UNKNOWN -> Ty.UNKNOWN;
    };
  }

  private Ty.DynBound bound() {
    return new Ty.DynBound(in.def(), types(), list(() -> new Ty.Binding(in.def(), type())));
  }

  @Nullable Ty optional() {
    return in.number() == 0 ? null : type();
  }

  List<Ty> types() {
    return list(this::type);
  }

  <T> List<T> list(Supplier<T> element) {
    int size = in.number();
    if (size == 0) {
      return List.of();
    }
    List<T> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(element.get());
    }
    return all;
  }

  private Region region() {
    return switch (in.tag(TypeWriter.Lifetime.class)) {
      case ERASED -> Region.ERASED;
      case STATIC -> Region.STATIC;
      case NAMED -> new Region.Named(in.name());
    };
  }

  TraitRef trait() {
    return new TraitRef(in.def(), types());
  }

  List<Predicate> predicates() {
    return list(this::predicate);
  }

  private Predicate predicate() {
    TraitRef trait = trait();
    if (in.number() == 0) {
      return new Predicate.Implements(trait);
    }
    Def assoc = in.def();
    return new Predicate.Projects(trait, assoc, types(), type());
  }

  List<FieldDef> fields() {
    return list(
        () -> {
          String name = in.name();
          DefVisibility visibility =
              in.number() == 0 ? DefVisibility.PUBLIC : new DefVisibility(in.def());
          return new FieldDef(name, visibility, type());
        });
  }
}
