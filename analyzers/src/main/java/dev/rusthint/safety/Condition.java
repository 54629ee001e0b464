package dev.rusthint.safety;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that was tested before an expression is reached, on every way to it.
///
/// @param test a comparison, a call such as `p.is_null()`, or a range that a loop's variable is in
/// @param holds whether it was found true, or false
/// @param by what tests it: `if`, `assert!`
record Condition(Node test, boolean holds, String by) {
  /// Those that dominate an expression, as far as the structure of the code tells: the conditions
  /// of the branches and loops that it is in, assertions before it, and tests before it after which
  /// the code goes on only one way. The nearest first; none of outside a closure.
  static List<Condition> before(Node expression, ItemTypes types) {
    List<Condition> found = new ArrayList<>();
    Node child = expression;
    for (Node at = child.parent(); at != null; at = at.parent()) {
      switch (at.kind()) {
        case CLOSURE_EXPRESSION, FUNCTION_ITEM, ASYNC_BLOCK -> {
          return found;
        }
        case IF_EXPRESSION -> {
          if (child.field() == Field.CONSEQUENCE) {
            add(at.child(Field.CONDITION), true, "if", found);
          } else if (child.field() == Field.ALTERNATIVE) {
            add(at.child(Field.CONDITION), false, "if", found);
          }
        }
        case WHILE_EXPRESSION -> {
          if (child.field() == Field.BODY) {
            add(at.child(Field.CONDITION), true, "while", found);
          }
        }
        case FOR_EXPRESSION -> {
          Node pattern = at.child(Field.PATTERN);
          if (child.field() == Field.BODY && pattern != null && pattern.is(Kind.IDENTIFIER)) {
            found.add(new Condition(at, true, "for"));
          }
        }
        case BINARY_EXPRESSION -> {
          if (child.field() == Field.RIGHT && at.has(Kind.AMP_AMP)) {
            add(at.child(Field.LEFT), true, "&&", found);
          } else if (child.field() == Field.RIGHT && at.has(Kind.PIPE_PIPE)) {
            add(at.child(Field.LEFT), false, "||", found);
          }
        }
        case BLOCK -> statements(at, child, types, found);
        default -> {}
      }
      child = at;
    }
    return found;
  }

  private static void statements(
      Node block, Node last, ItemTypes types, List<Condition> found) {
    for (Node before = last.previousSibling(); before != null; before = before.previousSibling()) {
      Node statement =
          before.is(Kind.EXPRESSION_STATEMENT) ? before.firstChild() : before;
      if (statement == null) {
        continue;
      }
      if (statement.is(Kind.MACRO_INVOCATION)) {
        if (statement.textOf(Field.MACRO).orElse("").equals("assert")) {
          add(asserted(statement), true, "assert!", found);
        }
      } else if (statement.is(Kind.IF_EXPRESSION)
          && statement.child(Field.ALTERNATIVE) == null
          && neverEnds(statement.child(Field.CONSEQUENCE), types)) {
        add(statement.child(Field.CONDITION), false, "if", found);
      }
    }
  }

  private static @Nullable Node asserted(Node call) {
    Node arguments = call.child(Kind.TOKEN_TREE);
    List<Node> given = arguments == null ? List.of() : arguments.namedChildren();
    return given.isEmpty() ? null : given.getFirst();
  }

  /// Whether the code after a block is not reached through it.
  private static boolean neverEnds(@Nullable Node block, ItemTypes types) {
    List<Node> statements = block == null ? List.of() : block.namedChildren();
    if (statements.isEmpty()) {
      return false;
    }
    Node last = statements.getLast();
    Node expression = last.is(Kind.EXPRESSION_STATEMENT) ? last.firstChild() : last;
    return expression != null
        && switch (expression.kind()) {
          case RETURN_EXPRESSION, BREAK_EXPRESSION, CONTINUE_EXPRESSION -> true;
          case MACRO_INVOCATION ->
              switch (expression.textOf(Field.MACRO).orElse("")) {
                case "panic", "unreachable", "unimplemented", "todo" -> true;
                default -> false;
              };
          default -> types.of(expression) instanceof Ty.Never;
        };
  }

  private static void add(
      @Nullable Node test, boolean holds, String by, List<Condition> found) {
    if (test == null || test.hasError()) {
      return;
    }
    List<Node> parts = test.namedChildren();
    switch (test.kind()) {
      case PARENTHESIZED_EXPRESSION -> {
        if (!parts.isEmpty()) {
          add(parts.getFirst(), holds, by, found);
        }
      }
      case UNARY_EXPRESSION -> {
        if (test.has(Kind.BANG) && !parts.isEmpty()) {
          add(parts.getLast(), !holds, by, found);
        }
      }
      case LET_CHAIN -> {
        if (holds) {
          parts.forEach(part -> add(part, true, by, found));
        }
      }
      case BINARY_EXPRESSION -> {
        if (test.has(holds ? Kind.AMP_AMP : Kind.PIPE_PIPE)) {
          add(test.child(Field.LEFT), holds, by, found);
          add(test.child(Field.RIGHT), holds, by, found);
        } else {
          found.add(new Condition(test, holds, by));
        }
      }
      default -> found.add(new Condition(test, holds, by));
    }
  }
}
