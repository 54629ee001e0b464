package dev.rusthint.hint;

import dev.rusthint.model.TestCfg;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import org.jspecify.annotations.Nullable;

/// Tells code for tests alone from other code.
final class TestCode {
  private TestCode() {}

  static boolean isTest(Node node, Placed placed) {
    for (Node n = node; n != null; n = n.parent()) {
      if (isMarked(n)) {
        return true;
      }
    }
    for (Placed p = placed.parent(); p != null; p = p.parent()) {
      Node item = Attributes.itemOf(p.item().tree());
      if (item != null && isMarked(item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMarked(Node node) {
    for (Node attribute : Attributes.outer(node)) {
      String path = Attributes.path(attribute);
      if (path.equals("test") || path.endsWith("::test") || path.equals("bench")) {
        return true;
      }
      @Nullable String arguments = Attributes.arguments(attribute);
      if (path.equals("cfg") && arguments != null && TestCfg.isRequiredBy(arguments)) {
        return true;
      }
    }
    return false;
  }
}
