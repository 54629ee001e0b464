package dev.rusthint.safety;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import org.jspecify.annotations.Nullable;

/// A condition as a comparison that holds.
///
/// @param by the condition's own test, for people
record Comparison(Node left, Operator operator, Node right, Condition by) {
  enum Operator {
    LESS,
    AT_MOST,
    EQUAL,
    OTHER,
    AT_LEAST,
    GREATER
  }

  /// Null if a condition is no comparison.
  static @Nullable Comparison of(Condition condition) {
    Node test = condition.test();
    if (test.is(Kind.FOR_EXPRESSION)) {
      return inRange(test, condition);
    }
    Node left = test.child(Field.LEFT);
    Node right = test.child(Field.RIGHT);
    Operator operator = test.is(Kind.BINARY_EXPRESSION) ? operator(test) : null;
    if (left == null || right == null || operator == null) {
      return null;
    }
    return new Comparison(
        left, condition.holds() ? operator : negated(operator), right, condition);
  }

  /// `i < b` of `for i in a..b`
  private static @Nullable Comparison inRange(Node loop, Condition condition) {
    Node variable = loop.child(Field.PATTERN);
    Node range = loop.child(Field.VALUE);
    if (variable == null || range == null || !range.is(Kind.RANGE_EXPRESSION)) {
      return null;
    }
    Node last = range.namedChildren().isEmpty() ? null : range.namedChildren().getLast();
    if (last == null || last.end() != range.end()) {
      return null;
    }
    boolean isInclusive = range.text().contains("..=");
    return new Comparison(
        variable, isInclusive ? Operator.AT_MOST : Operator.LESS, last, condition);
  }

  private static @Nullable Operator operator(Node test) {
    for (Node child : test.children()) {
      switch (child.kind()) {
        case LT -> {
          return Operator.LESS;
        }
        case LT_EQ -> {
          return Operator.AT_MOST;
        }
        case EQ_EQ -> {
          return Operator.EQUAL;
        }
        case BANG_EQ -> {
          return Operator.OTHER;
        }
        case GT -> {
          return Operator.GREATER;
        }
        case GT_EQ -> {
          return Operator.AT_LEAST;
        }
        default -> {}
      }
    }
    return null;
  }

  private static Operator negated(Operator operator) {
    return switch (operator) {
      case LESS -> Operator.AT_LEAST;
      case AT_MOST -> Operator.GREATER;
      case EQUAL -> Operator.OTHER;
      case OTHER -> Operator.EQUAL;
      case AT_LEAST -> Operator.LESS;
      case GREATER -> Operator.AT_MOST;
    };
  }

  /// The same with its sides exchanged.
  Comparison reversed() {
    Operator operator =
        switch (this.operator) {
          case LESS -> Operator.GREATER;
          case AT_MOST -> Operator.AT_LEAST;
          case EQUAL -> Operator.EQUAL;
          case OTHER -> Operator.OTHER;
          case AT_LEAST -> Operator.AT_MOST;
          case GREATER -> Operator.LESS;
        };
    return new Comparison(right, operator, left, by);
  }
}
