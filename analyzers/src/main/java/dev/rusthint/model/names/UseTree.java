package dev.rusthint.model.names;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.names.Import.Form;
import dev.rusthint.model.names.Import.UsePath;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the tree of a `use` declaration into the names that it brings in.
final class UseTree {
  /// Groups nested deeper are left out.
  private static final int MAX_DEPTH = 64;

  private final @Nullable CrateDefs dollarCrate;
  private final boolean isPrelude;
  private final List<UsePath> paths = new ArrayList<>(2);

  private UseTree(@Nullable CrateDefs dollarCrate, boolean isPrelude) {
    this.dollarCrate = dollarCrate;
    this.isPrelude = isPrelude;
  }

  /// @param dollarCrate what `$crate` means in the declaration
  /// @param isPrelude whether it is marked `#[prelude_import]`
  static List<UsePath> read(Node declaration, @Nullable CrateDefs dollarCrate, boolean isPrelude) {
    UseTree reader = new UseTree(dollarCrate, isPrelude);
    Node argument = declaration.child(Field.ARGUMENT);
    if (argument != null) {
      reader.tree(argument, List.of(), false, 0);
    }
    return reader.paths;
  }

  private void tree(Node tree, List<String> prefix, boolean absolute, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    switch (tree.kind()) {
      case USE_LIST -> {
        for (Node child : tree.namedChildren()) {
          tree(child, prefix, absolute, depth + 1);
        }
      }
      case SCOPED_USE_LIST -> {
        Node list = tree.child(Field.LIST);
        List<String> path = new ArrayList<>(prefix);
        boolean fromRoot = path(tree.child(Field.PATH), path, absolute, prefix.isEmpty(), tree);
        if (list != null) {
          tree(list, path, fromRoot, depth + 1);
        }
      }
      case USE_WILDCARD -> {
        List<String> path = new ArrayList<>(prefix);
        Node inner = tree.namedChildren().isEmpty() ? null : tree.namedChildren().getFirst();
        boolean fromRoot = path(inner, path, absolute, prefix.isEmpty(), tree);
        add(isPrelude ? Form.PRELUDE : Form.GLOB, path, "", fromRoot);
      }
      case USE_AS_CLAUSE -> {
        Node alias = tree.child(Field.ALIAS);
        List<String> path = new ArrayList<>(prefix);
        boolean fromRoot = path(tree.child(Field.PATH), path, absolute, prefix.isEmpty(), tree);
        if (alias != null) {
          named(path, prefix, fromRoot, ItemSource.plain(alias.text()));
        }
      }
      default -> {
        List<String> path = new ArrayList<>(prefix);
        boolean fromRoot = path(tree, path, absolute, prefix.isEmpty(), tree);
        if (!path.isEmpty()) {
          named(path, prefix, fromRoot, null);
        }
      }
    }
  }

  private void named(
      List<String> path, List<String> prefix, boolean absolute, @Nullable String alias) {
    boolean isSelf = !prefix.isEmpty() && path.getLast().equals("self");
    List<String> whole = isSelf ? path.subList(0, path.size() - 1) : path;
    String name = alias == null ? whole.getLast() : alias;
    Form form = name.equals("_") ? Form.UNNAMED : isSelf ? Form.SELF : Form.NAME;
    boolean isKeyword = alias == null && isPathKeyword(name);
    if (!isKeyword) {
      add(form, whole, name, absolute);
    }
  }

  private static boolean isPathKeyword(String name) {
    return switch (name) {
      case "self", "super", "crate", "$crate" -> true;
      default -> false;
    };
  }

  private void add(Form form, List<String> path, String name, boolean absolute) {
    paths.add(new UsePath(form, List.copyOf(path), name, absolute, dollarCrate));
  }

  /// Adds the parts of a path; tells whether all of it begins with `::`.
  ///
  /// @param atStart whether nothing precedes it
  /// @param whole what it is the path of, which begins with `::` if it does
  private static boolean path(
      @Nullable Node path, List<String> into, boolean absolute, boolean atStart, Node whole) {
    if (path != null) {
      parts(path, into);
    }
    return absolute || atStart && whole.text().startsWith("::");
  }

  static void parts(Node path, List<String> into) {
    if (path.is(Kind.SCOPED_IDENTIFIER) || path.is(Kind.SCOPED_TYPE_IDENTIFIER)) {
      Node before = path.child(Field.PATH);
      if (before != null) {
        parts(before, into);
      }
      Node name = path.child(Field.NAME);
      if (name != null) {
        into.add(ItemSource.plain(name.text()));
      }
    } else {
      into.add(ItemSource.plain(path.text()));
    }
  }
}
