package dev.rusthint.analyzers;

import dev.rusthint.hint.Context;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    if (text.contains("::") || isShadowed(text, context)) {
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static boolean isShadowed(String name, Context context) {
    for (Placed item : context.model().items()) {
      if (item.kind() == ItemKind.MACRO_RULES) {
        Node definition = item.item().tree().root().child(Kind.MACRO_DEFINITION);
        if (definition != null && definition.textOf(Field.NAME).equals(Optional.of(name))) {
          return true;
        }
      } else if (item.kind() == ItemKind.USE && imports(item.item().signature(), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean imports(String use, String name) {
    return use.contains(name)
        && !Pattern.compile("\\buse\\s+(::)?(std|core)::").matcher(use).find()
        && Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(use).find();
  }

  /// The body that a node of a macro's arguments or of other code runs in: the innermost function
  /// or closure; null outside of any.
  public static @Nullable Node body(Node node) {
    return node.ancestor(Kind.FUNCTION_ITEM, Kind.CLOSURE_EXPRESSION);
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
