package dev.rusthint.syntax;

import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node of a [SyntaxTree]: the tree and an index, made when asked for.
///
/// @param tree the tree it belongs to
/// @param index its number in that tree's preorder
public record Node(SyntaxTree tree, int index) {
  public Kind kind() {
    return tree.kind(index);
  }

  public boolean is(Kind kind) {
    return tree.kind(index) == kind;
  }

  /// The role in the parent.
  public Field field() {
    return tree.field(index);
  }

  /// Where it begins in the item, at most at its end: of a broken head, nodes of the brace that was
  /// added to it have no length.
  public int start() {
    return Math.min(tree.start(index), tree.length());
  }

  /// Where it ends in the item, at most at its end.
  public int end() {
    return Math.min(tree.end(index), tree.length());
  }

  /// Where it lies in the item.
  public Span span() {
    return new Span(start(), end());
  }

  /// Its text in the file.
  public String text() {
    return tree.text(start(), end());
  }

  public boolean textIs(String ascii) {
    return tree.textIs(start(), end(), ascii);
  }

  /// Whether it or a descendant is an ERROR or was put in by the parser.
  public boolean hasError() {
    return tree.hasError(index);
  }

  public @Nullable Node parent() {
    int parent = tree.parent(index);
    return parent < 0 ? null : new Node(tree, parent);
  }

  /// The closest ancestor of one of the kinds, itself not included.
  public @Nullable Node ancestor(Kind... kinds) {
    for (int i = tree.parent(index); i >= 0; i = tree.parent(i)) {
      Kind kind = tree.kind(i);
      for (Kind wanted : kinds) {
        if (kind == wanted) {
          return new Node(tree, i);
        }
      }
    }
    return null;
  }

  /// Whether it stands among the arguments of a macro, be they tokens or, in
  /// [Item#treeWithMacros], expressions, patterns and items: what is done to them there is the
  /// macro's business.
  public boolean inMacroArguments() {
    return ancestor(Kind.TOKEN_TREE) != null;
  }

  /// All children, tokens and comments included.
  public Iterable<Node> children() {
    return () -> new Children(tree, index);
  }

  /// The children that rules of the grammar made, comments left out.
  public List<Node> namedChildren() {
    List<Node> named = new ArrayList<>();
    for (Node child : children()) {
      if (child.kind().isNamed() && !child.kind().isComment()) {
        named.add(child);
      }
    }
    return named;
  }

  /// The first child in a role.
  public @Nullable Node child(Field field) {
    for (int i = index + 1; i < tree.next(index); i = tree.next(i)) {
      if (tree.field(i) == field && !tree.kind(i).isComment()) {
        return new Node(tree, i);
      }
    }
    return null;
  }

  /// The first child of a kind.
  public @Nullable Node child(Kind kind) {
    for (int i = index + 1; i < tree.next(index); i = tree.next(i)) {
      if (tree.kind(i) == kind) {
        return new Node(tree, i);
      }
    }
    return null;
  }

  public boolean has(Kind kind) {
    return child(kind) != null;
  }

  /// The first child, comments and tokens included.
  public @Nullable Node firstChild() {
    return tree.next(index) > index + 1 ? new Node(tree, index + 1) : null;
  }

  public @Nullable Node nextSibling() {
    int next = tree.next(index);
    int parent = tree.parent(index);
    return parent >= 0 && next < tree.next(parent) ? new Node(tree, next) : null;
  }

  public @Nullable Node previousSibling() {
    int parent = tree.parent(index);
    if (parent < 0 || index == parent + 1) {
      return null;
    }
    int i = parent + 1;
    while (tree.next(i) != index) {
      i = tree.next(i);
    }
    return new Node(tree, i);
  }

  /// All descendants in preorder, itself first.
  public Iterable<Node> descendants() {
    return () ->
        new Iterator<>() {
          private int at = index;

          @Override
          public boolean hasNext() {
            return at < tree.next(index);
          }

          @Override
          public Node next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return new Node(tree, at++);
          }
        };
  }

  /// The text of the child in a role, if there is one.
  public Optional<String> textOf(Field field) {
    return Optional.ofNullable(child(field)).map(Node::text);
  }

  public boolean isInside(Node other) {
    return tree == other.tree && other.index <= index && index < tree.next(other.index);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Node node && node.tree == tree && node.index == index;
  }

  @Override
  public int hashCode() {
    return index;
  }

  @Override
  public String toString() {
    return kind() + " `" + text() + "`";
  }

  private static final class Children implements Iterator<Node> {
    private final SyntaxTree tree;
    private final int end;
    private int at;

    Children(SyntaxTree tree, int parent) {
      this.tree = tree;
      this.end = tree.next(parent);
      this.at = parent + 1;
    }

    @Override
    public boolean hasNext() {
      return at < end;
    }

    @Override
    public Node next() {
      if (at >= end) {
        throw new NoSuchElementException();
      }
      Node child = new Node(tree, at);
      at = tree.next(at);
      return child;
    }
  }
}
