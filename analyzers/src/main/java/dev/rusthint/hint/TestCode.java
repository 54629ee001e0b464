package dev.rusthint.hint;

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
      if (path.equals("cfg") && arguments != null && requiresTest(arguments)) {
        return true;
      }
    }
    return false;
  }

  /// `test`, or `all(…)` with it among its operands.
  private static boolean requiresTest(String predicate) {
    String text = predicate.replaceAll("\\s", "");
    if (text.equals("test")) {
      return true;
    }
    if (!text.startsWith("all(") || !text.endsWith(")")) {
      return false;
    }
    int depth = 0;
    int from = 4;
    for (int i = 4; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (c == ',' && depth == 0 || i == text.length() - 1) {
        if (text.substring(from, i).equals("test")) {
          return true;
        }
        from = i + 1;
      }
    }
    return false;
  }
}
