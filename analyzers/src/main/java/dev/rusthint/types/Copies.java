package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Joins what was found out of the copies of a macro call's arguments: where they differ, it is
/// unknown. Where the arguments are expressions in the body's own tree too, these have what their
/// copies have.
final class Copies {
  /// @param span where the copies are written, in the file
  private record Place(Span span, boolean isBinding) {}

  private final Inference in;
  private final Map<Place, List<Node>> copies = new HashMap<>();

  /// @param in what was found out, with no variables left; it is changed
  Copies(Inference in) {
    this.in = in;
  }

  void join(SyntaxTree own) {
    gather(in.expressions, false);
    gather(in.bindings, true);
    if (copies.isEmpty()) {
      return;
    }
    for (Map.Entry<Place, List<Node>> entry : copies.entrySet()) {
      Map<Node, Ty> types = entry.getKey().isBinding() ? in.bindings : in.expressions;
      List<Node> nodes = entry.getValue();
      if (nodes.size() > 1) {
        if (same(types, nodes) == null) {
          nodes.forEach(node -> types.put(node, Ty.UNKNOWN));
        }
        if (same(in.items, nodes) == null) {
          nodes.forEach(in.items::remove);
        }
      }
    }
    for (int i = 1; i < own.size(); i++) {
      Node node = own.node(i);
      boolean isVariable = node.is(Kind.IDENTIFIER) || node.is(Kind.SHORTHAND_FIELD_IDENTIFIER);
      if ((isVariable || Expressions.isExpression(node)) && node.inMacroArguments()) {
        known(node, isVariable);
      }
    }
  }

  private void gather(Map<Node, Ty> types, boolean isBinding) {
    for (Node node : types.keySet()) {
      Span span =
          in.texts.isOwn(node) ? null : in.texts.written(node.tree(), node.start(), node.end());
      if (span != null) {
        copies.computeIfAbsent(new Place(span, isBinding), _ -> new ArrayList<>(1)).add(node);
      }
    }
  }

  /// What all copies have, null if they do not have the same.
  private static <T> @Nullable T same(Map<Node, T> found, List<Node> nodes) {
    T first = found.get(nodes.getFirst());
    return first != null && nodes.stream().allMatch(node -> first.equals(found.get(node)))
        ? first
        : null;
  }

  private void known(Node node, boolean mayBind) {
    Span span = in.texts.written(node.tree(), node.start(), node.end());
    if (span == null) {
      return;
    }
    List<Node> nodes = copies.get(new Place(span, false));
    if (nodes != null) {
      take(in.expressions, nodes, node);
      take(in.items, nodes, node);
      take(in.calls, nodes, node);
      take(in.targets, nodes, node);
    }
    List<Node> bound = mayBind ? copies.get(new Place(span, true)) : null;
    if (bound != null) {
      take(in.bindings, bound, node);
    }
  }

  private static <T> void take(Map<Node, T> found, List<Node> nodes, Node node) {
    T same = same(found, nodes);
    if (same != null) {
      found.putIfAbsent(node, same);
    }
  }
}
