package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Types as text, in the form in which they are compared with rustc's: definitions by their paths,
/// all type and const arguments, no lifetimes.
public final class TypeText {
  private final Function<Object, String> closures;

  /// @param closures the place of a closure in its file, `src/a.rs:1:2`
  public TypeText(Function<Object, String> closures) {
    this.closures = closures;
  }

  public String of(Ty type) {
    return switch (type) {
      case Ty.Adt t -> t.def().path() + args(t.def().generics(), t.args());
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
      case Ty.FnPtr t -> pointer(t);
      case Ty.FnDef t -> "fn " + t.def().path() + args(t.def().generics(), t.args());
      case Ty.Dyn t -> dyn(t);
      case Ty.Param t -> t.name();
      case Ty.Projection t -> projection(t);
      case Ty.Opaque t -> opaque(t);
      case Ty.Closure t -> "{closure@" + closures.apply(t.place()) + "}";
      case Ty.ConstValue t -> t.value().toString();
      case Ty.Infer _, Ty.Unknown _ -> "_";
    };
  }

  /// That of a trait's method is an associated type to rustc.
  private String opaque(Ty.Opaque type) {
    String method = type.function().path();
    if (OpaqueResults.trait(type) == null || type.args().isEmpty()) {
      return "impl " + method + "::{opaque#" + type.index() + "}" + args(type.args());
    }
    String self = of(type.args().getFirst());
    List<Ty> args = type.args().subList(1, type.args().size());
    return "<" + self + " as " + method + args(args) + ">::{anon_assoc#" + type.index() + "}";
  }

  private String list(List<Ty> types) {
    List<String> texts = new ArrayList<>(types.size());
    types.forEach(t -> texts.add(of(t)));
    return String.join(", ", texts);
  }

  private String args(List<Ty> args) {
    return args.isEmpty() ? "" : "<" + list(args) + ">";
  }

  private String args(Generics generics, List<Ty> args) {
    List<String> texts = new ArrayList<>(args.size());
    for (int i = 0; i < args.size(); i++) {
      Ty kind = i < generics.size() ? generics.param(i).constType() : null;
      boolean isFlag = args.get(i) instanceof Ty.ConstValue && Ty.of(Prim.BOOL).equals(kind);
      texts.add(isFlag ? String.valueOf(!args.get(i).equals(Ty.ConstValue.of(0))) : of(args.get(i)));
    }
    return texts.isEmpty() ? "" : "<" + String.join(", ", texts) + ">";
  }

  private String pointer(Ty.FnPtr type) {
    StringBuilder text = new StringBuilder();
    if (type.isUnsafe()) {
      text.append("unsafe ");
    }
    if (!type.abi().equals("Rust")) {
      text.append("extern \"").append(type.abi()).append("\" ");
    }
    text.append("fn(").append(list(type.params()));
    if (type.isVariadic()) {
      text.append(type.params().isEmpty() ? "..." : ", ...");
    }
    text.append(')');
    if (!type.result().equals(Ty.UNIT)) {
      text.append(" -> ").append(of(type.result()));
    }
    return text.toString();
  }

  private String dyn(Ty.Dyn type) {
    List<String> bounds = new ArrayList<>();
    List<String> autos = new ArrayList<>();
    for (Ty.DynBound bound : type.bounds()) {
      if (bound.trait().facts().isAuto()) {
        autos.add(bound.trait().path());
        continue;
      }
      List<String> args = new ArrayList<>();
      bound.args().forEach(a -> args.add(of(a)));
      bound.bindings().stream()
          .sorted(Comparator.comparing(b -> b.assoc().name()))
          .forEach(b -> args.add(b.assoc().name() + " = " + of(b.type())));
      bounds.add(
          bound.trait().path() + (args.isEmpty() ? "" : "<" + String.join(", ", args) + ">"));
    }
    autos.sort(Comparator.naturalOrder());
    bounds.addAll(autos);
    return "dyn " + String.join(" + ", bounds);
  }

  private String projection(Ty.Projection type) {
    Def trait = type.assoc().parent();
    if (trait == null || trait.kind() != DefKind.TRAIT || type.args().isEmpty()) {
      return "_";
    }
    int size = Math.min(trait.generics().size(), type.args().size());
    return "<"
        + of(type.args().getFirst())
        + " as "
        + trait.path()
        + args(type.args().subList(1, size))
        + ">::"
        + type.assoc().name()
        + args(type.args().subList(size, type.args().size()));
  }
}
