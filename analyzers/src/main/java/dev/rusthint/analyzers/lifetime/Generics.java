package dev.rusthint.analyzers.lifetime;

import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Edits of generic parameters and of the lifetimes that name them.
final class Generics {
  private Generics() {}

  /// Takes parameters out of a list, and the list with its last one. Empty if something else is
  /// among them that would be left behind.
  ///
  /// @param names the names of the parameters to take out
  static Optional<List<Edit>> without(Node list, List<Node> names) {
    List<Node> parameters = new ArrayList<>();
    for (Node child : list.children()) {
      if (child.is(Kind.ATTRIBUTE_ITEM) || child.kind().isComment()) {
        return Optional.empty();
      }
      if (child.kind().isNamed()) {
        parameters.add(child);
      }
    }
    boolean[] gone = new boolean[parameters.size()];
    int count = 0;
    for (int i = 0; i < gone.length; i++) {
      Node parameter = parameters.get(i);
      Node name = parameter.is(Kind.LIFETIME_PARAMETER) ? parameter.child(Kind.LIFETIME) : parameter;
      gone[i] = names.contains(name);
      count += gone[i] ? 1 : 0;
    }
    if (count == gone.length) {
      return Optional.of(List.of(Edit.delete(list.span())));
    }
    List<Edit> edits = new ArrayList<>(1);
    int i = 0;
    while (i < gone.length) {
      int first = i;
      while (i < gone.length && gone[i]) {
        i++;
      }
      if (i > first) {
        // With the comma after them; at the end of the list, with the one before.
        int from = i < gone.length ? parameters.get(first).start() : parameters.get(first - 1).end();
        int to = i < gone.length ? parameters.get(i).start() : parameters.get(i - 1).end();
        edits.add(Edit.delete(new Span(from, to)));
      }
      i++;
    }
    return Optional.of(edits);
  }

  /// Takes a lifetime out of a reference, or makes it `'_`.
  static Edit elide(LifetimeUse use) {
    Node lifetime = use.node();
    if (!use.isReference()) {
      return Edit.replace(lifetime.span(), "'_");
    }
    SyntaxTree tree = lifetime.tree();
    int end = lifetime.end();
    while (end < tree.length() && Character.isWhitespace(tree.byteAt(end))) {
      end++;
    }
    return Edit.delete(new Span(lifetime.start(), end));
  }
}
