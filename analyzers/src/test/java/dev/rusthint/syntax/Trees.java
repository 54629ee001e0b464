package dev.rusthint.syntax;

import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.List;

/// What the tests of this package read trees with.
final class Trees {
  private Trees() {}

  static SourceFile file(String text) {
    return SourceFile.of(SourceText.of(text));
  }

  /// The only item of a text that is code.
  static Item item(String text) {
    List<Item> items = new ArrayList<>();
    for (Placed placed : file(text).allItems()) {
      if (placed.kind() != ItemKind.TRIVIA) {
        items.add(placed.item());
      }
    }
    if (items.size() != 1) {
      throw new AssertionError(items.size() + " items in " + text);
    }
    return items.getFirst();
  }

  /// All nodes as `kind start..end` with field and flags, one a line, indented by depth.
  static String dump(SyntaxTree tree) {
    StringBuilder text = new StringBuilder();
    int[] depth = new int[tree.size()];
    for (int i = 0; i < tree.size(); i++) {
      depth[i] = i == 0 ? 0 : depth[tree.parent(i)] + 1;
      text.append(" ".repeat(Math.min(depth[i], 60)));
      text.append(tree.field(i)).append(' ').append(tree.kind(i)).append(' ');
      text.append(tree.start(i)).append("..").append(tree.end(i));
      text.append(tree.isMissing(i) ? " missing" : "").append(tree.isExtra(i) ? " extra" : "");
      text.append('\n');
    }
    return text.toString();
  }

  /// The first node of a kind in preorder.
  static Node first(SyntaxTree tree, Kind kind) {
    for (Node node : tree.root().descendants()) {
      if (node.is(kind)) {
        return node;
      }
    }
    throw new AssertionError("no " + kind + " in\n" + dump(tree));
  }

  /// The named nodes below a node as an S-expression of kinds, tokens left out.
  static String shape(Node node) {
    StringBuilder text = new StringBuilder();
    shape(node, text);
    return text.toString();
  }

  private static void shape(Node node, StringBuilder text) {
    text.append(node.kind().symbol());
    List<Node> named = node.namedChildren();
    if (named.isEmpty()) {
      return;
    }
    text.append('(');
    for (int i = 0; i < named.size(); i++) {
      text.append(i == 0 ? "" : " ");
      shape(named.get(i), text);
    }
    text.append(')');
  }

  /// Throws if parents, siblings, order or offsets of a tree contradict each other.
  static void check(SyntaxTree tree) {
    for (int i = 0; i < tree.size(); i++) {
      int parent = tree.parent(i);
      int next = tree.next(i);
      require(i == 0 ? parent == -1 : parent >= 0 && parent < i, tree, i, "parent");
      require(next > i && next <= tree.size(), tree, i, "next");
      require(tree.start(i) <= tree.end(i), tree, i, "span");
      if (i > 0) {
        require(next <= tree.next(parent), tree, i, "next beyond parent");
        require(
            tree.start(parent) <= tree.start(i) && tree.end(i) <= tree.end(parent),
            tree,
            i,
            "outside of parent");
        if (next < tree.next(parent)) {
          require(tree.end(i) <= tree.start(next), tree, i, "overlaps next sibling");
          require(tree.parent(next) == parent, tree, i, "sibling's parent");
        }
      }
    }
  }

  private static void require(boolean condition, SyntaxTree tree, int index, String what) {
    if (!condition) {
      throw new AssertionError(what + " of node " + index + " in\n" + dump(tree));
    }
  }
}
