package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The local variables in scope, innermost last.
final class Locals {
  /// A variable.
  ///
  /// @param declaration the identifier that declares it; for `self` the parameter
  record Local(Node declaration, Ty type) {}

  private final List<Map<String, Local>> ribs = new ArrayList<>();

  void enter() {
    ribs.add(new HashMap<>(4));
  }

  void leave() {
    ribs.removeLast();
  }

  void declare(String name, Node declaration, Ty type) {
    ribs.getLast().put(name, new Local(declaration, type));
  }

  @Nullable Local find(String name) {
    for (int i = ribs.size() - 1; i >= 0; i--) {
      Local local = ribs.get(i).get(name);
      if (local != null) {
        return local;
      }
    }
    return null;
  }
}
