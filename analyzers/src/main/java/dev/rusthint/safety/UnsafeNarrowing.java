package dev.rusthint.safety;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A large unsafe block made small: each of its unsafe operations in a block of its own, and what is
/// safe outside.
///
/// @param around the expressions that get a block, in the order of the text
/// @param edits in the item
public record UnsafeNarrowing(List<Node> around, List<Edit> edits) {
  /// Macros of std in whose expansion only their arguments can be unsafe.
  public static final Set<String> MACROS =
      Set.of(
          "assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "debug_assert_ne",
          "eprint", "eprintln", "format", "matches", "panic", "print", "println", "todo",
          "unimplemented", "unreachable", "vec", "write", "writeln");

  /// How an unsafe block can be narrowed; null if it is as small as it can be, or not all in it is
  /// known.
  public static @Nullable UnsafeNarrowing of(Node block, ItemTypes types, Contracts contracts) {
    Node keyword = block.child(Kind.KW_UNSAFE);
    Node body = block.child(Kind.BLOCK);
    var found = UnsafeOperations.in(block, types, contracts);
    if (keyword == null
        || body == null
        || block.hasError()
        || block.inMacroArguments()
        || found.operations().isEmpty()
        || !found.unknown().isEmpty()
        || hasOtherMacro(block)) {
      return null;
    }
    List<Node> around = new ArrayList<>();
    for (UnsafeOperation operation : found.operations()) {
      Node whole = whole(operation, body, types);
      if (whole == null) {
        return null;
      }
      around.removeIf(each -> each.isInside(whole));
      if (around.stream().noneMatch(each -> each.equals(whole) || whole.isInside(each))) {
        around.add(whole);
      }
    }
    List<Node> statements = statements(body);
    if (statements.size() == 1 && around.contains(expression(statements.getFirst()))) {
      return null;
    }
    List<Edit> edits = new ArrayList<>();
    outside(block, keyword, body, statements, edits);
    for (Node each : around) {
      edits.add(Edit.insert(each.start(), "unsafe { "));
      edits.add(Edit.insert(each.end(), " }"));
    }
    return new UnsafeNarrowing(List.copyOf(around), List.copyOf(edits));
  }

  private static boolean hasOtherMacro(Node block) {
    for (Node node : block.descendants()) {
      if (node.is(Kind.MACRO_INVOCATION)) {
        String name = node.textOf(Field.MACRO).orElse("");
        String last = name.substring(name.lastIndexOf(':') + 1);
        if (!MACROS.contains(last) && !last.equals("asm")) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Node> statements(Node body) {
    return body.namedChildren().stream().filter(each -> !each.kind().isComment()).toList();
  }

  private static Node expression(Node statement) {
    Node first = statement.is(Kind.EXPRESSION_STATEMENT) ? statement.firstChild() : null;
    return first == null ? statement : first;
  }

  /// The smallest value expression that an operation can be given a block with; null if there is
  /// none in the block. A block is no place: around one, its value would be moved or copied.
  private static @Nullable Node whole(UnsafeOperation operation, Node body, ItemTypes types) {
    Node at = operation.at();
    boolean isPlace =
        switch (operation.what()) {
          case DEREFERENCE, STATIC_MUT, FOREIGN_STATIC, UNION_FIELD -> true;
          default -> false;
        };
    for (Node parent = at.parent(); isPlace && parent != null; parent = at.parent()) {
      if (!isOfPlace(parent, at)) {
        break;
      }
      isPlace = staysPlace(parent, at);
      at = parent;
    }
    if (isPlace && !isCopied(at, types)) {
      return null;
    }
    Node statement = statement(at);
    Node outermost = statement == null ? at : expression(statement);
    Node whole = outermost.start() == at.start() ? outermost : at;
    return whole.isInside(body) && isExpression(whole) ? whole : null;
  }

  private static boolean isExpression(Node node) {
    return !node.is(Kind.LET_DECLARATION) && !node.is(Kind.EMPTY_STATEMENT);
  }

  private static boolean isCopied(Node place, ItemTypes types) {
    Ty type = types.of(place);
    return ItemTypes.isKnown(type) && types.isCopy(type, place);
  }

  private static boolean isOfPlace(Node parent, Node child) {
    return switch (parent.kind()) {
      case PARENTHESIZED_EXPRESSION, REFERENCE_EXPRESSION -> true;
      case FIELD_EXPRESSION -> child.field() == Field.VALUE;
      case INDEX_EXPRESSION -> child.equals(parent.namedChildren().getFirst());
      case CALL_EXPRESSION, GENERIC_FUNCTION -> child.field() == Field.FUNCTION;
      case ASSIGNMENT_EXPRESSION, COMPOUND_ASSIGNMENT_EXPR -> child.field() == Field.LEFT;
      default -> false;
    };
  }

  private static boolean staysPlace(Node parent, Node child) {
    return switch (parent.kind()) {
      case PARENTHESIZED_EXPRESSION, FIELD_EXPRESSION, INDEX_EXPRESSION, GENERIC_FUNCTION -> true;
      default -> false;
    };
  }

  /// The statement, or the value of a block or of a match's arm, that an expression is in.
  private static @Nullable Node statement(Node expression) {
    Node at = expression;
    for (Node parent = at.parent(); parent != null; parent = at.parent()) {
      if (parent.is(Kind.BLOCK) || parent.is(Kind.MATCH_ARM)) {
        return at.is(Kind.LET_DECLARATION) ? null : at;
      }
      at = parent;
    }
    return null;
  }

  /// Takes the keyword away, and the braces where nothing is declared between them.
  private static void outside(
      Node block, Node keyword, Node body, List<Node> statements, List<Edit> edits) {
    Node parent = block.parent();
    boolean isWhole =
        statements.size() == 1
            && !statements.getFirst().is(Kind.LET_DECLARATION)
            && !statements.getFirst().is(Kind.EXPRESSION_STATEMENT)
            && parent != null
            && switch (parent.kind()) {
              case LET_DECLARATION, ARGUMENTS, RETURN_EXPRESSION, MATCH_ARM -> true;
              case ASSIGNMENT_EXPRESSION -> block.field() == Field.RIGHT;
              default -> false;
            };
    Node statement = parent != null && parent.is(Kind.EXPRESSION_STATEMENT) ? parent : block;
    Node outer = statement.parent();
    boolean isLast =
        outer != null
            && outer.is(Kind.BLOCK)
            && !statement.text().endsWith(";")
            && statements(outer).getLast().equals(statement);
    // Nothing that is declared in it is in the way of something around it, or dropped later.
    boolean isBody = isLast && outer != null && statements(outer).size() == 1;
    boolean isTail =
        isLast && statements.stream().noneMatch(each -> each.is(Kind.LET_DECLARATION));
    if (isWhole || isBody || isTail) {
      List<Node> kept = body.namedChildren();
      edits.add(Edit.delete(new Span(block.start(), kept.getFirst().start())));
      edits.add(Edit.delete(new Span(kept.getLast().end(), block.end())));
    } else {
      edits.add(Edit.delete(new Span(keyword.start(), body.start())));
    }
  }
}
