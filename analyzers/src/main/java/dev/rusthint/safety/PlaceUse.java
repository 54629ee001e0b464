package dev.rusthint.safety;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import org.jspecify.annotations.Nullable;

/// What is done with a place (Reference, *Place expressions and value expressions*).
enum PlaceUse {
  /// Its value is copied or moved out of it.
  READ,
  /// It is assigned to.
  WRITE,
  /// It is read and assigned to: `+=`.
  UPDATE,
  SHARED,
  MUTABLE,
  /// Nothing of it is touched: `&raw const place`.
  PLACE;

  /// As in the names of the language's contracts.
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// What is done with the place that an expression is, or with a part of it.
  static PlaceUse of(Node place, ItemTypes types) {
    Node at = place;
    for (Node parent = at.parent(); parent != null; parent = at.parent()) {
      boolean isPart =
          switch (parent.kind()) {
            case PARENTHESIZED_EXPRESSION -> true;
            case FIELD_EXPRESSION -> !isMethod(parent);
            case INDEX_EXPRESSION -> isFirst(parent, at) && types.of(at) instanceof Ty.Array;
            default -> false;
          };
      if (!isPart) {
        return by(parent, at, types);
      }
      at = parent;
    }
    return READ;
  }

  private static PlaceUse by(Node parent, Node place, ItemTypes types) {
    return switch (parent.kind()) {
      case ASSIGNMENT_EXPRESSION -> place.field() == Field.LEFT ? WRITE : READ;
      case COMPOUND_ASSIGNMENT_EXPR -> place.field() == Field.LEFT ? UPDATE : READ;
      case REFERENCE_EXPRESSION ->
          isRaw(parent) ? PLACE : parent.has(Kind.MUTABLE_SPECIFIER) ? MUTABLE : SHARED;
      case FIELD_EXPRESSION -> receiver(parent, types);
      case INDEX_EXPRESSION -> {
        if (!isFirst(parent, place)) {
          yield READ;
        }
        PlaceUse use = of(parent, types);
        yield use == READ || use == SHARED || use == PLACE ? SHARED : MUTABLE;
      }
      case TOKEN_TREE, MACRO_INVOCATION -> isAddress(parent) ? PLACE : READ;
      default -> READ;
    };
  }

  private static PlaceUse receiver(Node callee, ItemTypes types) {
    Node call = callee.parent();
    if (call != null && call.is(Kind.GENERIC_FUNCTION)) {
      call = call.parent();
    }
    MethodUse use = call == null ? null : types.call(call);
    if (use == null) {
      return READ;
    }
    return switch (use.borrow()) {
      case SHARED -> SHARED;
      case MUTABLE -> MUTABLE;
      case NONE, CONST_POINTER -> READ;
    };
  }

  private static boolean isMethod(Node field) {
    Node parent = field.parent();
    if (parent != null && parent.is(Kind.GENERIC_FUNCTION)) {
      return true;
    }
    return parent != null
        && parent.is(Kind.CALL_EXPRESSION)
        && field.field() == Field.FUNCTION;
  }

  private static boolean isFirst(Node parent, Node child) {
    return child.equals(parent.namedChildren().getFirst());
  }

  /// `&raw const` or `&raw mut`
  private static boolean isRaw(Node reference) {
    return reference.has(Kind.KW_RAW);
  }

  private static boolean isAddress(@Nullable Node node) {
    Node at = node;
    while (at != null && !at.is(Kind.MACRO_INVOCATION)) {
      at = at.parent();
    }
    String name = at == null ? "" : at.textOf(Field.MACRO).orElse("");
    String last = name.substring(name.lastIndexOf(':') + 1);
    return last.equals("addr_of") || last.equals("addr_of_mut");
  }
}
