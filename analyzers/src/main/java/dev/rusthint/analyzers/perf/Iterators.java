package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What calls in a chain of iterators mean.
final class Iterators {
  private static final String ITERATOR = "core::iter::traits::iterator::Iterator::";

  private Iterators() {}

  /// The call of a method of this name with the given number of arguments, if it certainly is that of
  /// `Iterator`; null if not.
  static @Nullable MethodCall method(@Nullable Node node, String name, int arguments, ItemTypes types) {
    MethodCall call = MethodCall.of(node, name, arguments);
    return call != null && isMethod(call, types) ? call : null;
  }

  /// Whether a method of `Iterator` is called.
  static boolean isMethod(MethodCall call, ItemTypes types) {
    MethodUse use = types.call(call.call());
    return use != null && use.is(ITERATOR + call.name().text());
  }

  /// What an iterator is made of by `iter`, `iter_mut` or `into_iter` without arguments; null if
  /// another call makes it.
  static @Nullable MethodCall source(Node iterator) {
    MethodCall call = MethodCall.of(iterator);
    boolean isSource =
        call != null
            && call.arguments().isEmpty()
            && switch (call.name().text()) {
              case "iter", "iter_mut", "into_iter" -> true;
              default -> false;
            };
    return isSource ? call : null;
  }

  /// Whether a type is a `Vec`, a slice or a box of one, behind references.
  static boolean isSlice(Ty type) {
    Ty inner = ItemTypes.behindReferences(type).getLast();
    return inner instanceof Ty.Slice
        || ItemTypes.isAdt(inner, "alloc::vec::Vec")
        || inner instanceof Ty.Adt box
            && ItemTypes.isAdt(inner, "alloc::boxed::Box")
            && box.args().getFirst() instanceof Ty.Slice;
  }

  /// Whether a type is `str` or `String`, behind references.
  static boolean isText(Ty type) {
    Ty inner = ItemTypes.behindReferences(type).getLast();
    return inner.equals(Ty.of(Prim.STR)) || ItemTypes.isAdt(inner, "alloc::string::String");
  }

  /// Whether a method that takes `&mut self` can be called where one that takes `self` is: on a
  /// value that nobody names, or a variable that is declared so or is a reference.
  static boolean canBeMutated(Node iterator, ItemTypes types) {
    Node bare = Expressions.bare(iterator);
    return switch (bare.kind()) {
      case CALL_EXPRESSION -> true;
      case IDENTIFIER -> types.isDeclaredMutable(bare);
      default -> false;
    };
  }

  /// What a closure gives; null if it has statements or a type of its own.
  static @Nullable Node value(Node closure) {
    Node body = closure.child(Field.BODY);
    if (body == null || closure.has(Kind.KW_ASYNC)) {
      return null;
    }
    Node at = Expressions.bare(body);
    while (at.is(Kind.BLOCK) && at.namedChildren().size() == 1 && isPlainBlock(at)) {
      at = Expressions.bare(at.namedChildren().getFirst());
    }
    return at.is(Kind.BLOCK) ? null : at;
  }

  private static boolean isPlainBlock(Node block) {
    Node only = block.namedChildren().getFirst();
    return !only.is(Kind.EXPRESSION_STATEMENT) && !only.is(Kind.LABEL) && block.text().startsWith("{");
  }

  /// The patterns of a closure's parameters; those with types have none.
  static List<Node> parameters(Node closure) {
    Node list = closure.child(Field.PARAMETERS);
    return list == null ? List.of() : list.namedChildren();
  }
}
