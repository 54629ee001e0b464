package dev.rusthint.types;

import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.List;

/// Types as people write them: names without paths, no lifetimes, no defaults.
final class TypeNames {
  private TypeNames() {}

  static String of(Ty type) {
    return switch (type) {
      case Ty.Adt t -> t.def().name() + args(t);
      case Ty.Primitive t -> t.prim().text();
      case Ty.Never _ -> "!";
      case Ty.Tuple t ->
          t.elements().size() == 1
              ? "(" + of(t.elements().getFirst()) + ",)"
              : "(" + list(t.elements()) + ")";
      case Ty.Array t -> "[" + of(t.element()) + "; " + of(t.length()) + "]";
      case Ty.Slice t -> "[" + of(t.element()) + "]";
      case Ty.Ref t -> (t.mutable() ? "&mut " : "&") + of(t.target());
      case Ty.RawPtr t -> (t.mutable() ? "*mut " : "*const ") + of(t.target());
      case Ty.FnPtr t ->
          "fn("
              + list(t.params())
              + ")"
              + (t.result().equals(Ty.UNIT) ? "" : " -> " + of(t.result()));
      case Ty.FnDef t -> "fn " + t.def().name();
      case Ty.Dyn t -> "dyn " + (t.bounds().isEmpty() ? "_" : t.bounds().getFirst().trait().name());
      case Ty.Param t -> t.name();
      case Ty.Projection t ->
          t.args().getFirst() instanceof Ty.Param self
              ? self.name() + "::" + t.assoc().name()
              : "<" + of(t.args().getFirst()) + ">::" + t.assoc().name();
      case Ty.Opaque _ -> "impl _";
      case Ty.Closure _ -> "{closure}";
      case Ty.ConstValue t -> t.value().toString();
      case Ty.Infer _, Ty.Unknown _ -> "_";
    };
  }

  private static String list(List<Ty> types) {
    List<String> texts = new ArrayList<>(types.size());
    types.forEach(t -> texts.add(of(t)));
    return String.join(", ", texts);
  }

  private static String args(Ty.Adt type) {
    Generics generics = type.def().generics();
    List<Ty> shown = new ArrayList<>(type.args());
    for (int i = shown.size() - 1; i >= 0 && i < generics.size(); i--) {
      if (!shown.get(i).equals(generics.param(i).fallback())) {
        break;
      }
      shown.removeLast();
    }
    return shown.isEmpty() ? "" : "<" + list(shown) + ">";
  }
}
