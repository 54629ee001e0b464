package dev.rusthint.safety;

import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a pointer was made from.
///
/// @param shape what is known of it for that
/// @param target what it pointed to when it was made; for elements, one of them
/// @param mutable whether it may be written through
/// @param source the reference or place that it is made from, of elements what they belong to
/// @param variable the expression that gives a variable the pointer, null if it is used as it is made
record PointerOrigin(
    Shape shape, Ty target, boolean mutable, Node source, @Nullable Node variable) {
  enum Shape {
    /// A reference to a value, or one that is borrowed for it.
    REFERENCE,
    /// `as_ptr()` of a slice, string, array or vector.
    ELEMENTS,
    /// A `NonNull`.
    NON_NULL,
    /// `get()` of a cell, which is borrowed for it.
    CELL,
    /// A box that was taken apart.
    BOX,
    /// `&raw const place` of a variable.
    PLACE
  }

  private static final Set<String> CASTS = Set.of("cast", "cast_mut", "cast_const");
  private static final int MOST_STEPS = 16;

  /// @param expression a pointer, or a reference that becomes one
  static @Nullable PointerOrigin of(Node expression, ItemTypes types) {
    Node at = expression;
    Node variable = null;
    for (int i = 0; i < MOST_STEPS; i++) {
      Node next =
          switch (at.kind()) {
            case PARENTHESIZED_EXPRESSION -> at.namedChildren().getFirst();
            case TYPE_CAST_EXPRESSION -> at.child(Field.VALUE);
            case CALL_EXPRESSION -> castOf(at, types);
            case IDENTIFIER -> {
              Node value = types.of(at) instanceof Ty.RawPtr ? types.initializer(at) : null;
              variable = value == null ? variable : value;
              yield value;
            }
            default -> null;
          };
      if (next == null) {
        return made(at, variable, types);
      }
      at = next;
    }
    return null;
  }

  /// What a pointer is that is only cast to another type.
  private static @Nullable Node castOf(Node call, ItemTypes types) {
    Node callee = call.child(Field.FUNCTION);
    Node receiver = callee == null ? null : MethodReceiver.of(callee);
    if (callee == null || receiver == null || !(types.of(receiver) instanceof Ty.RawPtr)) {
      return null;
    }
    Node path = callee.is(Kind.GENERIC_FUNCTION) ? callee.child(Field.FUNCTION) : callee;
    String name = path == null ? "" : path.textOf(Field.FIELD).orElse("");
    return CASTS.contains(name) ? receiver : null;
  }

  private static @Nullable PointerOrigin made(
      Node at, @Nullable Node variable, ItemTypes types) {
    if (at.is(Kind.REFERENCE_EXPRESSION) && at.has(Kind.KW_RAW)) {
      Node place = at.child(Field.VALUE);
      return place != null && Variable.of(place, types) != null && place.is(Kind.IDENTIFIER)
          ? new PointerOrigin(
              Shape.PLACE, types.of(place), at.has(Kind.MUTABLE_SPECIFIER), place, variable)
          : null;
    }
    if (types.of(at) instanceof Ty.Ref reference) {
      return new PointerOrigin(
          Shape.REFERENCE, reference.target(), reference.mutable(), at, variable);
    }
    return at.is(Kind.CALL_EXPRESSION) ? call(at, variable, types) : null;
  }

  private static @Nullable PointerOrigin call(
      Node call, @Nullable Node variable, ItemTypes types) {
    Node callee = call.child(Field.FUNCTION);
    if (callee == null || !(types.of(call) instanceof Ty.RawPtr pointer)) {
      return null;
    }
    if (types.of(callee) instanceof Ty.FnDef function) {
      return function.def().name().equals("into_raw")
              && function.def().path().startsWith("alloc::boxed::")
          ? new PointerOrigin(Shape.BOX, pointer.target(), true, call, variable)
          : null;
    }
    Node receiver = MethodReceiver.of(callee);
    Node path = callee.is(Kind.GENERIC_FUNCTION) ? callee.child(Field.FUNCTION) : callee;
    String name = path == null ? "" : path.textOf(Field.FIELD).orElse("");
    if (receiver == null) {
      return null;
    }
    Ty owner = ItemTypes.behindReferences(types.of(receiver)).getLast();
    if (name.equals("get") && ItemTypes.isAdt(owner, "core::cell::UnsafeCell")) {
      return new PointerOrigin(Shape.CELL, pointer.target(), true, receiver, variable);
    }
    if (!name.equals("as_ptr") && !name.equals("as_mut_ptr")) {
      return null;
    }
    if (owner instanceof Ty.Adt adt && adt.def().path().equals("core::ptr::non_null::NonNull")) {
      return new PointerOrigin(Shape.NON_NULL, pointer.target(), true, receiver, variable);
    }
    return hasElements(owner)
        ? new PointerOrigin(
            Shape.ELEMENTS, pointer.target(), name.equals("as_mut_ptr"), receiver, variable)
        : null;
  }

  private static boolean hasElements(Ty type) {
    return type instanceof Ty.Slice
        || type instanceof Ty.Array
        || type instanceof Ty.Primitive(Prim prim) && prim == Prim.STR
        || type instanceof Ty.Adt adt
            && (adt.def().path().equals("alloc::vec::Vec")
                || adt.def().path().equals("alloc::string::String"));
  }

  /// How people call it.
  String words() {
    String code = "`" + source.text().replaceAll("\\s+", " ") + "`";
    return switch (shape) {
      case REFERENCE -> code + " is a reference";
      case ELEMENTS -> "it points to the elements of " + code;
      case NON_NULL -> code + " is a `NonNull`";
      case CELL -> "it points into the cell " + code;
      case BOX -> "it comes from a `Box`";
      case PLACE -> "it is the address of " + code;
    };
  }

  /// Whether what was true of the pointer's target when it was made is so where it is used: it is
  /// used as it is made, or nothing has changed, moved or dropped what it is made from.
  boolean isFresh(Node use, ItemTypes types) {
    if (variable == null) {
      return true;
    }
    Variable owner = owner(types);
    return owner != null
        && (mutable ? isUntouched(owner, use, types) : owner.isUnchanged(variable, use, types));
  }

  /// The variable that is borrowed, or that is a reference for the whole body.
  private @Nullable Variable owner(ItemTypes types) {
    Node place = source;
    if (source.is(Kind.REFERENCE_EXPRESSION)) {
      place = source.child(Field.VALUE);
    }
    Variable owner = place == null ? null : Variable.of(place, types);
    if (owner == null || place == null) {
      return null;
    }
    boolean isParameter =
        owner.declaration().is(Kind.SELF_PARAMETER)
            || owner.declaration().parent() instanceof Node parent && parent.is(Kind.PARAMETER);
    return isParameter || !(types.of(place) instanceof Ty.Ref) ? owner : null;
  }

  /// A later use of the place ends what a mutable pointer may do.
  private boolean isUntouched(Variable owner, Node use, ItemTypes types) {
    return variable != null && owner.isUnmentioned(variable, use, types);
  }
}
