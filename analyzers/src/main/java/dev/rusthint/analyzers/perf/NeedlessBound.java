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
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.TypeReader;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `min` or `max` with a bound that decides for itself.
public final class NeedlessBound implements Analyzer<NeedlessBound.Found> {
  /// @param result the side that always wins
  record Found(MethodCall call, Node result) {}

  private static final int POINTER_BITS = 64;

  private static final Equivalent LINT = Equivalent.clippy("unnecessary_min_or_max");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "needless-bound",
              "`min` or `max` that decides nothing",
              """
              The smallest or largest value of a type is a bound that every value keeps, and between
              two constants there is nothing to decide when the program runs. Most likely another
              bound was meant.
              """)
          .withFixes(Fixes.REVIEW)
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
    if (call == null || !call.is("min", 1) && !call.is("max", 1)) {
      return List.of();
    }
    ItemTypes types = context.types();
    MethodUse use = types.call(node);
    String method = call.name().text();
    Prim type = types.of(node) instanceof Ty.Primitive(Prim prim) ? prim : null;
    if (use == null
        || type == null
        || !type.isInteger()
        || type.size() < 0 && type.isSigned()
        || !use.is("core::cmp::Ord::" + method)) {
      return List.of();
    }
    BigInteger left = value(call.receiver(), type, types);
    BigInteger right = value(call.argument(), type, types);
    Node winner = winner(call, left, right, type);
    return winner == null ? List.of() : List.of(new Found(call, winner));
  }

  private static @Nullable Node winner(
      MethodCall call, @Nullable BigInteger left, @Nullable BigInteger right, Prim type) {
    boolean isMin = call.name().textIs("min");
    if (left != null && right != null) {
      int order = left.compareTo(right);
      return (isMin ? order <= 0 : order >= 0) ? call.receiver() : call.argument();
    }
    BigInteger winning = isMin ? lowest(type) : highest(type);
    BigInteger losing = isMin ? highest(type) : lowest(type);
    if (right != null && right.equals(losing) || left != null && left.equals(winning)) {
      return call.receiver();
    }
    if (right != null && right.equals(winning) || left != null && left.equals(losing)) {
      return call.argument();
    }
    return null;
  }

  /// The value of a literal, or of `MAX` or `MIN` of a type with the same size everywhere.
  private static @Nullable BigInteger value(Node expression, Prim type, ItemTypes types) {
    Node at = Expressions.bare(expression);
    return switch (at.kind()) {
      case INTEGER_LITERAL ->
          TypeReader.literal(at) instanceof Ty.ConstValue(BigInteger value) ? value : null;
      case SCOPED_IDENTIFIER -> bound(types.item(at), type);
      default -> null;
    };
  }

  private static @Nullable BigInteger bound(@Nullable Def def, Prim type) {
    if (def == null || def.kind() != DefKind.CONST || !def.path().startsWith("core::")) {
      return null;
    }
    return switch (def.name()) {
      case "MAX" -> highest(type);
      case "MIN" -> lowest(type);
      default -> null;
    };
  }

  private static int bits(Prim type) {
    return type.size() < 0 ? POINTER_BITS : 8 * type.size();
  }

  private static BigInteger lowest(Prim type) {
    return type.isSigned() ? BigInteger.TWO.pow(bits(type) - 1).negate() : BigInteger.ZERO;
  }

  private static BigInteger highest(Prim type) {
    int bits = bits(type) - (type.isSigned() ? 1 : 0);
    return BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
  }

  @Override
  public Message describe(Found found, Context context) {
    String method = found.call().name().text();
    return Message.at(
            found.call().call().span(),
            "this `" + method + "` always gives `" + found.result().text() + "`")
        .help("use that, or another bound")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Optional.of(
        Fix.review(
            "Leave `" + found.call().name().text() + "` out",
            Edit.replace(
                found.call().call().span(),
                Expressions.textFor(found.result(), found.call().call()))));
  }
}
