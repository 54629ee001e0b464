package dev.rusthint.analyzers.panic;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Set;

/// `as` from an integer to a float that cannot tell all its values apart.
public final class CastPrecision implements Analyzer<Cast> {
  private static final Equivalent LINT = Equivalent.clippy("cast_precision_loss");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/cast",
              "cast-precision",
              "`as` from an integer to a float that cannot tell all its values apart",
              """
              An `f32` keeps 24 binary digits of a number and an `f64` 53: larger integers are rounded
              to the nearest one that it can hold. Money, identifiers and times in nanoseconds are
              such numbers.
              """)
          .pedantic()
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
    return cast != null
            && from != null
            && from.isInteger()
            && cast.to().isFloat()
            && Constants.bits(from) > Cast.mantissa(cast.to())
        ? List.of(cast)
        : List.of();
  }

  @Override
  public Message describe(Cast cast, Context context) {
    Prim from = cast.prim();
    String to = cast.to().text();
    return Message.at(
            cast.node().span(),
            "above 2^%d, %s is rounded: `%s` has no room for every `%s`"
                .formatted(
                    Cast.mantissa(cast.to()),
                    cast.shown(),
                    to,
                    from == null ? "value" : from.text()))
        .help(
            cast.to() == Prim.F32
                ? "use `f64`, or stay with integers"
                : "stay with integers where each unit counts")
        .as(LINT);
  }
}
