package dev.rusthint.safety;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import org.jspecify.annotations.Nullable;

/// What a method is called on.
final class MethodReceiver {
  private MethodReceiver() {}

  /// @param callee of a call: `x.f` or `x.f::<T>`
  /// @return `x`, null if it is no method
  static @Nullable Node of(Node callee) {
    Node path = callee.is(Kind.GENERIC_FUNCTION) ? callee.child(Field.FUNCTION) : callee;
    return path != null && path.is(Kind.FIELD_EXPRESSION) ? path.child(Field.VALUE) : null;
  }
}
