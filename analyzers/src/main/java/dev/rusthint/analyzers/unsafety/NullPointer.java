package dev.rusthint.analyzers.unsafety;

import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Expressions that are null, or the address 0, whatever happens.
final class NullPointer {
  private NullPointer() {}

  static boolean is(Node expression, ItemTypes types) {
    Node at = expression;
    for (Node inner = inside(at); inner != null; inner = inside(at)) {
      at = inner;
    }
    return isZero(at) || isCall(at, types);
  }

  /// What an expression has the value of, with a cast between at most; null if it is no such.
  private static @Nullable Node inside(Node expression) {
    return switch (expression.kind()) {
      case PARENTHESIZED_EXPRESSION, BLOCK, CONST_BLOCK, UNSAFE_BLOCK -> {
        List<Node> children = expression.namedChildren();
        Node only = children.size() == 1 ? children.getFirst() : null;
        yield only == null || only.is(Kind.EXPRESSION_STATEMENT) ? null : only;
      }
      case TYPE_CAST_EXPRESSION -> expression.child(Field.VALUE);
      default -> null;
    };
  }

  private static boolean isZero(Node node) {
    return node.is(Kind.INTEGER_LITERAL) && node.text().matches("0(x0+|b0+|o0+|[0_]*)_*([iu].*)?");
  }

  private static boolean isCall(Node node, ItemTypes types) {
    FunctionCall call = FunctionCall.of(node);
    if (call == null) {
      return false;
    }
    return switch (call.name()) {
      case "null", "null_mut" ->
          call.arguments().isEmpty() && call.means("core::ptr::" + call.name(), types);
      case "without_provenance", "without_provenance_mut" ->
          call.arguments().size() == 1
              && is(call.arguments().getFirst(), types)
              && call.means("core::ptr::" + call.name(), types);
      default -> false;
    };
  }
}
