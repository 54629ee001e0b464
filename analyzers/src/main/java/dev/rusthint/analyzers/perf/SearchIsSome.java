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
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `find(…).is_some()` and its kin.
public final class SearchIsSome implements Analyzer<SearchIsSome.Found> {
  /// @param replacement `any` or `contains`
  /// @param argument what that is given; null where the closure has to be written anew
  record Found(
      MethodCall check, MethodCall search, String replacement, @Nullable String argument) {}

  private static final Equivalent LINT = Equivalent.clippy("search_is_some");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "search-is-some",
              "a search of which only the success counts",
              """
              `any` and `contains` answer whether there is one. A search that gives the element or its
              position, which nobody wants, answers the same with more words.
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
    MethodCall check = MethodCall.of(node);
    if (check == null || !check.is("is_some", 0) && !check.is("is_none", 0)) {
      return List.of();
    }
    MethodCall search = MethodCall.of(check.receiver());
    if (search == null || search.arguments().size() != 1) {
      return List.of();
    }
    Found found =
        switch (search.name().text()) {
          case "find", "position", "rposition" -> found(check, search, context.types());
          default -> null;
        };
    return found == null ? List.of() : List.of(found);
  }

  private static @Nullable Found found(MethodCall check, MethodCall search, ItemTypes types) {
    MethodUse use = types.call(search.call());
    Node argument = search.argument();
    if (use != null && use.is("core::str::{impl}::find")) {
      boolean isText = Iterators.isText(types.of(argument)) || argument.is(Kind.CHAR_LITERAL);
      return isText ? new Found(check, search, "contains", argument.text()) : null;
    }
    if (!Iterators.isMethod(search, types) || !argument.is(Kind.CLOSURE_EXPRESSION)) {
      return null;
    }
    String text = search.name().textIs("find") ? withoutReference(argument) : argument.text();
    return new Found(check, search, "any", text);
  }

  /// A closure of references as one of the values, where its pattern says how; null where the body
  /// has to change.
  private static @Nullable String withoutReference(Node closure) {
    List<Node> parameters = Iterators.parameters(closure);
    if (parameters.size() != 1 || !parameters.getFirst().is(Kind.REFERENCE_PATTERN)) {
      return null;
    }
    Node pattern = parameters.getFirst();
    String text = closure.text();
    int at = pattern.start() - closure.start();
    return text.substring(0, at) + text.substring(at + 1);
  }

  private static boolean isNone(Found found) {
    return found.check().name().textIs("is_none");
  }

  @Override
  public Message describe(Found found, Context context) {
    Span at =
        isNone(found)
            ? found.check().call().span()
            : new Span(found.search().name().start(), found.check().call().end());
    String wanted = (isNone(found) ? "!…" : "") + "." + found.replacement() + "(…)";
    return Message.at(
            at,
            "only whether `" + found.search().name().text() + "` finds something is looked at here")
        .help("use `" + wanted + "`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Span whole = found.check().call().span();
    if (found.argument() == null || Expressions.hasComment(context.tree(), whole)) {
      return Optional.empty();
    }
    String call =
        found.search().receiver().text()
            + "."
            + found.replacement()
            + "("
            + found.argument()
            + ")";
    String not = isNone(found) ? "!" : "";
    Node parent = found.check().call().parent();
    boolean isLoose = isNone(found) && parent != null && parent.is(Kind.FIELD_EXPRESSION);
    String text = isLoose ? "(" + not + call + ")" : not + call;
    return Optional.of(
        Fix.machine("Use `" + found.replacement() + "`", Edit.replace(whole, text)));
  }
}
