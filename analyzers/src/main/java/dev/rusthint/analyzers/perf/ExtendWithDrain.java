package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Expressions;
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
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `a.extend(b.drain(..))` of two vectors.
public final class ExtendWithDrain implements Analyzer<ExtendWithDrain.Found> {
  /// @param isReference whether the second vector is given as a mutable reference already
  record Found(MethodCall extend, Node second, boolean isReference) {}

  private static final String VEC = "alloc::vec::Vec";
  private static final Equivalent LINT = Equivalent.clippy("extend_with_drain");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/drain-all",
              "extend-with-drain",
              "a vector drained whole into another",
              """
              `append` moves all elements of one vector to the end of another by one copy of memory.
              `extend` with `drain(..)` takes them one by one, and keeps watch for a panic.
              """)
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
    MethodCall extend = MethodCall.of(node, "extend", 1);
    MethodCall drain = extend == null ? null : MethodCall.of(extend.argument(), "drain", 1);
    if (extend == null || drain == null || !drain.argument().textIs("..")) {
      return List.of();
    }
    ItemTypes types = context.types();
    Ty first = ItemTypes.behindReferences(types.of(extend.receiver())).getLast();
    Ty second = types.of(drain.receiver());
    Ty drained = ItemTypes.behindReferences(second).getLast();
    return ItemTypes.isAdt(first, VEC) && ItemTypes.isSame(first, drained)
        ? List.of(new Found(extend, drain.receiver(), second instanceof Ty.Ref))
        : List.of();
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.extend().call().span(), "this moves a whole vector element by element")
        .help("use `" + replacement(found) + "`")
        .as(LINT);
  }

  private static String replacement(Found found) {
    String second = found.second().text();
    String given = found.isReference() ? second : "&mut " + second;
    return found.extend().receiver().text() + ".append(" + given + ")";
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node call = found.extend().call();
    return Expressions.hasComment(context.tree(), call.span())
        ? Optional.empty()
        : Optional.of(
            Fix.machine("Use `append`", Edit.replace(call.span(), replacement(found))));
  }
}
