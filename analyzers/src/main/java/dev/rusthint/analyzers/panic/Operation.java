package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An arithmetic operation with known operands.
///
/// @param place what a hint underlines
/// @param operator as it is written, without `=`; the name of a method
/// @param left null for a negation
/// @param right what is negated, for a negation
/// @param type of the left operand, behind references
/// @param other of the right operand, behind references
record Operation(
    Node place, String operator, @Nullable Node left, Node right, Ty type, Ty other) {
  /// Methods that divide, and panic as the operator does if they divide by zero.
  private static final Set<String> DIVISIONS =
      Set.of("saturating_div", "wrapping_div", "wrapping_rem", "wrapping_rem_euclid");

  /// Null if the node is none, or a type is not known.
  static @Nullable Operation of(Node node, ItemTypes types) {
    Node left = node.child(Field.LEFT);
    Node right = node.child(Field.RIGHT);
    Operation found =
        switch (node.kind()) {
          case BINARY_EXPRESSION, COMPOUND_ASSIGNMENT_EXPR -> {
            Node operator = node.child(Field.OPERATOR);
            yield left == null || right == null || operator == null || !isOperand(left)
                ? null
                : binary(node, operator.text(), left, right, types);
          }
          case UNARY_EXPRESSION -> negation(node, types);
          default -> {
            MethodCall call = MethodCall.of(node);
            yield call == null
                    || !DIVISIONS.contains(call.name().text())
                    || call.arguments().size() != 1
                    || !isInteger(types.of(call.receiver()))
                ? null
                : binary(
                    call.argument(),
                    call.name().text(),
                    call.receiver(),
                    call.argument(),
                    types);
          }
        };
    return found == null || !ItemTypes.isKnown(found.type) || !ItemTypes.isKnown(found.other)
        ? null
        : found;
  }

  /// Not in `a..*b` and `break *b`, whose stars are no multiplication.
  private static boolean isOperand(Node left) {
    return switch (left.kind()) {
      case RANGE_EXPRESSION, BREAK_EXPRESSION, RETURN_EXPRESSION -> false;
      default -> true;
    };
  }

  private static @Nullable Operation binary(
      Node place, String operator, Node left, Node right, ItemTypes types) {
    boolean isAssigned = operator.endsWith("=") && operator.length() > 1;
    String own = isAssigned ? operator.substring(0, operator.length() - 1) : operator;
    return switch (own) {
      case "+", "-", "*", "/", "%", "<<", ">>",
          "saturating_div", "wrapping_div", "wrapping_rem", "wrapping_rem_euclid" ->
          new Operation(place, own, left, right, target(left, types), target(right, types));
      default -> null;
    };
  }

  private static @Nullable Operation negation(Node node, ItemTypes types) {
    List<Node> operands = node.namedChildren();
    if (!node.has(Kind.MINUS) || operands.isEmpty()) {
      return null;
    }
    Node operand = operands.getLast();
    Ty type = target(operand, types);
    return new Operation(node, "-", null, operand, type, type);
  }

  private static Ty target(Node operand, ItemTypes types) {
    return ItemTypes.behindReferences(types.of(operand)).getLast();
  }

  private static boolean isInteger(Ty type) {
    Prim prim = Constants.prim(ItemTypes.behindReferences(type).getLast());
    return prim != null && prim.isInteger();
  }

  boolean isDivision() {
    return switch (operator) {
      case "/", "%" -> true;
      default -> DIVISIONS.contains(operator);
    };
  }

  /// The end of the names of the methods that do the same and say what happens: `add` of
  /// `checked_add`.
  String method() {
    return switch (operator) {
      case "+" -> "add";
      case "-" -> left == null ? "neg" : "sub";
      case "*" -> "mul";
      case "/" -> "div";
      case "%" -> "rem";
      default -> operator.substring(operator.indexOf('_') + 1);
    };
  }

  /// Whether it can overflow or divide by zero, or is an operator of a type of its own.
  boolean isRisky(ItemTypes types) {
    if (isExact(type) && (isExact(other) || isWrapped(type))) {
      return false;
    }
    if (type instanceof Ty.Adt string && string.def().path().equals("alloc::string::String")) {
      return !operator.equals("+");
    }
    BigInteger b = value(right, types);
    if (left == null) {
      return b == null;
    }
    boolean isUnsigned = Constants.prim(type) instanceof Prim prim && !prim.isSigned();
    if (isInteger(type) && isUnsigned && isDivision() && isNonZero(other)) {
      return false;
    }
    if (!isInteger(type) || !isInteger(other)) {
      return true;
    }
    if (operator.equals("<<") || operator.equals(">>")) {
      return false;
    }
    BigInteger a = value(left, types);
    if (a != null && b != null) {
      return isDivision() && b.signum() == 0;
    }
    if (hasRoom(left, b, types) || hasRoom(right, a, types)) {
      return false;
    }
    boolean isMultiplication = operator.equals("*");
    if (b != null) {
      return isDivision()
          ? b.signum() == 0
          : b.signum() != 0 && !(isMultiplication && b.equals(BigInteger.ONE));
    }
    return a == null
        || isDivision()
        || a.signum() != 0 && !(isMultiplication && a.equals(BigInteger.ONE));
  }

  /// Whether an operand is converted from a smaller type, whose largest value leaves room for a
  /// constant: `u32::from(byte) * 10`.
  private boolean hasRoom(Node operand, @Nullable BigInteger constant, ItemTypes types) {
    Prim into = Constants.prim(type);
    FunctionCall call = FunctionCall.of(Constants.initial(operand, types), "from", 1);
    Prim from = call == null ? null : Constants.prim(types.of(call.arguments().getFirst()));
    if (constant == null
        || constant.signum() < 0
        || into == null
        || call == null
        || from == null
        || !from.isInteger()
        || from.isSigned()
        || !call.means("core::convert::From::from", types)) {
      return false;
    }
    BigInteger highest = Constants.highest(from);
    return switch (operator) {
      case "+" -> highest.add(constant).compareTo(Constants.highest(into)) <= 0;
      case "*" -> highest.multiply(constant).compareTo(Constants.highest(into)) <= 0;
      default -> false;
    };
  }

  /// The value of a constant, of a reference to one, or of a variable that is set to one.
  private static @Nullable BigInteger value(Node operand, ItemTypes types) {
    Node at = Expressions.bare(operand);
    while (at.is(Kind.REFERENCE_EXPRESSION)) {
      Node inner = at.child(Field.VALUE);
      if (inner == null) {
        return null;
      }
      at = Expressions.bare(inner);
    }
    return Constants.of(Constants.initial(at, types), types);
  }

  /// Whether its arithmetic neither panics nor wraps without saying so.
  private static boolean isExact(Ty type) {
    Prim prim = Constants.prim(type);
    return prim != null && prim.isFloat() || isWrapped(type);
  }

  private static boolean isWrapped(Ty type) {
    return type instanceof Ty.Adt adt
        && switch (adt.def().path()) {
          case "core::num::wrapping::Wrapping", "core::num::saturating::Saturating" -> true;
          default -> false;
        };
  }

  private static boolean isNonZero(Ty type) {
    return type instanceof Ty.Adt adt && adt.def().path().equals("core::num::nonzero::NonZero");
  }
}
