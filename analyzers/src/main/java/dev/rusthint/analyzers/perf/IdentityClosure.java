package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.FreeTypes;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `flat_map(|x| x)` and `filter_map(|x| x)`.
public final class IdentityClosure implements Analyzer<IdentityClosure.Found> {
  record Found(MethodCall call, Equivalent lint, boolean isFixable) {}

  private static final Map<String, Equivalent> LINTS =
      Map.of(
          "flat_map", Equivalent.clippy("flat_map_identity"),
          "filter_map", Equivalent.clippy("filter_map_identity"));

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "identity-closure",
              "a function that gives back what it takes, where none is needed",
              """
              An iterator of iterators or of options is flattened by `flatten`. A closure that gives
              back its argument says the same with a step more, which a reader has to see through.
              """)
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(
              Equivalent.clippy("flat_map_identity"), Equivalent.clippy("filter_map_identity"));

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
    MethodCall call = MethodCall.of(node);
    Equivalent lint = call == null ? null : LINTS.get(call.name().text());
    if (call == null || lint == null || call.arguments().size() != 1) {
      return List.of();
    }
    Node argument = call.argument();
    boolean mayBe =
        argument.is(Kind.CLOSURE_EXPRESSION)
            ? givesItsParameter(argument)
            : argument.text().endsWith("identity");
    if (!mayBe
        || !Iterators.isMethod(call, context.types())
        || !argument.is(Kind.CLOSURE_EXPRESSION) && !isIdentity(argument, context.types())) {
      return List.of();
    }
    return List.of(new Found(call, lint, FreeTypes.isFree(node, context.types())));
  }

  private static boolean givesItsParameter(Node closure) {
    List<Node> parameters = Iterators.parameters(closure);
    Node value = Iterators.value(closure);
    return value != null
        && parameters.size() == 1
        && parameters.getFirst().is(Kind.IDENTIFIER)
        && value.is(Kind.IDENTIFIER)
        && value.text().equals(parameters.getFirst().text());
  }

  private static boolean isIdentity(Node path, ItemTypes types) {
    return types.of(path) instanceof Ty.FnDef def
        && def.def().path().equals("core::convert::identity");
  }

  @Override
  public Message describe(Found found, Context context) {
    String method = found.call().name().text();
    return Message.at(
            found.call().named(), "`" + method + "` is given a function that changes nothing")
        .help("use `flatten()`")
        .as(found.lint());
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return found.isFixable()
        ? Optional.of(
            Fix.machine("Use `flatten`", Edit.replace(found.call().named(), "flatten()")))
        : Optional.empty();
  }
}
