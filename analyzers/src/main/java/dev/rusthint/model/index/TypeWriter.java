package dev.rusthint.model.index;

import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes types, and what is made of them; [TypeReader] reads them again.
final class TypeWriter {
  private final RecordSink out;

  TypeWriter(RecordSink out) {
    this.out = out;
  }

  /// How a lifetime is written.
  enum Lifetime {
    ERASED,
    STATIC,
    NAMED
  }

  void type(Ty type) {
    switch (type) {
      case Ty.Adt t -> {
        out.tag(TyTag.ADT);
        out.def(t.def());
        types(t.args());
        out.number(t.regions().size());
        t.regions().forEach(this::region);
      }
      case Ty.Primitive t -> {
        out.tag(TyTag.PRIM);
        out.tag(t.prim());
      }
      case Ty.Never _ -> out.tag(TyTag.NEVER);
      case Ty.Tuple t -> {
        out.tag(TyTag.TUPLE);
        types(t.elements());
      }
      case Ty.Array t -> {
        out.tag(TyTag.ARRAY);
        type(t.element());
        type(t.length());
      }
      case Ty.Slice t -> {
        out.tag(TyTag.SLICE);
        type(t.element());
      }
      case Ty.Ref t -> {
        out.tag(t.mutable() ? TyTag.REF_MUT : TyTag.REF);
        region(t.region());
        type(t.target());
      }
      case Ty.RawPtr t -> {
        out.tag(t.mutable() ? TyTag.PTR_MUT : TyTag.PTR);
        type(t.target());
      }
      case Ty.FnPtr t -> {
        out.tag(TyTag.fn(t.isUnsafe(), t.isVariadic()));
        out.text(t.abi());
        types(t.params());
        type(t.result());
      }
      case Ty.FnDef t -> {
        out.tag(TyTag.FN_DEF);
        out.def(t.def());
        types(t.args());
      }
      case Ty.Dyn t -> dyn(t);
      case Ty.Param t -> {
        out.tag(TyTag.PARAM);
        out.number(t.index());
        out.text(t.name());
      }
      case Ty.Projection t -> {
        out.tag(TyTag.ASSOC);
        out.def(t.assoc());
        types(t.args());
      }
      case Ty.Opaque t -> {
        out.tag(TyTag.OPAQUE);
        out.def(t.function());
        out.number(t.index());
        types(t.args());
      }
      case Ty.ConstValue t -> {
        out.tag(TyTag.CONST);
        out.big(t.value());
      }
      case Ty.Closure _, Ty.Infer _, Ty.Unknown _ -> out.tag(TyTag.UNKNOWN);
    }
  }

  private void dyn(Ty.Dyn type) {
    out.tag(TyTag.DYN);
    region(type.region());
    out.number(type.bounds().size());
    for (Ty.DynBound bound : type.bounds()) {
      out.def(bound.trait());
      types(bound.args());
      out.number(bound.bindings().size());
      for (Ty.Binding binding : bound.bindings()) {
        out.def(binding.assoc());
        type(binding.type());
      }
    }
  }

  /// A type, or that there is none.
  void optional(@Nullable Ty type) {
    out.number(type == null ? 0 : 1);
    if (type != null) {
      type(type);
    }
  }

  void types(List<Ty> types) {
    out.number(types.size());
    types.forEach(this::type);
  }

  private void region(Region region) {
    switch (region) {
      case Region.Erased _ -> out.tag(Lifetime.ERASED);
      case Region.Static _ -> out.tag(Lifetime.STATIC);
      case Region.Named(String name) -> {
        out.tag(Lifetime.NAMED);
        out.text(name);
      }
    }
  }

  void trait(TraitRef trait) {
    out.def(trait.trait());
    types(trait.args());
  }

  void predicates(List<Predicate> predicates) {
    out.number(predicates.size());
    for (Predicate predicate : predicates) {
      trait(predicate.trait());
      if (predicate instanceof Predicate.Projects projects) {
        out.number(1);
        out.def(projects.assoc());
        types(projects.own());
        type(projects.type());
      } else {
        out.number(0);
      }
    }
  }

  void fields(List<FieldDef> fields) {
    out.number(fields.size());
    for (FieldDef field : fields) {
      out.text(field.name());
      out.number(field.visibility().module() == null ? 0 : 1);
      if (field.visibility().module() != null) {
        out.def(field.visibility().module());
      }
      type(field.type());
    }
  }
}
