package dev.rusthint.analyzers.unsafety;

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
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `transmute` of bits that are not all valid, where a function says which are.
public final class TransmuteScalar implements Analyzer<TransmuteScalar.Found> {
  /// What the bits are made.
  enum Target {
    BOOL("transmute_int_to_bool", "a byte other than 0 and 1 is no `bool`"),
    NON_ZERO("transmute_int_to_non_zero", "0 is none"),
    STR("transmute_bytes_to_str", "bytes that are not UTF-8 are no `str`");

    private final Equivalent lint;
    private final String invalid;

    Target(String lint, String invalid) {
      this.lint = Equivalent.clippy(lint);
      this.invalid = invalid;
    }
  }

  record Found(Transmute transmute, Target target) {}

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-scalar",
              "transmute-scalar",
              "a `transmute` of bits that are not all valid, where a function says which are",
              """
              `transmute` only compares sizes. The conversion that is made for the two types says in its
              name, or in its documentation, what the caller has to know, and there is a form of it that
              checks.
              """)
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.TYPES)
          .withEquivalents(Target.BOOL.lint, Target.NON_ZERO.lint, Target.STR.lint);

  /// Since when `NonZero` can be named without the number's type.
  private static final int GENERIC_NON_ZERO = 79;

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
    Transmute transmute = Transmute.of(node, context.types());
    Target target = transmute == null ? null : target(transmute.from(), transmute.to());
    return transmute == null || target == null
        ? List.of()
        : List.of(new Found(transmute, target));
  }

  private static @Nullable Target target(Ty from, Ty to) {
    if (from instanceof Ty.Primitive(Prim number) && number.isInteger()) {
      if (to.equals(Ty.of(Prim.BOOL))) {
        return Target.BOOL;
      }
      return to instanceof Ty.Adt adt
              && ItemTypes.isAdt(to, "core::num::nonzero::NonZero")
              && adt.args().getFirst().equals(from)
          ? Target.NON_ZERO
          : null;
    }
    return from instanceof Ty.Ref bytes
            && to instanceof Ty.Ref text
            && bytes.mutable() == text.mutable()
            && bytes.target().equals(new Ty.Slice(Ty.of(Prim.U8)))
            && text.target().equals(Ty.of(Prim.STR))
        ? Target.STR
        : null;
  }

  @Override
  public Message describe(Found found, Context context) {
    Transmute transmute = found.transmute();
    Message message =
        Message.at(
                transmute.call().span(),
                "this makes a `" + transmute.toText() + "` of a `" + transmute.fromText() + "`")
            .note(found.target().invalid);
    String help =
        switch (found.target()) {
          case BOOL -> "compare it, `" + transmute.operand() + " != 0`";
          case NON_ZERO -> "use `NonZero::new`, or `NonZero::new_unchecked`";
          case STR -> "use `str::from_utf8`, or `str::from_utf8_unchecked`";
        };
    return message.help(help).as(found.target().lint);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Transmute transmute = found.transmute();
    String value = transmute.value().text();
    return switch (found.target()) {
      case BOOL ->
          Optional.of(
              Fix.review(
                  "Compare with 0", transmute.replace(transmute.operand() + " != 0", false)));
      case NON_ZERO ->
          context.crate().allows(GENERIC_NON_ZERO)
              ? Optional.of(
                  Fix.review(
                      "Use `NonZero::new_unchecked`",
                      transmute.replace("core::num::NonZero::new_unchecked(" + value + ")", true)))
              : Optional.empty();
      case STR -> {
        String function =
            transmute.to() instanceof Ty.Ref text && text.mutable()
                ? "from_utf8_unchecked_mut"
                : "from_utf8_unchecked";
        yield Optional.of(
            Fix.review(
                "Use `" + function + "`",
                transmute.replace("core::str::" + function + "(" + value + ")", true)));
      }
    };
  }
}
