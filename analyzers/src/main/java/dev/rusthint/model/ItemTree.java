package dev.rusthint.model;

import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;

/// A declaration with those inside it: of an inline module or an extern block. Two files whose
/// trees are equal declare the same to the rest of their crate.
///
/// @param members what a module or extern block holds; empty for impls and traits, whose members
///   are no names of their module
public record ItemTree(Declaration declaration, List<ItemTree> members) {
  public ItemTree {
    members = List.copyOf(members);
  }

  /// What the items of a file declare, those that declare nothing left out.
  public static List<ItemTree> of(SourceFile file) {
    return of(file, file.items());
  }

  private static List<ItemTree> of(SourceFile file, List<Placed> items) {
    List<ItemTree> trees = new ArrayList<>(items.size());
    for (Placed placed : items) {
      switch (placed.kind()) {
        case TRIVIA, OTHER -> {}
        default -> {
          Declaration declaration = Declaration.of(file, placed);
          boolean holdsNames =
              placed.kind() == ItemKind.MODULE || placed.kind() == ItemKind.EXTERN_BLOCK;
          trees.add(
              new ItemTree(declaration, holdsNames ? of(file, placed.children()) : List.of()));
        }
      }
    }
    return trees;
  }

  ItemKind kind() {
    return declaration.kind();
  }

  /// With more attributes before the declaration's own.
  ItemTree under(List<Attribute> outer) {
    return outer.isEmpty() ? this : new ItemTree(declaration.under(outer), members);
  }
}
