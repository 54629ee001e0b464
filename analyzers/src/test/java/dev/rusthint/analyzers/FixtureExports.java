package dev.rusthint.analyzers;

import dev.rusthint.model.Exports;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;

/// What a fixture exports: a library of one file without re-exports.
final class FixtureExports {
  private FixtureExports() {}

  static Exports of(TargetKind kind) {
    return (file, item) -> kind == TargetKind.LIB && isVisible(item);
  }

  private static boolean isVisible(Placed item) {
    for (Placed p = item; p != null; p = p.parent()) {
      Node node = Attributes.itemOf(p.item().tree());
      if (node == null) {
        return false;
      }
      boolean traitMember = p.item().container() == dev.rusthint.syntax.ItemKind.TRAIT;
      Node visibility = node.child(Kind.VISIBILITY_MODIFIER);
      boolean pub = visibility != null && visibility.text().equals("pub");
      if (!pub && !traitMember && !node.is(Kind.IMPL_ITEM)) {
        return false;
      }
    }
    return true;
  }
}
