package dev.rusthint.syntax;

import java.util.ArrayList;
import java.util.List;

/// Doc comments (Reference, *Comments*): what documents an item, and its text.
public final class DocComments {
  private DocComments() {}

  /// One line of documentation.
  ///
  /// @param start the offset in the item's tree of its first byte, after the `///` or the like
  /// @param text the line without its line break
  public record Line(int start, String text) {}

  /// The outer doc comments of a node in the order of the text: those among the comments and
  /// attributes right before it.
  public static List<Node> outer(Node node) {
    Node parent = node.parent();
    if (parent == null) {
      return List.of();
    }
    SyntaxTree tree = node.tree();
    List<Node> run = new ArrayList<>(0);
    for (int i = parent.index() + 1; i < node.index(); i = tree.next(i)) {
      Kind kind = tree.kind(i);
      if (kind.isComment()) {
        Node comment = tree.node(i);
        if (comment.child(Field.OUTER) != null) {
          run.add(comment);
        }
      } else if (kind != Kind.ATTRIBUTE_ITEM && kind != Kind.VISIBILITY_MODIFIER) {
        run.clear();
      }
    }
    return run;
  }

  /// The inner doc comments directly in a node: `//!`, `/*! … */`.
  public static List<Node> inner(Node body) {
    List<Node> found = new ArrayList<>(0);
    for (Node child : body.children()) {
      if (child.kind().isComment() && child.child(Field.INNER) != null) {
        found.add(child);
      }
    }
    return found;
  }

  /// Whether some doc comment or `#[doc…]` attribute documents the node, `#[doc(hidden)]` included.
  /// An attribute under `cfg_attr` counts.
  public static boolean isDocumented(Node node) {
    if (!outer(node).isEmpty()) {
      return true;
    }
    for (Node attribute : Attributes.outer(node)) {
      String path = Attributes.path(attribute);
      String arguments = Attributes.arguments(attribute);
      if (path.equals("doc")) {
        if (attribute.child(Field.VALUE) != null
            || arguments != null && arguments.contains("hidden")) {
          return true;
        }
      } else if (path.equals("cfg_attr") && arguments != null && arguments.contains("doc")) {
        return true;
      }
    }
    Node body = node.child(Field.BODY);
    return body != null && !inner(body).isEmpty();
  }

  /// The lines of doc comments that follow each other, as one text. The leading `*` of a block
  /// comment's lines is left out where each has one.
  public static List<Line> lines(List<Node> comments) {
    List<Line> lines = new ArrayList<>();
    for (Node comment : comments) {
      SyntaxTree tree = comment.tree();
      Node doc = comment.child(Field.DOC);
      if (doc == null) {
        if (comment.is(Kind.LINE_COMMENT)) {
          lines.add(new Line(comment.end(), ""));
        }
        continue;
      }
      int at = doc.start();
      int end = doc.end();
      boolean block = comment.is(Kind.BLOCK_COMMENT);
      while (at < end) {
        int lineEnd = at;
        while (lineEnd < end && tree.byteAt(lineEnd) != '\n') {
          lineEnd++;
        }
        int textEnd = lineEnd > at && tree.byteAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
        lines.add(line(tree, at, textEnd, block && at > doc.start()));
        at = lineEnd + 1;
      }
    }
    return lines;
  }

  private static Line line(SyntaxTree tree, int start, int end, boolean maybeStar) {
    int from = start;
    if (maybeStar) {
      while (from < end && (tree.byteAt(from) == ' ' || tree.byteAt(from) == '\t')) {
        from++;
      }
      from = from < end && tree.byteAt(from) == '*' ? from + 1 : start;
    }
    return new Line(from, tree.text(from, end));
  }
}
