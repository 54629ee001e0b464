package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.hint.Context;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.TypeReader;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// `value as to`, to a numeric type that is known.
///
/// @param from the type of the value, perhaps not a primitive
record Cast(Node node, Node value, Node target, Ty from, Prim to) {
  /// Null if the node is none, or its types are not known.
  static @Nullable Cast of(Node node, Context context) {
    Node value = node.child(Field.VALUE);
    Node target = node.child(Field.TYPE);
    if (!node.is(Kind.TYPE_CAST_EXPRESSION) || value == null || target == null) {
      return null;
    }
    Prim to = Constants.prim(context.types().of(node));
    if (to == null || !to.isInteger() && !to.isFloat()) {
      return null;
    }
    Cast cast = new Cast(node, value, target, context.types().of(value), to);
    return cast.isLiteralInOtherWords() ? null : cast;
  }

  /// The primitive that is cast, null for an enum and others.
  @Nullable Prim prim() {
    return Constants.prim(from);
  }

  /// Whether both types are integers.
  boolean isOfIntegers() {
    Prim prim = prim();
    return prim != null && prim.isInteger() && to.isInteger();
  }

  /// `10 as f32`, the same as `10.0`: nothing happens to a value at run time.
  private boolean isLiteralInOtherWords() {
    Node literal = value;
    if (literal.is(Kind.UNARY_EXPRESSION) && literal.has(Kind.MINUS)) {
      literal = literal.namedChildren().getLast();
    }
    BigInteger number = literal.is(Kind.INTEGER_LITERAL) ? number(literal) : null;
    return number != null && to.isFloat() && number.bitLength() <= mantissa(to);
  }

  private static @Nullable BigInteger number(Node literal) {
    String text = literal.text();
    boolean isDecimal =
        !text.startsWith("0x") && !text.startsWith("0b") && !text.startsWith("0o");
    return isDecimal ? TypeReader.integer(text) : null;
  }

  /// How many binary digits of an integer a float type keeps.
  static int mantissa(Prim type) {
    return switch (type) {
      case F16 -> 11;
      case F32 -> 24;
      case F64 -> 53;
      default -> 113;
    };
  }

  /// The value as a message shows it: its text if that is short.
  String shown() {
    return shown(value);
  }

  static String shown(Node expression) {
    String text = Expressions.bare(expression).text();
    return text.length() > 30 || text.contains("\n") ? "the value" : "`" + text + "`";
  }
}
