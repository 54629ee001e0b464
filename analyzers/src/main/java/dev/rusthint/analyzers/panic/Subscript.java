package dev.rusthint.analyzers.panic;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `base[index]`
record Subscript(Node node, Node base, Node index) {
  /// Null if the node is none.
  static @Nullable Subscript of(Node node) {
    List<Node> parts =
        node.namedChildren().stream().filter(child -> !child.kind().isComment()).toList();
    return node.is(Kind.INDEX_EXPRESSION) && parts.size() == 2
        ? new Subscript(node, parts.getFirst(), parts.getLast())
        : null;
  }

  /// The method to use instead, by what is done with the place.
  String getter() {
    Node parent = node.parent();
    boolean isWritten =
        parent != null
            && switch (parent.kind()) {
              case ASSIGNMENT_EXPRESSION, COMPOUND_ASSIGNMENT_EXPR -> node.field() == Field.LEFT;
              case REFERENCE_EXPRESSION -> parent.has(Kind.MUTABLE_SPECIFIER);
              default -> false;
            };
    return isWritten ? "get_mut" : "get";
  }

  /// What is indexed, as a message shows it.
  String shownBase() {
    String shown = Cast.shown(base);
    return shown.equals("the value") ? "it" : shown;
  }
}
