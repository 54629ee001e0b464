package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/// `as` from a signed type, or a float, to an unsigned one.
public final class CastSignLoss implements Analyzer<Cast> {
  /// Methods whose result is never negative.
  private static final Set<String> NEVER_NEGATIVE =
      Set.of(
          "checked_abs",
          "saturating_abs",
          "isqrt",
          "checked_isqrt",
          "rem_euclid",
          "checked_rem_euclid",
          "wrapping_rem_euclid");

  /// Methods whose result has the sign of a product.
  private static final Set<String> POWERS = Set.of("pow", "saturating_pow");

  private static final Set<String> UNWRAPS = Set.of("unwrap", "expect", "unwrap_unchecked");

  private static final Equivalent LINT = Equivalent.clippy("cast_sign_loss");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/cast",
              "cast-sign-loss",
              "`as` from a type with negative values to one without",
              """
              `-1 as u32` is 4294967295: a negative integer becomes a very large one, and as an index
              or a length that is worse than a panic. A negative float becomes 0. `try_from` says when
              that happens, `unsigned_abs` leaves out the sign on purpose.
              """)
          .pedantic()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  private enum Sign {
    POSITIVE,
    NEGATIVE,
    UNKNOWN
  }

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
    if (cast == null || from == null || !cast.to().isInteger() || cast.to().isSigned()) {
      return List.of();
    }
    boolean loses = from.isFloat() || from.isSigned() && !isPositive(cast.value(), context.types());
    return loses ? List.of(cast) : List.of();
  }

  private static boolean isPositive(Node value, ItemTypes types) {
    return sign(value, types) == Sign.POSITIVE || isSumOfPositive(value, types);
  }

  private static boolean isSumOfPositive(Node value, ItemTypes types) {
    Node at = Expressions.bare(value);
    Node left = at.child(Field.LEFT);
    Node right = at.child(Field.RIGHT);
    if (at.is(Kind.BINARY_EXPRESSION) && at.has(Kind.PLUS) && left != null && right != null) {
      return isSumOfPositive(left, types) && isSumOfPositive(right, types);
    }
    return sign(at, types) == Sign.POSITIVE;
  }

  /// The sign of constants, of products and quotients, and of what some methods give; a product that
  /// overflows is not thought of.
  private static Sign sign(Node value, ItemTypes types) {
    Node at = Expressions.bare(value);
    BigInteger known = Constants.of(at, types);
    if (known != null) {
      return known.signum() < 0 ? Sign.NEGATIVE : Sign.POSITIVE;
    }
    if (at.is(Kind.BINARY_EXPRESSION)) {
      Node left = at.child(Field.LEFT);
      Node right = at.child(Field.RIGHT);
      Node operator = at.child(Field.OPERATOR);
      if (left == null || right == null || operator == null) {
        return Sign.UNKNOWN;
      }
      return switch (operator.kind()) {
        case PERCENT -> sign(left, types);
        case STAR, SLASH -> {
          Sign one = sign(left, types);
          Sign other = sign(right, types);
          yield one == Sign.UNKNOWN || other == Sign.UNKNOWN
              ? Sign.UNKNOWN
              : one == other ? Sign.POSITIVE : Sign.NEGATIVE;
        }
        default -> Sign.UNKNOWN;
      };
    }
    MethodCall call = MethodCall.of(at);
    return call == null ? Sign.UNKNOWN : sign(call, types);
  }

  private static Sign sign(MethodCall call, ItemTypes types) {
    String name = call.name().text();
    MethodCall inner = UNWRAPS.contains(name) ? MethodCall.of(call.receiver()) : null;
    if (inner != null) {
      name = inner.name().text();
    }
    if (NEVER_NEGATIVE.contains(name)) {
      return Sign.POSITIVE;
    }
    if (inner == null && POWERS.contains(name) && call.arguments().size() == 1) {
      BigInteger exponent = Constants.of(call.argument(), types);
      return exponent != null && !exponent.testBit(0)
          ? Sign.POSITIVE
          : sign(call.receiver(), types);
    }
    return Sign.UNKNOWN;
  }

  @Override
  public Message describe(Cast cast, Context context) {
    Prim from = cast.prim();
    String to = cast.to().text();
    if (from != null && from.isFloat()) {
      return Message.at(
              cast.node().span(), "if " + cast.shown() + " is negative, this `" + to + "` is 0")
          .help("check the sign before the cast")
          .as(LINT);
    }
    return Message.at(
            cast.node().span(),
            "if " + cast.shown() + " is negative, this `" + to + "` is a very large number")
        .help("use `" + to + "::try_from`, or `unsigned_abs` if the sign does not matter")
        .as(LINT);
  }
}
