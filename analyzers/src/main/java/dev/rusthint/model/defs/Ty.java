package dev.rusthint.model.defs;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A type (Reference, *Type system*), or a constant as an argument of a generic definition.
///
/// Parameters are numbered as [Generics] says. Equal records are equal types, except that regions
/// count and aliases ([Projection], [Opaque]) are not looked through.
public sealed interface Ty {
  Ty UNIT = new Tuple(List.of());
  Ty NEVER = new Never();
  Ty UNKNOWN = new Unknown();

  /// A struct, enum or union.
  ///
  /// @param args its type and const arguments
  /// @param regions its lifetime arguments; empty where they were not written or are forgotten
  record Adt(Def def, List<Ty> args, List<Region> regions) implements Ty {
    public Adt {
      args = List.copyOf(args);
      regions = List.copyOf(regions);
    }

    public Adt(Def def, List<Ty> args) {
      this(def, args, List.of());
    }
  }

  record Primitive(Prim prim) implements Ty {}

  /// `!`
  record Never() implements Ty {}

  record Tuple(List<Ty> elements) implements Ty {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /// @param length a [ConstValue], a parameter, an inference variable or unknown
  record Array(Ty element, Ty length) implements Ty {}

  record Slice(Ty element) implements Ty {}

  record Ref(Region region, boolean mutable, Ty target) implements Ty {}

  record RawPtr(boolean mutable, Ty target) implements Ty {}

  /// A function pointer.
  ///
  /// @param abi `Rust` or the string after `extern`
  record FnPtr(List<Ty> params, Ty result, boolean isUnsafe, String abi, boolean isVariadic)
      implements Ty {
    public FnPtr {
      params = List.copyOf(params);
    }
  }

  /// The type of a function item, or of the constructor of a tuple struct or variant.
  ///
  /// @param args for all parameters in scope of the definition (for a variant, those of its enum)
  record FnDef(Def def, List<Ty> args) implements Ty {
    public FnDef {
      args = List.copyOf(args);
    }
  }

  /// `dyn Trait`
  ///
  /// @param bounds the principal trait first, then auto traits
  record Dyn(List<DynBound> bounds, Region region) implements Ty {
    public Dyn {
      bounds = List.copyOf(bounds);
    }
  }

  /// A trait of a trait object.
  ///
  /// @param args its arguments without `Self`
  /// @param bindings what its associated types are
  record DynBound(Def trait, List<Ty> args, List<Binding> bindings) {
    public DynBound {
      args = List.copyOf(args);
      bindings = List.copyOf(bindings);
    }
  }

  record Binding(Def assoc, Ty type) {}

  /// A type or const parameter by its number.
  record Param(int index, String name) implements Ty {}

  /// `<Self as Trait<A>>::Assoc<B>`
  ///
  /// @param args the trait's, `Self` first, then its own
  record Projection(Def assoc, List<Ty> args) implements Ty {
    public Projection {
      args = List.copyOf(args);
    }
  }

  /// An `impl Trait` in a function's result, or the future of an `async fn`.
  ///
  /// @param index its number in [FnSig#opaques]
  record Opaque(Def function, int index, List<Ty> args) implements Ty {
    public Opaque {
      args = List.copyOf(args);
    }
  }

  /// The type of a closure, async block or generator.
  ///
  /// @param place what tells it from others: the body and its place in it
  record Closure(Object place, List<Ty> args) implements Ty {
    public Closure {
      args = List.copyOf(args);
    }
  }

  /// An inference variable; not in the signature of a definition.
  record Infer(int id) implements Ty {}

  /// A constant as an argument: an integer, `bool` as 0 or 1, `char` as its scalar value.
  record ConstValue(BigInteger value) implements Ty {
    public static ConstValue of(long value) {
      return new ConstValue(BigInteger.valueOf(value));
    }
  }

  /// Something that could not be found out.
  record Unknown() implements Ty {}

  static Ty of(Prim prim) {
    return Holder.PRIMITIVES[prim.ordinal()];
  }

  /// The primitive type with a name, null if there is none.
  static @Nullable Ty primitive(String name) {
    Prim prim = Prim.named(name);
    return prim == null ? null : of(prim);
  }

  /// One object for each primitive type.
  final class Holder {
    private static final Ty[] PRIMITIVES = new Ty[Prim.values().length];

    static {
      for (Prim prim : Prim.values()) {
        PRIMITIVES[prim.ordinal()] = new Primitive(prim);
      }
    }

    private Holder() {}
  }
}
