package dev.rusthint.analyzers.ffi;

import dev.rusthint.hint.Context;
import dev.rusthint.hint.MacroTokens;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Finds `extern` among the tokens of macros, where the grammar takes it for a name.
final class ExternTokens {
  private ExternTokens() {}

  /// Each `extern` directly in a group of tokens that stands for items and that `wanted` takes.
  static List<Node> in(Node group, Context context, Predicate<Node> wanted) {
    List<Node> found = new ArrayList<>(0);
    for (Node token : group.children()) {
      if (token.is(Kind.IDENTIFIER)
          && token.textIs("extern")
          && wanted.test(token)
          && MacroTokens.isItem(token, context)) {
        found.add(token);
      }
    }
    return found;
  }
}
