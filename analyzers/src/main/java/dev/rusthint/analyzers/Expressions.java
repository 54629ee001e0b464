package dev.rusthint.analyzers;

import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Span;

/// What the text of an expression needs where it is put (Reference, *Expression precedence*).
public final class Expressions {
  private Expressions() {}

  /// The expression without the parentheses around it.
  public static Node bare(Node expression) {
    Node at = expression;
    while (at.is(Kind.PARENTHESIZED_EXPRESSION)) {
      Node inner = null;
      for (Node child : at.namedChildren()) {
        inner = child;
      }
      if (inner == null) {
        return at;
      }
      at = inner;
    }
    return at;
  }

  /// Whether nothing binds tighter than the expression: a method can be called on its text, and an
  /// operator put before it.
  public static boolean isTight(Node expression) {
    return switch (expression.kind()) {
      case IDENTIFIER, SELF, SCOPED_IDENTIFIER, GENERIC_FUNCTION, FIELD_EXPRESSION,
          CALL_EXPRESSION, INDEX_EXPRESSION, PARENTHESIZED_EXPRESSION, MACRO_INVOCATION,
          TRY_EXPRESSION, AWAIT_EXPRESSION, TUPLE_EXPRESSION, ARRAY_EXPRESSION, UNIT_EXPRESSION,
          STRING_LITERAL, RAW_STRING_LITERAL, INTEGER_LITERAL, FLOAT_LITERAL, BOOLEAN_LITERAL,
          CHAR_LITERAL ->
          true;
      default -> false;
    };
  }

  /// Whether any expression can stand where this one does, without parentheses.
  public static boolean isLoosePlace(Node expression) {
    Node parent = expression.parent();
    if (parent == null) {
      return false;
    }
    return switch (parent.kind()) {
      case LET_DECLARATION, ARGUMENTS, RETURN_EXPRESSION, PARENTHESIZED_EXPRESSION,
          FIELD_INITIALIZER, TUPLE_EXPRESSION, ARRAY_EXPRESSION, CLOSURE_EXPRESSION, MATCH_ARM,
          ASSIGNMENT_EXPRESSION ->
          true;
      default -> false;
    };
  }

  /// The text of an expression, in parentheses where it needs them in another's place.
  public static String textFor(Node expression, Node place) {
    return isTight(expression) || isLoosePlace(place)
        ? expression.text()
        : "(" + expression.text() + ")";
  }

  /// Whether a comment lies in the span, which an edit would lose.
  public static boolean hasComment(SyntaxTree tree, Span span) {
    for (int i = 0; i < tree.size(); i++) {
      if (tree.kind(i).isComment() && tree.start(i) < span.end() && span.start() < tree.end(i)) {
        return true;
      }
    }
    return false;
  }
}
