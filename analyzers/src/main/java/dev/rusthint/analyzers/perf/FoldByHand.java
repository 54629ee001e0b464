package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `fold` that is `any`, `all`, `sum` or `product`.
public final class FoldByHand implements Analyzer<FoldByHand.Found> {
  /// @param replacement the call of the method, with its arguments
  record Found(MethodCall call, String replacement, boolean isSame) {}

  private static final Equivalent LINT = Equivalent.clippy("unnecessary_fold");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "fold-by-hand",
              "a `fold` for which there is a name",
              """
              `sum` and `product` say at once what a `fold` builds step by step. `any` and `all` say it
              too, and stop at the element that decides.
              """)
          .optIn()
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CALL_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    MethodCall call = MethodCall.of(node, "fold", 2);
    if (call == null || !call.arguments().get(1).is(Kind.CLOSURE_EXPRESSION)) {
      return List.of();
    }
    Node closure = call.arguments().get(1);
    List<Node> parameters = Iterators.parameters(closure);
    Node value = Iterators.value(closure);
    Kind wanted =
        switch (call.arguments().getFirst().text()) {
          case "false" -> Kind.PIPE_PIPE;
          case "true" -> Kind.AMP_AMP;
          case "0" -> Kind.PLUS;
          case "1" -> Kind.STAR;
          default -> null;
        };
    Node rest =
        value == null || wanted == null || parameters.size() != 2
            ? null
            : rest(value, wanted, parameters.getFirst());
    if (rest == null || wanted == null || !Iterators.isMethod(call, context.types())) {
      return List.of();
    }
    ItemTypes types = context.types();
    Node element = parameters.get(1);
    boolean decides = wanted == Kind.PIPE_PIPE || wanted == Kind.AMP_AMP;
    if (decides) {
      String method = wanted == Kind.PIPE_PIPE ? "any" : "all";
      return List.of(new Found(call, method + "(|" + element.text() + "| " + rest.text() + ")", false));
    }
    boolean isElement = element.is(Kind.IDENTIFIER) && rest.text().equals(element.text());
    Ty type = types.of(node);
    String method = wanted == Kind.PLUS ? "sum" : "product";
    return isElement && type instanceof Ty.Primitive
        ? List.of(new Found(call, method + "::<" + ItemTypes.text(type) + ">()", true))
        : List.of();
  }

  /// What is put to what was gathered so far; null if the operator is another, or both have to do
  /// with that.
  private static @Nullable Node rest(Node value, Kind wanted, Node gathered) {
    Node left = value.child(Field.LEFT);
    Node right = value.child(Field.RIGHT);
    Node operator = value.child(Field.OPERATOR);
    if (!value.is(Kind.BINARY_EXPRESSION)
        || left == null
        || right == null
        || operator == null
        || !operator.is(wanted)
        || !gathered.is(Kind.IDENTIFIER)) {
      return null;
    }
    String name = gathered.text();
    if (left.text().equals(name) && !mentions(right, name)) {
      return right;
    }
    return right.text().equals(name) && !mentions(left, name) ? left : null;
  }

  private static boolean mentions(Node node, String name) {
    for (Node each : node.descendants()) {
      if (each.is(Kind.IDENTIFIER) && each.textIs(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    String method = found.replacement().substring(0, found.replacement().indexOf(found.isSame() ? ':' : '('));
    return Message.at(found.call().named(), "this `fold` is `" + method + "` written by hand")
        .help("use `" + found.replacement() + "`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Edit edit = Edit.replace(found.call().named(), found.replacement());
    String title = "Use the method that has a name";
    if (found.isSame()) {
      return Optional.of(Fix.machine(title, edit));
    }
    // What the closure does for the elements after the one that decides is not done any more.
    return Iterators.canBeMutated(found.call().receiver(), context.types())
        ? Optional.of(Fix.review(title, edit))
        : Optional.empty();
  }
}
