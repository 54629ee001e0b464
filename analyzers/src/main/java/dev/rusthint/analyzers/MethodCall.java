package dev.rusthint.analyzers;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A method call, taken apart.
///
/// @param turbofish the type arguments that are written
public record MethodCall(
    Node call, Node receiver, Node name, @Nullable Node turbofish, List<Node> arguments) {

  /// Null if the node is none.
  public static @Nullable MethodCall of(@Nullable Node node) {
    if (node == null || !node.is(Kind.CALL_EXPRESSION)) {
      return null;
    }
    Node function = node.child(Field.FUNCTION);
    Node arguments = node.child(Field.ARGUMENTS);
    if (function == null || arguments == null) {
      return null;
    }
    boolean generic = function.is(Kind.GENERIC_FUNCTION);
    Node callee = generic ? function.child(Field.FUNCTION) : function;
    if (callee == null || !callee.is(Kind.FIELD_EXPRESSION)) {
      return null;
    }
    Node receiver = callee.child(Field.VALUE);
    Node name = callee.child(Field.FIELD);
    return receiver == null || name == null || !name.is(Kind.FIELD_IDENTIFIER)
        ? null
        : new MethodCall(
            node,
            receiver,
            name,
            generic ? function.child(Kind.TYPE_ARGUMENTS) : null,
            arguments.namedChildren());
  }

  /// The method call of this name that has the given number of arguments; null if the node is none.
  public static @Nullable MethodCall of(@Nullable Node node, String name, int arguments) {
    MethodCall call = of(node);
    return call != null && call.is(name, arguments) ? call : null;
  }

  public boolean is(String wanted, int count) {
    return arguments.size() == count && name.textIs(wanted);
  }

  public Node argument() {
    return arguments.getFirst();
  }

  /// From the end of the receiver to that of the call: `.name(…)`.
  public Span suffix() {
    return new Span(receiver.end(), call.end());
  }

  /// From the method's name to the end of the call.
  public Span named() {
    return new Span(name.start(), call.end());
  }
}
