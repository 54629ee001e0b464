package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `transmute` of a pointer into a reference.
public final class TransmuteToReference implements Analyzer<TransmuteToReference.Found> {
  record Found(Transmute transmute, Ty.RawPtr from, Ty.Ref to) {}

  private static final Equivalent LINT = Equivalent.clippy("transmute_ptr_to_ref");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-to-reference",
              "transmute-to-reference",
              "a `transmute` of a pointer into a reference",
              """
              A dereference that is borrowed again, `&*pointer`, is for the same purpose. It does not
              compile when the pointer becomes something else, and tools that look for dereferences
              see it.
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
    Transmute transmute = Transmute.of(node, context.types());
    return transmute != null
            && transmute.from() instanceof Ty.RawPtr from
            && transmute.to() instanceof Ty.Ref to
            && !NullPointer.is(transmute.value(), context.types())
        ? List.of(new Found(transmute, from, to))
        : List.of();
  }

  @Override
  public Message describe(Found found, Context context) {
    Transmute transmute = found.transmute();
    return Message.at(
            transmute.call().span(),
            "this makes a `" + transmute.toText() + "` of a `" + transmute.fromText() + "`")
        .help("dereference the pointer, and borrow that: `" + borrow(found.to()) + "…`")
        .as(LINT);
  }

  private static String borrow(Ty.Ref to) {
    return to.mutable() ? "&mut *" : "&*";
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Transmute transmute = found.transmute();
    if (!(context.types().of(transmute.value()) instanceof Ty.RawPtr)) {
      return Optional.empty();
    }
    String pointer = pointer(found);
    return pointer == null
        ? Optional.empty()
        : Optional.of(
            Fix.review(
                "Borrow what it points to",
                transmute.replace(borrow(found.to()) + pointer, false)));
  }

  /// What to dereference; null if the type that it has to be cast to is not written.
  private static @Nullable String pointer(Found found) {
    Transmute transmute = found.transmute();
    boolean isWritable = found.from().mutable() || !found.to().mutable();
    if (isWritable && ItemTypes.isSame(found.from().target(), found.to().target())) {
      return transmute.operand();
    }
    Node written = transmute.writtenTarget();
    Node target =
        written == null || !written.is(Kind.REFERENCE_TYPE) ? null : written.child(Field.TYPE);
    return target == null
        ? null
        : "("
            + transmute.operand()
            + (found.to().mutable() ? " as *mut " : " as *const ")
            + target.text()
            + ")";
  }
}
