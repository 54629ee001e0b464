package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.ItemScope;
import dev.rusthint.model.lower.TypeReader;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of `const` items, on a target whose pointers have 64 bits.
final class ConstantItems {
  private static final int MAX_DEPTH = 30;

  private final TypeReader reader;

  private ConstantItems(ItemScope scope) {
    reader = new TypeReader(scope);
  }

  /// The value of the expression of an item; null if it is not known.
  static @Nullable BigInteger value(Node expression, ItemScope scope) {
    return new ConstantItems(scope).of(expression, 0);
  }

  private @Nullable BigInteger of(Node expression, int depth) {
    Node at = Expressions.bare(expression);
    if (depth > MAX_DEPTH) {
      return null;
    }
    return switch (at.kind()) {
      case CALL_EXPRESSION -> ofCall(at);
      case SCOPED_IDENTIFIER -> {
        BigInteger known = ofType(at);
        yield known == null ? read(at) : known;
      }
      case TYPE_CAST_EXPRESSION -> ofCast(at, depth);
      case BINARY_EXPRESSION -> {
        Node left = at.child(Field.LEFT);
        Node right = at.child(Field.RIGHT);
        Node operator = at.child(Field.OPERATOR);
        BigInteger a = left == null ? null : of(left, depth + 1);
        BigInteger b = right == null || a == null ? null : of(right, depth + 1);
        yield a == null || b == null || operator == null
            ? null
            : Constants.calculated(operator.kind(), a, b);
      }
      default -> read(at);
    };
  }

  private @Nullable BigInteger read(Node expression) {
    return reader.constant(expression) instanceof Ty.ConstValue(BigInteger value) ? value : null;
  }

  /// `size_of::<u8>()`, `u32::max_value()`
  private @Nullable BigInteger ofCall(Node node) {
    FunctionCall call = FunctionCall.of(node);
    if (call == null || !call.arguments().isEmpty()) {
      return null;
    }
    boolean isMin = call.name().equals("min_value");
    if (isMin || call.name().equals("max_value")) {
      Prim prim = owner(call.function());
      return prim == null ? null : isMin ? Constants.lowest(prim) : Constants.highest(prim);
    }
    Node generics = call.function().child(Kind.TYPE_ARGUMENTS);
    List<Node> arguments = generics == null ? List.of() : generics.namedChildren();
    boolean isSize = call.name().equals("size_of") && arguments.size() == 1;
    Prim prim =
        isSize && reader.type(arguments.getFirst()) instanceof Ty.Primitive(Prim of) ? of : null;
    return prim == null || !prim.isInteger()
        ? null
        : BigInteger.valueOf(Constants.bits(prim) / Byte.SIZE);
  }

  /// `u8::MAX`
  private static @Nullable BigInteger ofType(Node path) {
    Prim prim = owner(path);
    return prim == null
        ? null
        : switch (path.textOf(Field.NAME).orElse("")) {
          case "BITS" -> BigInteger.valueOf(Constants.bits(prim));
          case "MAX" -> Constants.highest(prim);
          case "MIN" -> Constants.lowest(prim);
          default -> null;
        };
  }

  /// The integer type that a path goes through: of `u8::MAX` the `u8`.
  private static @Nullable Prim owner(Node path) {
    String text = path.textOf(Field.PATH).orElse("");
    String type = text.substring(text.lastIndexOf(':') + 1);
    for (Prim prim : Prim.values()) {
      if (prim.isInteger() && prim.text().equals(type)) {
        return prim;
      }
    }
    return null;
  }

  private @Nullable BigInteger ofCast(Node cast, int depth) {
    Node operand = cast.child(Field.VALUE);
    Node target = cast.child(Field.TYPE);
    BigInteger value = operand == null ? null : of(operand, depth + 1);
    return value != null
            && target != null
            && reader.type(target) instanceof Ty.Primitive(Prim prim)
            && prim.isInteger()
            && value.compareTo(Constants.lowest(prim)) >= 0
            && value.compareTo(Constants.highest(prim)) <= 0
        ? value
        : null;
  }
}
