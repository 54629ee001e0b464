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
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `map.get(key).is_some()`.
public final class GetThenCheck implements Analyzer<GetThenCheck.Found> {
  record Found(MethodCall check, MethodCall get, String replacement) {}

  private static final Map<String, String> METHODS =
      Map.of(
          "std::collections::hash::map::HashMap", "contains_key",
          "std::collections::hash::set::HashSet", "contains",
          "alloc::collections::btree::map::BTreeMap", "contains_key",
          "alloc::collections::btree::set::BTreeSet", "contains");

  private static final Equivalent LINT = Equivalent.clippy("unnecessary_get_then_check");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/double-lookup",
              "get-then-check",
              "`get` where only the presence of a key counts",
              """
              `contains_key` of a map and `contains` of a set ask what is meant, and nobody looks for
              the use of the value.
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
    MethodCall check = MethodCall.of(node);
    if (check == null || !check.is("is_some", 0) && !check.is("is_none", 0)) {
      return List.of();
    }
    MethodCall get = MethodCall.of(check.receiver(), "get", 1);
    MethodUse use = get == null ? null : context.types().call(get.call());
    if (get == null || use == null) {
      return List.of();
    }
    Ty self = context.types().of(get.receiver());
    String replacement = self instanceof Ty.Adt adt ? METHODS.get(adt.def().path()) : null;
    return replacement != null && isOfStd(use.method())
        ? List.of(new Found(check, get, replacement))
        : List.of();
  }

  private static boolean isOfStd(Def method) {
    String path = method.path();
    return path.startsWith("std::") || path.startsWith("alloc::");
  }

  private static boolean isNone(Found found) {
    return found.check().name().textIs("is_none");
  }

  @Override
  public Message describe(Found found, Context context) {
    String not = isNone(found) ? "!…" : "";
    return Message.at(
            new Span(found.get().name().start(), found.check().call().end()),
            "`get` finds a value that nobody looks at")
        .help("use `" + not + "." + found.replacement() + "(…)`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node whole = found.check().call();
    Node parent = whole.parent();
    boolean isReceiver = parent != null && parent.is(Kind.FIELD_EXPRESSION);
    if (Expressions.hasComment(context.tree(), whole.span()) || isNone(found) && isReceiver) {
      return Optional.empty();
    }
    String call =
        found.get().receiver().text()
            + "."
            + found.replacement()
            + "("
            + found.get().argument().text()
            + ")";
    return Optional.of(
        Fix.machine(
            "Use `" + found.replacement() + "`",
            Edit.replace(whole.span(), isNone(found) ? "!" + call : call)));
  }
}
