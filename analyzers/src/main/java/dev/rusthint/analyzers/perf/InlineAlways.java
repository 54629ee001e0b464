package dev.rusthint.analyzers.perf;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.LintAttributes;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Set;

/// `#[inline(always)]` on a function that does something.
public final class InlineAlways implements Analyzer<InlineAlways.Found> {
  record Found(Node attribute, Node function) {}

  private static final Equivalent LINT = Equivalent.clippy("inline_always");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/inline",
              "inline-always",
              "`#[inline(always)]` overrules the compiler",
              """
              The attribute makes the compiler copy the body into each caller, however large it is
              and however rarely the call runs: instruction cache and compile time pay. `#[inline]`
              lets it be inlined across crates and leaves the choice to the optimiser. Keep `always`
              where a benchmark shows the need.
              """)
          .pedantic()
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM);
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node body = function.child(Field.BODY);
    if (body != null && isTrivial(body)) {
      return List.of();
    }
    for (Node attribute : Attributes.outer(function)) {
      Node item = attribute.parent();
      if (item != null && inlinesAlways(attribute, context)) {
        return List.of(new Found(item, function));
      }
    }
    return List.of();
  }

  /// `inline(always)`, also under a `cfg_attr` whose condition holds.
  private static boolean inlinesAlways(Node attribute, Context context) {
    String arguments = Attributes.arguments(attribute);
    if (arguments == null) {
      return false;
    }
    if (Attributes.path(attribute).equals("inline")) {
      return arguments.strip().equals("always");
    }
    if (!Attributes.path(attribute).equals("cfg_attr")) {
      return false;
    }
    List<String> parts = LintAttributes.splitAtCommas(arguments);
    return parts.size() > 1
        && context.crate().cfg().mayHold(parts.getFirst())
        && parts.subList(1, parts.size()).stream()
            .anyMatch(part -> part.replaceAll("\\s", "").equals("inline(always)"));
  }

  /// Whether the body does nothing, as the lint has it: it is empty, or begins by leaving, or with
  /// an item.
  private static boolean isTrivial(Node body) {
    List<Node> statements = body.namedChildren();
    if (statements.isEmpty()) {
      return true;
    }
    Node first = statements.get(0);
    switch (first.kind()) {
      case USE_DECLARATION, FUNCTION_ITEM, CONST_ITEM, STATIC_ITEM, STRUCT_ITEM, ENUM_ITEM -> {
        return true;
      }
      default -> {}
    }
    Node expression = first.is(Kind.EXPRESSION_STATEMENT) ? first.firstChild() : first;
    return expression != null
        && (expression.is(Kind.BREAK_EXPRESSION)
            || expression.is(Kind.RETURN_EXPRESSION) && expression.namedChildren().isEmpty());
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.function().textOf(Field.NAME).orElse("this function");
    return Message.at(
            found.attribute().span(),
            "`#[inline(always)]` copies `" + name + "` into every caller, whatever its size")
        .help("write `#[inline]` unless a benchmark asks for more")
        .as(LINT);
  }
}
