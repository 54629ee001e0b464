package dev.rusthint.analyzers.unsafety;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.analyzers.Invocations;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call of `transmute` between two types that are known.
///
/// @param value what it is given
/// @param from the type that the value is coerced to
record Transmute(Node call, Node function, Node value, Ty from, Ty to) {
  /// Null if the node is none.
  static @Nullable Transmute of(Node node, ItemTypes types) {
    FunctionCall call = FunctionCall.of(node, "transmute", 1);
    if (call == null
        || !(types.of(call.function()) instanceof Ty.FnDef function)
        || function.args().size() != 2
        || !function.def().path().equals("core::intrinsics::transmute")) {
      return null;
    }
    Ty from = function.args().getFirst();
    Ty to = function.args().getLast();
    return ItemTypes.isKnown(from) && ItemTypes.isKnown(to)
        ? new Transmute(node, call.function(), call.arguments().getFirst(), from, to)
        : null;
  }

  String fromText() {
    return ItemTypes.text(from);
  }

  String toText() {
    return ItemTypes.text(to);
  }

  /// Whether it may be evaluated by the compiler, where not everything can be called.
  boolean isConst() {
    return isConst(call);
  }

  static boolean isConst(Node node) {
    Node function = node.ancestor(Kind.FUNCTION_ITEM, Kind.CLOSURE_EXPRESSION);
    Node modifiers = function == null ? null : function.child(Kind.FUNCTION_MODIFIERS);
    return modifiers != null && modifiers.text().contains("const")
        || Invocations.isConstContext(node);
  }

  /// The call replaced by a text.
  ///
  /// @param isTight whether nothing binds tighter than the text
  Edit replace(String text, boolean isTight) {
    Node parent = call.parent();
    boolean isLoose =
        isTight
            || parent != null && parent.is(Kind.BLOCK)
            || Expressions.isLoosePlace(call);
    return Edit.replace(call.span(), isLoose ? text : "(" + text + ")");
  }

  /// The value's text where a cast, a comparison or a method call follows.
  String operand() {
    return Expressions.isTight(value) ? value.text() : "(" + value.text() + ")";
  }

  /// The type that is written for the result, null if none is, or not in full.
  @Nullable Node writtenTarget() {
    return written(1);
  }

  /// The type that is written for the value, null if none is, or not in full.
  @Nullable Node writtenSource() {
    return written(0);
  }

  private @Nullable Node written(int index) {
    Node arguments = function.child(Kind.TYPE_ARGUMENTS);
    List<Node> types = arguments == null ? List.of() : arguments.namedChildren();
    boolean isFull =
        types.size() == 2
            && !types.get(index).textIs("_")
            && !types.get(index).text().matches(".*[^'\\w]_\\W?.*");
    return isFull ? types.get(index) : null;
  }
}
