package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.analyzers.MethodCall;
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
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `s.chars().next() == Some(c)`.
public final class FirstCharacter implements Analyzer<FirstCharacter.Found> {
  record Found(Node comparison, Node text, Node character, boolean isLast) {}

  private static final Equivalent NEXT = Equivalent.clippy("chars_next_cmp");
  private static final Equivalent LAST = Equivalent.clippy("chars_last_cmp");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "first-character",
              "a character taken out of a string to compare it",
              """
              `starts_with` and `ends_with` take a character, and look at the bytes where it would be.
              """)
          .optIn()
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(NEXT, LAST);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.BINARY_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    Node left = node.child(Field.LEFT);
    Node right = node.child(Field.RIGHT);
    Node operator = node.child(Field.OPERATOR);
    if (left == null
        || right == null
        || operator == null
        || !operator.is(Kind.EQ_EQ) && !operator.is(Kind.BANG_EQ)) {
      return List.of();
    }
    Found found = found(node, left, right, context);
    found = found == null ? found(node, right, left, context) : found;
    return found == null ? List.of() : List.of(found);
  }

  private static @Nullable Found found(Node node, Node taken, Node other, Context context) {
    MethodCall unwrap = MethodCall.of(taken, "unwrap", 0);
    FunctionCall some = FunctionCall.of(other, "Some", 1);
    MethodCall step = MethodCall.of(unwrap == null ? taken : unwrap.receiver());
    MethodCall chars = step == null ? null : MethodCall.of(step.receiver(), "chars", 0);
    boolean isLast =
        step != null && (step.is("last", 0) || step.is("next_back", 0));
    if (step == null || chars == null || !isLast && !step.is("next", 0)) {
      return null;
    }
    Node character;
    if (unwrap != null) {
      character = other.is(Kind.CHAR_LITERAL) ? other : null;
    } else {
      character = some == null ? null : some.arguments().getFirst();
    }
    ItemTypes types = context.types();
    MethodUse use = types.call(chars.call());
    return character != null
            && use != null
            && use.is("core::str::{impl}::chars")
            && types.of(character).equals(Ty.of(Prim.CHAR))
        ? new Found(node, chars.receiver(), character, isLast)
        : null;
  }

  @Override
  public Message describe(Found found, Context context) {
    String text =
        found.isLast()
            ? "this takes a character out to see how the text ends"
            : "this takes a character out to see how the text starts";
    return Message.at(found.comparison().span(), text)
        .help("use `" + replacement(found) + "`")
        .as(found.isLast() ? LAST : NEXT);
  }

  private static String replacement(Found found) {
    String method = found.isLast() ? ".ends_with(" : ".starts_with(";
    String not = found.comparison().has(Kind.BANG_EQ) ? "!" : "";
    return not + found.text().text() + method + found.character().text() + ")";
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Expressions.hasComment(context.tree(), found.comparison().span())
        ? Optional.empty()
        : Optional.of(
            Fix.machine(
                "Ask the text itself", Edit.replace(found.comparison().span(), replacement(found))));
  }
}
