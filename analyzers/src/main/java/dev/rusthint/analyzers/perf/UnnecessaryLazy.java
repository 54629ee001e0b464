package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.EagerValues;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A closure for a value that costs nothing to have at hand.
public final class UnnecessaryLazy implements Analyzer<UnnecessaryLazy.Found> {
  record Found(MethodCall call, Node closure, Node value, String method) {}

  /// The methods that take a closure, and those that take the value.
  private static final Map<String, String> METHODS =
      Map.of(
          "core::option::{impl}::unwrap_or_else", "unwrap_or",
          "core::option::{impl}::ok_or_else", "ok_or",
          "core::option::{impl}::or_else", "or",
          "core::option::{impl}::get_or_insert_with", "get_or_insert",
          "core::result::{impl}::unwrap_or_else", "unwrap_or",
          "core::bool::{impl}::then", "then_some");

  private static final Set<String> NAMES =
      Set.of("unwrap_or_else", "ok_or_else", "or_else", "get_or_insert_with", "then");

  private static final Equivalent LINT = Equivalent.clippy("unnecessary_lazy_evaluations");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/eager-default",
              "unnecessary-lazy",
              "a closure for a value that costs nothing",
              """
              A closure puts off work until it is needed. For a literal, a constant or a variable
              there is no work, and the method that takes the value itself is shorter to read.
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
    MethodCall call = MethodCall.of(node);
    if (call == null
        || !NAMES.contains(call.name().text())
        || call.arguments().size() != 1
        || call.turbofish() != null) {
      return List.of();
    }
    Node closure = call.argument();
    Node value = value(closure);
    if (value == null) {
      return List.of();
    }
    ItemTypes types = context.types();
    MethodUse use = types.call(node);
    String method = use == null ? null : METHODS.get(use.method().path());
    if (method == null || method.equals("then_some") && !context.crate().allows(62)) {
      return List.of();
    }
    return new EagerValues(types).isFree(value)
        ? List.of(new Found(call, closure, value, method))
        : List.of();
  }

  /// What a closure gives that takes nothing or does not look at it, and does nothing else; null if
  /// it is another.
  private static @Nullable Node value(Node closure) {
    Node parameters = closure.child(Field.PARAMETERS);
    Node body = closure.child(Field.BODY);
    if (!closure.is(Kind.CLOSURE_EXPRESSION)
        || parameters == null
        || body == null
        || closure.has(Kind.KW_ASYNC)
        || closure.child(Field.RETURN_TYPE) != null) {
      return null;
    }
    String names = parameters.text().replace(" ", "");
    if (!names.equals("||") && !names.equals("|_|")) {
      return null;
    }
    boolean isWrapped = body.is(Kind.BLOCK) && body.namedChildren().size() == 1;
    return isWrapped ? body.namedChildren().getFirst() : body;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(found.call().call().span(), "the closure puts off nothing that costs anything")
        .help("use `" + found.method() + "(" + found.value().text() + ")`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Optional.of(
        Fix.machine(
            "Give the value itself",
            Edit.replace(found.call().name().span(), found.method()),
            Edit.replace(found.closure().span(), found.value().text())));
  }
}
