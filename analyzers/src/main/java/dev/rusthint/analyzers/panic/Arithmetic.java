package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Arithmetic that can overflow, divide by zero, or do something of its own.
public final class Arithmetic implements Analyzer<Operation> {
  private static final Set<Kind> KINDS =
      Set.of(
          Kind.BINARY_EXPRESSION,
          Kind.COMPOUND_ASSIGNMENT_EXPR,
          Kind.UNARY_EXPRESSION,
          Kind.CALL_EXPRESSION);

  private static final Equivalent LINT = Equivalent.clippy("arithmetic_side_effects");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/arithmetic",
              "arithmetic",
              "arithmetic that can overflow or divide by zero",
              """
              Where the result has no room, a debug build panics and a release build goes on with
              another number; a division by zero always panics. The methods `checked_…`,
              `saturating_…` and `wrapping_…` say what is wanted instead.
              """)
          .optIn()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return KINDS;
  }

  @Override
  public List<Operation> find(Node node, Context context) {
    Operation operation = risky(node, context.types());
    return operation == null || Invocations.isConstContext(node) || isInside(operation, context)
        ? List.of()
        : List.of(operation);
  }

  private static @Nullable Operation risky(Node node, ItemTypes types) {
    Operation operation = KINDS.contains(node.kind()) ? Operation.of(node, types) : null;
    return operation != null && operation.isRisky(types) ? operation : null;
  }

  /// Whether something around it is reported: one hint for one formula.
  private static boolean isInside(Operation operation, Context context) {
    Node place = operation.place();
    for (Node at = place.parent(); at != null; at = at.parent()) {
      if (at.is(Kind.FUNCTION_ITEM)) {
        return false;
      }
      Operation around = risky(at, context.types());
      if (around != null && around != operation && place.isInside(around.place())
          && !around.place().equals(place)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Operation operation, Context context) {
    Node node = operation.place();
    Ty type = operation.type();
    if (!(type instanceof Ty.Primitive(Prim prim)) || !prim.isInteger()) {
      return Message.at(
              node.span(),
              "`" + operation.operator() + "` of `" + ItemTypes.text(type) + "` may panic or wrap")
          .note("what it does is up to that type")
          .as(LINT);
    }
    String name = prim.text();
    String method = operation.method();
    if (operation.isDivision()) {
      String divisor = Cast.shown(operation.right());
      String also =
          prim.isSigned() ? ", or if it is -1 and the other is `" + name + "::MIN`" : "";
      return Message.at(node.span(), "this panics if " + divisor + " is 0" + also)
          .help("use `checked_" + method + "`, or a divisor of type `NonZero<" + name + ">`")
          .as(LINT);
    }
    return Message.at(
            node.span(),
            "this may leave the range of `" + name + "`: a debug build panics then, others wrap")
        .help(
            "use `checked_%s`, or say with `wrapping_%s`%s what is wanted"
                .formatted(method, method, method.equals("neg") ? "" : " or `saturating_" + method + "`"))
        .as(LINT);
  }
}
