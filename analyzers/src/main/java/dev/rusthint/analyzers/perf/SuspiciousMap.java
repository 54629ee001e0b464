package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Set;

/// `map(…).count()`, where the values that the closure makes are not looked at.
public final class SuspiciousMap implements Analyzer<MethodCall> {
  private static final Equivalent LINT = Equivalent.clippy("suspicious_map");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "suspicious-map",
              "a `map` whose values nobody looks at",
              """
              `count` is the number of elements, whatever `map` makes of them. Most likely `filter`
              was meant; if the closure is there for what it does, `for_each` or `inspect` say so.
              """)
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
  public List<MethodCall> find(Node node, Context context) {
    MethodCall count = MethodCall.of(node, "count", 0);
    MethodCall map = count == null ? null : MethodCall.of(count.receiver(), "map", 1);
    return count != null
            && map != null
            && map.argument().is(Kind.CLOSURE_EXPRESSION)
            && Iterators.isMethod(count, context.types())
            && Iterators.isMethod(map, context.types())
            && !mayMutate(map.argument(), context.types())
        ? List.of(count)
        : List.of();
  }

  /// Whether a closure changes something outside, which it may be there for.
  private static boolean mayMutate(Node closure, ItemTypes types) {
    for (Node each : closure.descendants()) {
      boolean mutates =
          switch (each.kind()) {
            case ASSIGNMENT_EXPRESSION, COMPOUND_ASSIGNMENT_EXPR -> true;
            case REFERENCE_EXPRESSION -> each.has(Kind.MUTABLE_SPECIFIER);
            case CALL_EXPRESSION -> {
              MethodUse use = types.call(each);
              yield use != null
                  && (use.borrow() == MethodUse.Borrow.MUTABLE
                      || use.receiver() instanceof Ty.Ref receiver && receiver.mutable());
            }
            default -> false;
          };
      if (mutates) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(MethodCall found, Context context) {
    return Message.at(
            found.call().span(), "`count` gives the same number with this `map` and without it")
        .help("use `filter` if only some are to be counted, else leave `map` out")
        .as(LINT);
  }
}
