package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `as` where `From` does the same.
public final class CastLossless implements Analyzer<Cast> {
  private static final Equivalent LINT = Equivalent.clippy("cast_lossless");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/cast-lossless",
              "cast-lossless",
              "`as` where `From` does the same",
              """
              Here every value fits, so `as` does no harm. It would go on without a word if one of the
              types changed; `from` stops compiling then.
              """)
          .pedantic()
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.TYPE_CAST_EXPRESSION);
  }

  @Override
  public List<Cast> find(Node node, Context context) {
    Cast cast = Cast.of(node, context);
    Prim from = cast == null ? null : cast.prim();
    if (cast == null || from == null || isEvaluatedByCompiler(node)) {
      return List.of();
    }
    return hasFrom(from, cast.to()) ? List.of(cast) : List.of();
  }

  /// Whether `To: From<from>` by a conversion that loses nothing on any target.
  private static boolean hasFrom(Prim from, Prim to) {
    if (from == Prim.BOOL) {
      return to.isInteger();
    }
    if (from.isFloat()) {
      return to.isFloat() && from.size() < to.size();
    }
    if (!from.isInteger() || Constants.isPointerSized(from)) {
      return false;
    }
    int bits = Constants.bits(from);
    return to.isFloat()
        ? bits < 8 * to.size() && bits <= Cast.mantissa(to)
        : !Constants.isPointerSized(to)
            && bits < Constants.bits(to)
            && (!from.isSigned() || to.isSigned());
  }

  /// Whether `From` cannot be called: it is not `const`.
  private static boolean isEvaluatedByCompiler(Node node) {
    if (Invocations.isConstContext(node)) {
      return true;
    }
    Node around = node.ancestor(Kind.FUNCTION_ITEM, Kind.CLOSURE_EXPRESSION);
    Node modifiers = around == null ? null : around.child(Kind.FUNCTION_MODIFIERS);
    return modifiers != null && modifiers.has(Kind.KW_CONST);
  }

  @Override
  public Message describe(Cast cast, Context context) {
    Prim from = cast.prim();
    return Message.at(
            cast.node().span(),
            "every `%s` fits into `%s`: no cast is needed"
                .formatted(from == null ? "value" : from.text(), cast.to().text()))
        .help(isInferred(cast) ? "use `.into()`" : "use `" + target(cast) + "::from`")
        .as(LINT);
  }

  private static boolean isInferred(Cast cast) {
    return cast.target().textIs("_");
  }

  private static String target(Cast cast) {
    String text = cast.target().text();
    return switch (cast.target().kind()) {
      case PRIMITIVE_TYPE, TYPE_IDENTIFIER, SCOPED_TYPE_IDENTIFIER -> text;
      default -> "<" + text + ">";
    };
  }

  /// The cast with the parentheses that a call does not need.
  private static Node replaced(Node cast) {
    Node parentheses = cast.parent();
    Node around = parentheses == null ? null : parentheses.parent();
    boolean isOperand =
        around != null
            && parentheses != null
            && parentheses.is(Kind.PARENTHESIZED_EXPRESSION)
            && (around.is(Kind.BINARY_EXPRESSION) || around.is(Kind.FIELD_EXPRESSION));
    return isOperand && parentheses != null ? parentheses : cast;
  }

  @Override
  public Optional<Fix> fix(Cast cast, Context context) {
    Node node = replaced(cast.node());
    if (isInferred(cast) || Expressions.hasComment(context.tree(), node.span())) {
      return Optional.empty();
    }
    Node bare = Expressions.bare(cast.value());
    String text = target(cast) + "::from(" + bare.text() + ")";
    return Optional.of(
        Fix.machine("Convert it with `from`", Edit.replace(node.span(), text)));
  }
}
