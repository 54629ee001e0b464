package dev.rusthint.analyzers;

import dev.rusthint.hint.Context;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.Optional;

/// Which macro of the standard library an invocation calls.
public final class Invocations {
  private Invocations() {}

  /// The name of the standard library's macro that is called, without `!`: `panic` for `panic!(…)`
  /// and `std::panic!(…)`. Empty for any other, and for one that the file declares or imports
  /// under that name. Needs a rule that reaches its file.
  public static Optional<String> standardName(Node invocation, Context context) {
    Node path = invocation.child(Field.MACRO);
    if (path == null) {
      return Optional.empty();
    }
    String text = path.text();
    for (String crate : new String[] {"std::", "core::", "::std::", "::core::"}) {
      if (text.startsWith(crate)) {
        String name = text.substring(crate.length());
        return name.contains("::") ? Optional.empty() : Optional.of(name);
      }
    }
    return !text.contains("::") && context.model().isStdMacro(text, context.item())
        ? Optional.of(text)
        : Optional.empty();
  }

  /// Whether the node is always evaluated by the compiler (Reference, *Const contexts*): in the
  /// value of a constant or static, a const block, an array's length, a discriminant.
  public static boolean isConstContext(Node node) {
    for (Node n = node; n != null; n = n.parent()) {
      Node parent = n.parent();
      if (parent == null) {
        return false;
      }
      switch (parent.kind()) {
        case FUNCTION_ITEM, CLOSURE_EXPRESSION, ASYNC_BLOCK -> {
          return false;
        }
        case CONST_ITEM, STATIC_ITEM, ENUM_VARIANT -> {
          return n.field() == Field.VALUE;
        }
        case CONST_BLOCK -> {
          return true;
        }
        case ARRAY_EXPRESSION, ARRAY_TYPE -> {
          if (n.field() == Field.LENGTH) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
