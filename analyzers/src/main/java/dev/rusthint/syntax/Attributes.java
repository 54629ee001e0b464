package dev.rusthint.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The attributes of nodes (Reference, *Attributes*). An *attribute* here is a node of kind
/// [Kind#ATTRIBUTE], the part between the brackets.
public final class Attributes {
  private Attributes() {}

  /// The item among the top nodes of an item's tree: what its leading attributes and comments
  /// belong to; null if there is none, as for trivia or an inner attribute.
  public static @Nullable Node itemOf(SyntaxTree tree) {
    Node found = null;
    for (Node child : tree.root().children()) {
      Kind kind = child.kind();
      if (kind != Kind.ATTRIBUTE_ITEM
          && kind != Kind.INNER_ATTRIBUTE_ITEM
          && !kind.isComment()
          && kind.isNamed()
          && found == null) {
        found = child;
      }
    }
    return found;
  }

  /// The outer attributes of a node, in the order of the text: those of the siblings right before
  /// it, comments between them passed over. The grammar has those of a match arm and of a field in
  /// a struct expression inside it.
  public static List<Node> outer(Node node) {
    Node parent = node.parent();
    if (parent == null) {
      return List.of();
    }
    switch (node.kind()) {
      case MATCH_ARM, FIELD_INITIALIZER, SHORTHAND_FIELD_INITIALIZER -> {
        return within(node, Kind.ATTRIBUTE_ITEM);
      }
      default -> {}
    }
    SyntaxTree tree = node.tree();
    List<Node> run = List.of();
    for (int i = parent.index() + 1; i < node.index(); i = tree.next(i)) {
      Kind kind = tree.kind(i);
      if (kind == Kind.ATTRIBUTE_ITEM) {
        Node attribute = tree.node(i).child(Kind.ATTRIBUTE);
        if (attribute != null) {
          if (run.isEmpty()) {
            run = new ArrayList<>(2);
          }
          run.add(attribute);
        }
      } else if (!kind.isComment() && kind.isNamed() && kind != Kind.VISIBILITY_MODIFIER) {
        run = List.of();
      } else if (!kind.isNamed() && !run.isEmpty()) {
        run = List.of();
      }
    }
    return run;
  }

  /// The inner attributes, `#![…]`, directly in a block or item's body.
  public static List<Node> inner(Node body) {
    return within(body, Kind.INNER_ATTRIBUTE_ITEM);
  }

  private static List<Node> within(Node node, Kind kind) {
    List<Node> found = new ArrayList<>(0);
    for (Node child : node.children()) {
      if (child.is(kind)) {
        Node attribute = child.child(Kind.ATTRIBUTE);
        if (attribute != null) {
          found.add(attribute);
        }
      }
    }
    return found;
  }

  /// The attribute's path, spaces left out: `cfg`, `rustfmt::skip`. For `#[unsafe(no_mangle)]`
  /// that is `unsafe`.
  public static String path(Node attribute) {
    Node first = attribute.firstChild();
    if (first == null) {
      return "";
    }
    if (first.is(Kind.IDENTIFIER)) {
      return first.text();
    }
    return first.text().replaceAll("\\s", "");
  }

  /// The text between the attribute's brackets, `test` of `cfg(test)`; null if it has none.
  public static @Nullable String arguments(Node attribute) {
    Node tokens = attribute.child(Field.ARGUMENTS);
    if (tokens == null || tokens.end() - tokens.start() < 2) {
      return null;
    }
    return attribute.tree().text(tokens.start() + 1, tokens.end() - 1);
  }

  /// The text of the string that the attribute is set to, `x` of `path = "x"`; null if it is set to
  /// no plain string.
  public static @Nullable String value(Node attribute) {
    Node value = attribute.child(Field.VALUE);
    Node content = value == null ? null : value.child(Kind.STRING_CONTENT);
    return content == null ? null : content.text();
  }
}
