package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FormatCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `format!` of a text alone.
public final class UselessFormat implements Analyzer<UselessFormat.Found> {
  record Found(Node call, String replacement) {}

  private static final Equivalent LINT = Equivalent.clippy("useless_format");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/format-needless",
              "useless-format",
              "`format!` of a text alone",
              """
              `format!` puts texts and values together. Where there is one text and nothing else,
              `to_string` copies it, and says so.
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
    return Set.of(Kind.MACRO_INVOCATION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    FormatCall format = FormatCall.of(node);
    if (format == null || !format.name().equals("format") || node.text().contains("concat!")) {
      return List.of();
    }
    ItemTypes types = context.types();
    if (!ItemTypes.isAdt(types.of(node), "alloc::string::String")) {
      return List.of();
    }
    String template = format.template().text();
    if (format.placeholders().isEmpty() && format.arguments().isEmpty()) {
      String text = template.replace("{{", "{").replace("}}", "}");
      return List.of(
          new Found(node, text.equals("\"\"") ? "String::new()" : text + ".to_string()"));
    }
    if (!template.equals("\"{}\"") || format.arguments().size() != 1) {
      return List.of();
    }
    Node value = format.arguments().getFirst();
    Ty type = ItemTypes.behindReferences(types.of(value)).getLast();
    boolean isText =
        type.equals(Ty.of(Prim.STR)) || ItemTypes.isAdt(type, "alloc::string::String");
    if (!isText || value.is(Kind.ASSIGNMENT_EXPRESSION)) {
      return List.of();
    }
    String text = Expressions.isTight(value) ? value.text() : "(" + value.text() + ")";
    return List.of(new Found(node, text + ".to_string()"));
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(found.call().span(), "this `format!` has nothing to put together")
        .help("use `" + found.replacement() + "`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Expressions.hasComment(context.tree(), found.call().span())
        ? Optional.empty()
        : Optional.of(
            Fix.machine(
                "Use `to_string`", Edit.replace(found.call().span(), found.replacement())));
  }
}
