package dev.rusthint.analyzers.embedded;

import dev.rusthint.hint.Context;
import dev.rusthint.std.Origins;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Paths that begin with `std` or `alloc` and name what a smaller crate defines.
final class StdPaths {
  /// Where a path can begin: uses, and paths in types, expressions and patterns.
  static final Set<Kind> KINDS =
      Set.of(Kind.USE_DECLARATION, Kind.SCOPED_IDENTIFIER, Kind.SCOPED_TYPE_IDENTIFIER);

  /// One place to write the smaller crate's name.
  ///
  /// @param at what to underline: the crate's name, or the item's where not all of a list moves
  /// @param crate the crate's name, if writing `to` there settles it
  /// @param from the crate that is named
  /// @param to the crate that defines it
  /// @param what what it is that moves, for a message
  record Found(Span at, @Nullable Node crate, String from, String to, String what) {}

  private record Leaf(Span at, String path) {}

  private StdPaths() {}

  /// The places in the path or `use` at `node` where `from` is named and `to` defines the item.
  static List<Found> find(Node node, Context context, String from, String to) {
    if (!node.is(Kind.USE_DECLARATION) && isPartOfPath(node)) {
      return List.of();
    }
    Node crate = firstSegment(node);
    if (crate == null || !crate.textIs(from)) {
      return List.of();
    }
    Optional<String> name = context.model().resolve(from, context.item());
    if (name.isPresent() && !name.get().equals(from)) {
      return List.of();
    }
    List<Leaf> leaves = new ArrayList<>();
    if (node.is(Kind.USE_DECLARATION)) {
      Node tree = node.child(Field.ARGUMENT);
      if (tree != null) {
        collect(tree, "", leaves);
      }
    } else {
      Node last = node.child(Field.NAME);
      leaves.add(new Leaf(last == null ? node.span() : last.span(), path(node)));
    }
    List<Found> found = new ArrayList<>();
    boolean all = true;
    for (Leaf leaf : leaves) {
      if (isMacro(node, leaf)) {
        continue;
      }
      String inside = withoutCrate(leaf.path());
      Optional<Origins.Origin> origin = inside == null ? Optional.empty() : Origins.of(inside);
      boolean moves =
          origin.isPresent()
              && origin.get().crate().equals(to)
              && context.crate().allows(origin.get().since());
      if (moves) {
        found.add(new Found(leaf.at(), null, from, to, "`" + inside + "`"));
      } else {
        all = false;
      }
    }
    if (all && !found.isEmpty()) {
      String what = found.size() == 1 ? found.get(0).what() : "all of this";
      return List.of(new Found(crate.span(), crate, from, to, what));
    }
    return found;
  }

  /// A macro of that path is a name of its own, and macros are not moved.
  private static boolean isMacro(Node node, Leaf leaf) {
    Node parent = node.parent();
    return parent != null && parent.is(Kind.MACRO_INVOCATION) && leaf.path().contains("::");
  }

  /// Whether a longer path, or a `use`, holds the node: that one speaks.
  private static boolean isPartOfPath(Node node) {
    Node parent = node.parent();
    if (parent == null) {
      return false;
    }
    return switch (parent.kind()) {
      case SCOPED_IDENTIFIER, SCOPED_TYPE_IDENTIFIER -> node.field() == Field.PATH;
      case USE_DECLARATION, SCOPED_USE_LIST, USE_LIST, USE_AS_CLAUSE, USE_WILDCARD, ATTRIBUTE,
          VISIBILITY_MODIFIER -> true;
      default -> false;
    };
  }

  private static @Nullable Node firstSegment(Node node) {
    Node at = node.is(Kind.USE_DECLARATION) ? node.child(Field.ARGUMENT) : node;
    while (at != null) {
      switch (at.kind()) {
        case IDENTIFIER -> {
          return at;
        }
        case SCOPED_IDENTIFIER, SCOPED_TYPE_IDENTIFIER, SCOPED_USE_LIST -> {
          Node path = at.child(Field.PATH);
          Node name = at.child(Field.NAME);
          at = path != null ? path : name;
        }
        case USE_AS_CLAUSE -> at = at.child(Field.PATH);
        case USE_WILDCARD -> at = at.firstChild();
        default -> {
          return null;
        }
      }
    }
    return null;
  }

  private static void collect(Node tree, String prefix, List<Leaf> leaves) {
    switch (tree.kind()) {
      case IDENTIFIER, SCOPED_IDENTIFIER -> {
        Node name = tree.is(Kind.IDENTIFIER) ? tree : tree.child(Field.NAME);
        leaves.add(new Leaf(name == null ? tree.span() : name.span(), prefix + path(tree)));
      }
      case SELF -> {
        if (!prefix.isEmpty()) {
          leaves.add(new Leaf(tree.span(), prefix.substring(0, prefix.length() - 2)));
        }
      }
      case USE_AS_CLAUSE -> {
        Node path = tree.child(Field.PATH);
        if (path != null) {
          collect(path, prefix, leaves);
        }
      }
      case USE_WILDCARD -> {
        Node path = tree.firstChild();
        if (path != null) {
          collect(path, prefix, leaves);
        }
      }
      case SCOPED_USE_LIST -> {
        Node path = tree.child(Field.PATH);
        Node list = tree.child(Field.LIST);
        if (list != null) {
          collect(list, path == null ? prefix : prefix + path(path) + "::", leaves);
        }
      }
      case USE_LIST -> {
        for (Node child : tree.namedChildren()) {
          collect(child, prefix, leaves);
        }
      }
      default -> {}
    }
  }

  private static String path(Node node) {
    String text = node.text();
    int generics = text.indexOf('<');
    String path = (generics < 0 ? text : text.substring(0, generics)).replaceAll("\\s", "");
    return path.startsWith("::") ? path.substring(2) : path;
  }

  private static @Nullable String withoutCrate(String path) {
    int colons = path.indexOf("::");
    return colons < 0 ? null : path.substring(colons + 2);
  }
}
