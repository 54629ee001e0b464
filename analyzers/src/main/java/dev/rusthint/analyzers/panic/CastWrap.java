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

/// `as` from an unsigned type to a signed one of the same size.
public final class CastWrap implements Analyzer<Cast> {
  private static final Equivalent LINT = Equivalent.clippy("cast_possible_wrap");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/cast",
              "cast-wrap",
              "`as` from an unsigned type to a signed one of the same size",
              """
              The upper half of the unsigned values has no counterpart in a signed type of the same
              size: `as` makes negative numbers of them. `try_from` says when that happens.
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
            && cast.isOfIntegers()
            && !from.isSigned()
            && cast.to().isSigned()
            && haveOneSize(from, cast.to())
        ? List.of(cast)
        : List.of();
  }

  /// Whether the types have one size, at least on targets with pointers of some size.
  private static boolean haveOneSize(Prim from, Prim to) {
    boolean isFromPointer = Constants.isPointerSized(from);
    if (isFromPointer == Constants.isPointerSized(to)) {
      return Constants.bits(from) == Constants.bits(to);
    }
    int bits = Constants.bits(isFromPointer ? to : from);
    return bits >= 16 && bits <= 64;
  }

  @Override
  public Message describe(Cast cast, Context context) {
    Prim from = cast.prim();
    String to = cast.to().text();
    String where =
        from == null || Constants.isPointerSized(from) == Constants.isPointerSized(cast.to())
            ? ""
            : "where pointers have "
                + Constants.bits(Constants.isPointerSized(from) ? cast.to() : from)
                + " bits, ";
    return Message.at(
            cast.node().span(),
            where + "if " + cast.shown() + " is above `" + to + "::MAX`, this is negative")
        .help("use `" + to + "::try_from`")
        .as(LINT);
  }
}
