package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `filter_map` of which the closure never leaves an element out, or never changes one.
public final class NeedlessFilterMap implements Analyzer<NeedlessFilterMap.Found> {
  /// @param replacement the method that does as much
  record Found(MethodCall call, String replacement) {}

  private static final Equivalent LINT = Equivalent.clippy("unnecessary_filter_map");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "needless-filter-map",
              "a `filter_map` that only maps or only filters",
              """
              `filter_map` leaves elements out and changes those that stay. Where a closure does one
              of the two only, `map` or `filter` tells so, and there is no `Option` for each element.
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
  public List<Found> find(Node node, Context context) {
    MethodCall call = MethodCall.of(node, "filter_map", 1);
    if (call == null || !call.argument().is(Kind.CLOSURE_EXPRESSION)) {
      return List.of();
    }
    Node closure = call.argument();
    Node body = closure.child(Field.BODY);
    List<Node> results = new ArrayList<>();
    if (body == null || leavesEarly(body) || !collect(body, results)) {
      return List.of();
    }
    List<Node> parameters = Iterators.parameters(closure);
    Node parameter = parameters.size() == 1 ? parameters.getFirst() : null;
    String replacement = replacement(results, parameter, context.types());
    return replacement != null
            && Iterators.isMethod(call, context.types())
            && areOptions(results, context.types())
        ? List.of(new Found(call, replacement))
        : List.of();
  }

  private static boolean leavesEarly(Node body) {
    for (Node each : body.descendants()) {
      if (each.is(Kind.RETURN_EXPRESSION)
          || each.is(Kind.TRY_EXPRESSION)
          || each.is(Kind.MACRO_INVOCATION)) {
        return true;
      }
    }
    return false;
  }

  /// Collects the expressions that a value can come from; false where that cannot be told.
  private static boolean collect(Node node, List<Node> results) {
    Node at = Expressions.bare(node);
    List<Node> children = at.namedChildren();
    switch (at.kind()) {
      case BLOCK -> {
        return !children.isEmpty() && collect(children.getLast(), results);
      }
      case EXPRESSION_STATEMENT -> {
        return !at.text().endsWith(";") && collect(children.getFirst(), results);
      }
      case ELSE_CLAUSE -> {
        return collect(children.getLast(), results);
      }
      case IF_EXPRESSION -> {
        Node then = at.child(Field.CONSEQUENCE);
        Node otherwise = at.child(Field.ALTERNATIVE);
        return then != null
            && otherwise != null
            && collect(then, results)
            && collect(otherwise, results);
      }
      case MATCH_EXPRESSION -> {
        Node arms = at.child(Field.BODY);
        if (arms == null) {
          return false;
        }
        for (Node arm : arms.namedChildren()) {
          Node value = arm.is(Kind.MATCH_ARM) ? arm.child(Field.VALUE) : null;
          if (value == null || !collect(value, results)) {
            return false;
          }
        }
        return true;
      }
      default -> {
        results.add(at);
        return true;
      }
    }
  }

  private static @Nullable String replacement(
      List<Node> results, @Nullable Node parameter, ItemTypes types) {
    boolean filters = false;
    boolean maps = false;
    for (Node result : results) {
      MethodCall then = MethodCall.of(result, "then_some", 1);
      FunctionCall some = FunctionCall.of(result, "Some", 1);
      if (then != null) {
        filters = true;
        maps |= !isVariable(then.argument(), parameter, types);
      } else if (some != null) {
        maps |= !isVariable(some.arguments().getFirst(), parameter, types);
      } else if (result.textIs("None")) {
        filters = true;
      } else {
        return null;
      }
    }
    if (filters == maps) {
      return null;
    }
    return filters ? "filter" : "map";
  }

  private static boolean isVariable(Node value, @Nullable Node pattern, ItemTypes types) {
    return pattern != null
        && pattern.is(Kind.IDENTIFIER)
        && value.text().equals(pattern.text())
        && pattern.equals(types.declaration(value));
  }

  private static boolean areOptions(List<Node> results, ItemTypes types) {
    return results.stream()
        .allMatch(each -> ItemTypes.isAdt(types.of(each), "core::option::Option"));
  }

  @Override
  public Message describe(Found found, Context context) {
    String text =
        found.replacement().equals("map")
            ? "this `filter_map` leaves no element out"
            : "this `filter_map` changes no element";
    return Message.at(found.call().named(), text)
        .help("use `" + found.replacement() + "`")
        .as(LINT);
  }
}
