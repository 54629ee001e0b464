package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.macros.SyntaxContext;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The local variables in scope, innermost last. One is meant by its name out of the same expansions
/// (Reference, *Macros By Example*, *Hygiene*).
final class Locals {
  /// What hygiene compares.
  record Name(String text, SyntaxContext context) {}

  /// A variable.
  ///
  /// @param declaration the identifier that declares it; for `self` the parameter
  /// @param shadowed the one of that name before it in the same block
  record Local(Node declaration, Ty type, @Nullable Local shadowed) {}

  private final List<Map<Name, Local>> ribs = new ArrayList<>();

  void enter() {
    ribs.add(new HashMap<>(4));
  }

  void leave() {
    ribs.removeLast();
  }

  void declare(Name name, Node declaration, Ty type) {
    Map<Name, Local> rib = ribs.getLast();
    rib.put(name, new Local(declaration, type, rib.get(name)));
  }

  /// The innermost variable of a name that is seen.
  @Nullable Local find(Name name, Predicate<Local> isSeen) {
    for (int i = ribs.size() - 1; i >= 0; i--) {
      for (Local at = ribs.get(i).get(name); at != null; at = at.shadowed) {
        if (isSeen.test(at)) {
          return at;
        }
      }
    }
    return null;
  }
}
