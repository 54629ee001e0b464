package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Context;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands around an expression, as far as it decides which comments speak for it.
final class Enclosing {
  /// Macros of std whose expansion puts their arguments into statements of its own, so that the
  /// statement around the call is not the arguments' statement.
  private static final Set<String> STATEMENT_MACROS =
      Set.of(
          "print", "println", "eprint", "eprintln", "format", "debug_assert", "debug_assert_eq",
          "debug_assert_ne", "thread_local");

  private Enclosing() {}

  /// The bound for comments that speak for code in a body: the start of the item whose body it is,
  /// constants and statics aside, whose comments stand above them.
  static int bodyBound(Node node, Context context) {
    for (Node n = node.parent(); n != null; n = n.parent()) {
      switch (n.kind()) {
        case FUNCTION_ITEM, IMPL_ITEM, TRAIT_ITEM, MOD_ITEM, ENUM_ITEM, STRUCT_ITEM, UNION_ITEM -> {
          return n.start();
        }
        default -> {}
      }
    }
    return SafetyComments.boundOfItem(context);
  }

  /// The bound for comments that speak for an item: the start of the block or module it stands in,
  /// or the end of the item before.
  static int itemBound(Node item, Context context) {
    Node parent = item.parent();
    if (parent == null || parent.is(Kind.SOURCE_FILE)) {
      return SafetyComments.boundOfItem(context);
    }
    return parent.start();
  }

  /// Where the statement, constant or static begins whose comment may speak for `unsafe`, an unsafe
  /// block in it; -1 if there is none, because a loop or a branch decides what runs when.
  static int statementStart(Node unsafe) {
    Node top = unsafe;
    boolean inMacro = false;
    while (true) {
      Node parent = top.parent();
      if (parent == null) {
        return -1;
      }
      switch (parent.kind()) {
        case LET_DECLARATION, CONST_ITEM, STATIC_ITEM -> {
          return inMacro ? -1 : parent.start();
        }
        case ASSIGNMENT_EXPRESSION -> {
          Node sign = parent.child(Kind.EQ);
          return sign == null || inMacro ? -1 : sign.start();
        }
        case EXPRESSION_STATEMENT, BLOCK, MATCH_ARM, MATCH_PATTERN, FIELD_INITIALIZER, CONST_BLOCK,
            ENUM_VARIANT, SOURCE_FILE -> {
          return inMacro || isBranchy(top) ? -1 : top.start();
        }
        case MACRO_INVOCATION -> {
          if (STATEMENT_MACROS.contains(parent.textOf(Field.MACRO).orElse(""))) {
            inMacro = true;
          }
        }
        default -> {}
      }
      top = parent;
    }
  }

  /// Whether the compiler makes a branch or a loop of an expression.
  private static boolean isBranchy(Node expression) {
    Node inner = expression;
    while (inner.is(Kind.PARENTHESIZED_EXPRESSION)) {
      Node child = firstNamed(inner);
      if (child == null) {
        return false;
      }
      inner = child;
    }
    return switch (inner.kind()) {
      case IF_EXPRESSION, MATCH_EXPRESSION, LOOP_EXPRESSION, WHILE_EXPRESSION, FOR_EXPRESSION,
          TRY_EXPRESSION, AWAIT_EXPRESSION, MACRO_INVOCATION ->
          true;
      default -> false;
    };
  }

  private static @Nullable Node firstNamed(Node node) {
    for (Node child : node.namedChildren()) {
      return child;
    }
    return null;
  }
}
