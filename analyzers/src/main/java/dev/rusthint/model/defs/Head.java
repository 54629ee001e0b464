package dev.rusthint.model.defs;

import org.jspecify.annotations.Nullable;

/// The outermost constructor of a type: what an impl is found by.
///
/// @param what a definition, a primitive type, or the name of a constructor
public record Head(Object what) {
  private static final Head TUPLE = new Head("()");
  private static final Head ARRAY = new Head("[;]");
  private static final Head SLICE = new Head("[]");
  private static final Head REF = new Head("&");
  private static final Head REF_MUT = new Head("&mut");
  private static final Head POINTER = new Head("*const");
  private static final Head POINTER_MUT = new Head("*mut");
  private static final Head NEVER = new Head("!");
  private static final Head FN_POINTER = new Head("fn");
  private static final Head FN_ITEM = new Head("fn item");
  private static final Head CLOSURE = new Head("closure");
  private static final Head OPAQUE = new Head("impl");

  /// The head of a type; null for a parameter, variable, projection and the unknown, which may be
  /// any type.
  public static @Nullable Head of(Ty type) {
    return switch (type) {
      case Ty.Adt t -> new Head(t.def());
      case Ty.Primitive t -> new Head(t.prim());
      case Ty.Tuple _ -> TUPLE;
      case Ty.Array _ -> ARRAY;
      case Ty.Slice _ -> SLICE;
      case Ty.Ref t -> t.mutable() ? REF_MUT : REF;
      case Ty.RawPtr t -> t.mutable() ? POINTER_MUT : POINTER;
      case Ty.Never _ -> NEVER;
      case Ty.FnPtr _ -> FN_POINTER;
      case Ty.FnDef _ -> FN_ITEM;
      case Ty.Closure _ -> CLOSURE;
      case Ty.Opaque _ -> OPAQUE;
      case Ty.Dyn t -> t.bounds().isEmpty() ? null : new Head(t.bounds().getFirst().trait());
      case Ty.Param _, Ty.Projection _, Ty.Infer _, Ty.ConstValue _, Ty.Unknown _ -> null;
    };
  }
}
