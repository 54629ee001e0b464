package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/// `as` to a type that has no room for all values.
public final class CastTruncation implements Analyzer<CastTruncation.Found> {
  record Found(Cast cast, String from) {}

  private static final int MAX_DEPTH = 20;

  private static final Equivalent LINT = Equivalent.clippy("cast_possible_truncation");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/cast",
              "cast-truncation",
              "`as` to a type that has no room for all values",
              """
              `as` never fails: what does not fit into the new type loses its upper bits, a float its
              fraction or its precision, and the program goes on with another number. `try_from`
              says when that happens.
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
  public List<Found> find(Node node, Context context) {
    Cast cast = Cast.of(node, context);
    if (cast == null) {
      return List.of();
    }
    Prim from = cast.prim();
    if (from == null) {
      boolean isVariant = context.types().item(cast.value()) != null;
      return !isVariant && isEnumTooWide(cast)
          ? List.of(new Found(cast, ItemTypes.text(cast.from())))
          : List.of();
    }
    boolean loses =
        cast.isOfIntegers()
            ? isTooWide(cast, from, context.types())
            : from.isFloat() && (cast.to().isInteger() || cast.to().size() < from.size());
    return loses ? List.of(new Found(cast, from.text())) : List.of();
  }

  private static boolean isTooWide(Cast cast, Prim from, ItemTypes types) {
    boolean fromPointer = Constants.isPointerSized(from);
    boolean toPointer = Constants.isPointerSized(cast.to());
    int to = Constants.bits(cast.to());
    if (fromPointer && !toPointer) {
      return to <= 32;
    }
    int bits = needed(cast.value(), Constants.bits(from), from.isSigned(), types, 0);
    return toPointer && !fromPointer ? bits == 64 : to < bits;
  }

  /// At most how many bits the value of an expression needs, as far as masks, shifts and the like
  /// tell.
  private static int needed(Node expression, int bits, boolean isSigned, ItemTypes types, int depth) {
    Node at = Constants.initial(expression, types);
    if (depth > MAX_DEPTH) {
      return bits;
    }
    if (at.is(Kind.BINARY_EXPRESSION)) {
      Node left = at.child(Field.LEFT);
      Node right = at.child(Field.RIGHT);
      Node operator = at.child(Field.OPERATOR);
      if (left == null || right == null || operator == null) {
        return bits;
      }
      return switch (operator.kind()) {
        case AMP ->
            Math.min(
                limit(right, types, bits),
                Math.min(
                    limit(left, types, bits), needed(left, bits, isSigned, types, depth + 1)));
        case PERCENT ->
            Math.min(limit(right, types, bits), needed(left, bits, isSigned, types, depth + 1));
        case SHR -> {
          BigInteger by = Constants.of(right, types);
          int shift = by == null || by.signum() < 0 || by.bitLength() > 8 ? 0 : by.intValue();
          yield Math.max(0, needed(left, bits, isSigned, types, depth + 1) - shift);
        }
        case SLASH -> {
          BigInteger by = isSigned ? null : Constants.of(right, types);
          int less = by == null ? 0 : Math.max(0, by.bitLength() - 1);
          yield Math.max(0, needed(left, bits, isSigned, types, depth + 1) - less);
        }
        default -> bits;
      };
    }
    MethodCall call = MethodCall.of(at);
    return call == null ? bits : ofCall(call, bits, isSigned, types, depth);
  }

  private static int ofCall(
      MethodCall call, int bits, boolean isSigned, ItemTypes types, int depth) {
    List<Node> arguments = call.arguments();
    if (call.is("signum", 0)) {
      return 0;
    }
    if (call.is("min", 1) && !isSigned) {
      return Math.min(
          limit(arguments.getFirst(), types, bits),
          needed(call.receiver(), bits, false, types, depth + 1));
    }
    if (call.is("clamp", 2)
        && Constants.of(arguments.get(0), types) != null
        && Constants.of(arguments.get(1), types) != null) {
      return Math.max(
          limit(arguments.get(0), types, bits), limit(arguments.get(1), types, bits));
    }
    return bits;
  }

  /// The bits of a constant that is not negative; `bits` for anything else.
  private static int limit(Node expression, ItemTypes types, int bits) {
    BigInteger value = Constants.of(expression, types);
    return value == null || value.signum() < 0 ? bits : value.bitLength();
  }

  /// Whether an enum has a variant with a number that does not fit.
  private static boolean isEnumTooWide(Cast cast) {
    if (!(cast.from() instanceof Ty.Adt adt)
        || adt.def().kind() != DefKind.ENUM
        || !cast.to().isInteger()) {
      return false;
    }
    BigInteger next = BigInteger.ZERO;
    int bits = 0;
    for (Def variant : adt.def().members()) {
      if (variant.kind() != DefKind.VARIANT) {
        continue;
      }
      Ty set = variant.type();
      if (set instanceof Ty.ConstValue(BigInteger value)) {
        next = value;
      } else if (set != null) {
        return false;
      }
      bits = Math.max(bits, next.bitLength() + (next.signum() < 0 ? 1 : 0));
      next = next.add(BigInteger.ONE);
    }
    boolean isForWide = Constants.isPointerSized(cast.to());
    return bits > (isForWide ? 32 : Constants.bits(cast.to()));
  }

  @Override
  public Message describe(Found found, Context context) {
    Cast cast = found.cast();
    String shown = cast.shown();
    String type = cast.to().text();
    Message message =
        Message.at(
            cast.node().span(),
            "not every `" + found.from() + "` fits into `" + type + "`: " + lost(cast, shown));
    Prim from = cast.prim();
    return from != null && from.isFloat()
        ? message.help("check the range before the cast, and say how to round").as(LINT)
        : message.help("use `" + replacement(cast) + "` and handle its error").as(LINT);
  }

  private static String lost(Cast cast, String shown) {
    Prim from = cast.prim();
    Prim to = cast.to();
    if (from == null) {
      return shown + " has variants with larger numbers";
    }
    if (from.isFloat()) {
      return to.isFloat()
          ? shown + " is rounded, and becomes infinite where it is too large"
          : shown + " loses its fraction, and is clamped where it is out of range";
    }
    boolean depends = Constants.isPointerSized(from) != Constants.isPointerSized(to);
    int width = Constants.bits(to);
    if (depends && Constants.isPointerSized(to)) {
      return "where pointers have 32 bits, " + shown + " loses its upper half";
    }
    int left = Constants.bits(from) - width;
    return left <= 0
        ? shown + " may lose bits"
        : (depends ? "where pointers have 64 bits, " : "")
            + shown
            + " loses its upper "
            + left
            + " bits";
  }

  private static String replacement(Cast cast) {
    String text = cast.value().text();
    String name = cast.target().textIs("_") ? cast.to().text() : cast.target().text();
    Node bare = Expressions.bare(cast.value());
    return name + "::try_from(" + (text.contains("\n") ? "…" : bare.text()) + ")";
  }
}
