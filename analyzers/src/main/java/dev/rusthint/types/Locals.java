package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The local variables in scope, innermost last.
final class Locals {
  private final List<Map<String, Ty>> ribs = new ArrayList<>();

  void enter() {
    ribs.add(new HashMap<>(4));
  }

  void leave() {
    ribs.removeLast();
  }

  void declare(String name, Ty type) {
    ribs.getLast().put(name, type);
  }

  @Nullable Ty find(String name) {
    for (int i = ribs.size() - 1; i >= 0; i--) {
      Ty type = ribs.get(i).get(name);
      if (type != null) {
        return type;
      }
    }
    return null;
  }
}
