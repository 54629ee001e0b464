package dev.rusthint.analyzers;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call of a function or constructor by its path, taken apart.
///
/// @param function the path, with type arguments where there are some
/// @param name the last name of the path
public record FunctionCall(Node call, Node function, String name, List<Node> arguments) {

  /// Null if the node is none.
  public static @Nullable FunctionCall of(@Nullable Node node) {
    if (node == null || !node.is(Kind.CALL_EXPRESSION)) {
      return null;
    }
    Node function = node.child(Field.FUNCTION);
    Node arguments = node.child(Field.ARGUMENTS);
    if (function == null || arguments == null) {
      return null;
    }
    Node path = function.is(Kind.GENERIC_FUNCTION) ? function.child(Field.FUNCTION) : function;
    if (path == null) {
      return null;
    }
    String name =
        switch (path.kind()) {
          case IDENTIFIER -> path.text();
          case SCOPED_IDENTIFIER -> path.textOf(Field.NAME).orElse("");
          default -> "";
        };
    return name.isEmpty()
        ? null
        : new FunctionCall(node, function, name, arguments.namedChildren());
  }

  /// The call whose path ends so, with the given number of arguments; null if the node is none.
  public static @Nullable FunctionCall of(@Nullable Node node, String name, int arguments) {
    FunctionCall call = of(node);
    return call != null && call.name.equals(name) && call.arguments.size() == arguments
        ? call
        : null;
  }

  /// Whether it is certainly the function or constructor of this path.
  public boolean means(String path, ItemTypes types) {
    return types.of(function) instanceof Ty.FnDef def && def.def().path().equals(path);
  }
}
