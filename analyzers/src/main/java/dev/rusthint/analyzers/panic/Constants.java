package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.ItemScope;
import dev.rusthint.model.lower.TypeReader;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of the value of an integer expression without running it.
final class Constants {
  private static final int POINTER_BITS = 64;
  private static final int MAX_BINDINGS = 10;

  private Constants() {}

  /// The number of bits of an integer type; of `isize` and `usize` on a target with 64.
  static int bits(Prim prim) {
    return prim.size() < 0 ? POINTER_BITS : 8 * prim.size();
  }

  static boolean isPointerSized(Prim prim) {
    return prim == Prim.ISIZE || prim == Prim.USIZE;
  }

  /// The primitive that a type is, null for other types.
  static @Nullable Prim prim(Ty type) {
    return type instanceof Ty.Primitive(Prim prim) ? prim : null;
  }

  /// The value of literals, constants, and calculations with them that do not overflow; null for
  /// anything else. A variable has no value here ([#initial]).
  static @Nullable BigInteger of(Node expression, ItemTypes types) {
    Node at = Expressions.bare(expression);
    return switch (at.kind()) {
      case INTEGER_LITERAL, CHAR_LITERAL ->
          TypeReader.literal(at) instanceof Ty.ConstValue(BigInteger value) ? value : null;
      case UNARY_EXPRESSION -> {
        List<Node> operands = at.namedChildren();
        BigInteger value =
            at.has(Kind.MINUS) && !operands.isEmpty() ? of(operands.getLast(), types) : null;
        yield value == null ? null : value.negate();
      }
      case BINARY_EXPRESSION -> calculated(at, types);
      case CALL_EXPRESSION -> ofCall(at, types);
      case IDENTIFIER, SCOPED_IDENTIFIER -> named(at, types);
      default -> null;
    };
  }

  /// The old way to ask for the ends of an integer type.
  private static @Nullable BigInteger ofCall(Node node, ItemTypes types) {
    FunctionCall call = FunctionCall.of(node);
    Prim type = call == null ? null : prim(types.of(node));
    if (call == null || type == null || !type.isInteger() || !call.arguments().isEmpty()) {
      return null;
    }
    return switch (call.name()) {
      case "max_value" -> highest(type);
      case "min_value" -> lowest(type);
      default -> null;
    };
  }

  private static @Nullable BigInteger calculated(Node expression, ItemTypes types) {
    Node left = expression.child(Field.LEFT);
    Node right = expression.child(Field.RIGHT);
    Node operator = expression.child(Field.OPERATOR);
    Prim type = prim(types.of(expression));
    BigInteger a = left == null ? null : of(left, types);
    BigInteger b = right == null || a == null ? null : of(right, types);
    if (operator == null || a == null || b == null || type == null || !type.isInteger()) {
      return null;
    }
    BigInteger value = calculated(operator.kind(), a, b);
    return value != null && fits(value, type) ? value : null;
  }

  /// The result of an operator, whatever its size; null if there is none.
  static @Nullable BigInteger calculated(Kind operator, BigInteger a, BigInteger b) {
    boolean isShift = b.signum() >= 0 && b.bitLength() <= 7;
    return switch (operator) {
      case PLUS -> a.add(b);
      case MINUS -> a.subtract(b);
      case STAR -> a.multiply(b);
      case SLASH -> b.signum() == 0 ? null : a.divide(b);
      case PERCENT -> b.signum() == 0 ? null : a.remainder(b);
      case AMP -> a.and(b);
      case PIPE -> a.or(b);
      case CARET -> a.xor(b);
      case SHL -> isShift ? a.shiftLeft(b.intValue()) : null;
      case SHR -> isShift ? a.shiftRight(b.intValue()) : null;
      default -> null;
    };
  }

  private static boolean fits(BigInteger value, Prim type) {
    return value.compareTo(lowest(type)) >= 0 && value.compareTo(highest(type)) <= 0;
  }

  /// The lowest value of an integer type.
  static BigInteger lowest(Prim type) {
    return type.isSigned() ? BigInteger.TWO.pow(bits(type) - 1).negate() : BigInteger.ZERO;
  }

  /// The highest value of an integer type.
  static BigInteger highest(Prim type) {
    int bits = bits(type) - (type.isSigned() ? 1 : 0);
    return BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
  }

  private static @Nullable BigInteger named(Node path, ItemTypes types) {
    Def def = types.item(path);
    if (def == null || def.kind() != DefKind.CONST) {
      return null;
    }
    if (!(def instanceof SourceDef constant)) {
      return ofStd(def, prim(types.of(path)));
    }
    Node value = constant.source().node().child(Field.VALUE);
    return value == null ? null : ConstantItems.value(value, new ItemScope(constant));
  }

  /// `MAX`, `MIN` and `BITS` of the integer types.
  private static @Nullable BigInteger ofStd(Def def, @Nullable Prim type) {
    if (type == null || !type.isInteger() || !def.path().startsWith("core::")) {
      return null;
    }
    return switch (def.name()) {
      case "MAX" -> highest(type);
      case "MIN" -> lowest(type);
      default -> null;
    };
  }

  /// What a variable is first set to if it cannot change after that; any other expression itself,
  /// without parentheses.
  static Node initial(Node expression, ItemTypes types) {
    Node at = Expressions.bare(expression);
    for (int i = 0; i < MAX_BINDINGS && at.is(Kind.IDENTIFIER); i++) {
      Node declaration = types.declaration(at);
      Node let = declaration == null ? null : declaration.parent();
      if (declaration == null
          || let == null
          || !let.is(Kind.LET_DECLARATION)
          || let.has(Kind.MUTABLE_SPECIFIER)
          || declaration.field() != Field.PATTERN) {
        return at;
      }
      Node value = let.child(Field.VALUE);
      if (value == null) {
        return at;
      }
      at = Expressions.bare(value);
    }
    return at;
  }
}
