package dev.rusthint.analyzers;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.Set;

/// Expressions that can be evaluated earlier, or for nothing, without anybody noticing: they do no
/// work, cannot panic, and give no value whose drop does something.
public final class EagerValues {
  private static final Set<String> LENGTHS =
      Set.of(
          "core::str::{impl}::len",
          "core::str::{impl}::is_empty",
          "core::slice::{impl}::len",
          "core::slice::{impl}::is_empty",
          "alloc::vec::{impl}::len",
          "alloc::vec::{impl}::is_empty",
          "alloc::string::{impl}::len",
          "alloc::string::{impl}::is_empty",
          "alloc::string::{impl}::as_str");

  private final ItemTypes types;

  public EagerValues(ItemTypes types) {
    this.types = types;
  }

  public boolean isFree(Node value) {
    return switch (value.kind()) {
      case INTEGER_LITERAL, FLOAT_LITERAL, BOOLEAN_LITERAL, CHAR_LITERAL, STRING_LITERAL,
          RAW_STRING_LITERAL, NEGATIVE_LITERAL, UNIT_EXPRESSION ->
          true;
      case IDENTIFIER, SELF, SCOPED_IDENTIFIER -> isPath(value);
      case PARENTHESIZED_EXPRESSION, TUPLE_EXPRESSION, ARRAY_EXPRESSION -> areFree(value);
      case REFERENCE_EXPRESSION -> isFreeChild(value, Field.VALUE);
      case FIELD_EXPRESSION ->
          types.isCopy(types.of(value), value) && isPlace(value) || isBorrowedPlace(value);
      case UNARY_EXPRESSION -> isFreeUnary(value);
      case BINARY_EXPRESSION -> isComparison(value) && areOperandsFree(value);
      case TYPE_CAST_EXPRESSION -> isNumber(types.of(value)) && isFreeChild(value, Field.VALUE);
      case BLOCK -> value.namedChildren().size() == 1 && isFree(value.namedChildren().getFirst());
      case CALL_EXPRESSION -> isFreeCall(value);
      case STRUCT_EXPRESSION -> isFreeStruct(value);
      default -> false;
    };
  }

  private boolean isFreeChild(Node node, Field field) {
    Node child = node.child(field);
    return child != null && isFree(child);
  }

  private boolean isFreeUnary(Node unary) {
    Node operand = unary.namedChildren().isEmpty() ? null : unary.namedChildren().getLast();
    if (operand == null) {
      return false;
    }
    if (unary.has(Kind.MINUS)) {
      return operand.is(Kind.INTEGER_LITERAL) || operand.is(Kind.FLOAT_LITERAL);
    }
    return unary.has(Kind.BANG) && types.of(operand) instanceof Ty.Primitive && isFree(operand);
  }

  private boolean areOperandsFree(Node binary) {
    Node left = binary.child(Field.LEFT);
    Node right = binary.child(Field.RIGHT);
    return left != null
        && right != null
        && types.of(left) instanceof Ty.Primitive
        && types.of(right) instanceof Ty.Primitive
        && isFree(left)
        && isFree(right);
  }

  private static boolean isComparison(Node binary) {
    Node operator = binary.child(Field.OPERATOR);
    return operator != null
        && switch (operator.kind()) {
          case EQ_EQ, BANG_EQ, LT, GT, LT_EQ, GT_EQ, AMP_AMP, PIPE_PIPE -> true;
          default -> false;
        };
  }

  private static boolean isNumber(Ty type) {
    return type instanceof Ty.Primitive p && (p.prim().isInteger() || p.prim().isFloat());
  }

  private boolean areFree(Node node) {
    for (Node child : node.namedChildren()) {
      if (!isFree(child)) {
        return false;
      }
    }
    return !node.text().contains(";");
  }

  private boolean isPath(Node path) {
    Node declaration = types.declaration(path);
    Ty type = types.of(path);
    if (declaration != null) {
      return ItemTypes.isKnown(type);
    }
    Def item = types.method(path);
    if (item == null) {
      return false;
    }
    return switch (item.kind()) {
      case VARIANT, STRUCT, CONST -> isDropless(type, path);
      default -> false;
    };
  }

  private static boolean isBorrowed(Node value) {
    Node parent = value.parent();
    return parent != null && parent.is(Kind.REFERENCE_EXPRESSION);
  }

  private boolean isBorrowedPlace(Node field) {
    return isBorrowed(field) && isPlace(field);
  }

  /// Whether a place is reached by fields alone, with no `Deref` of a type's own.
  private boolean isPlace(Node place) {
    if (place.is(Kind.FIELD_EXPRESSION)) {
      Node value = place.child(Field.VALUE);
      Node name = place.child(Field.FIELD);
      if (value == null || name == null) {
        return false;
      }
      Ty owner = ItemTypes.behindReferences(types.of(value)).getLast();
      boolean isOwn =
          owner instanceof Ty.Tuple
              || owner instanceof Ty.Adt adt
                  && adt.def().fields().stream().anyMatch(f -> f.name().equals(name.text()));
      return isOwn && isPlace(value);
    }
    return types.declaration(place) != null;
  }

  private boolean isFreeCall(Node call) {
    MethodCall method = MethodCall.of(call);
    if (method != null) {
      Def def = types.method(call);
      return def != null
          && LENGTHS.contains(def.path())
          && method.arguments().isEmpty()
          && isPlace(method.receiver());
    }
    FunctionCall function = FunctionCall.of(call);
    if (function == null
        || !(types.of(function.function()) instanceof Ty.FnDef f)
        || f.def().kind() == DefKind.FUNCTION) {
      return false;
    }
    for (Node argument : function.arguments()) {
      if (!isFree(argument)) {
        return false;
      }
    }
    return isDropless(types.of(call), call);
  }

  private boolean isFreeStruct(Node struct) {
    Node body = struct.child(Field.BODY);
    if (body == null || !isDropless(types.of(struct), struct)) {
      return false;
    }
    for (Node field : body.namedChildren()) {
      Node value = field.child(Field.VALUE);
      boolean isFree = field.is(Kind.FIELD_INITIALIZER) && value != null && isFree(value);
      if (!isFree) {
        return false;
      }
    }
    return true;
  }

  private boolean isDropless(Ty type, Node where) {
    return new DropEffects(types, where).areNone(type);
  }
}
