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
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A `transmute` between pointers, or between references.
public final class TransmutePointer implements Analyzer<TransmutePointer.Found> {
  record Found(Transmute transmute) {}

  private static final Equivalent LINT = Equivalent.clippy("transmute_ptr_to_ptr");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-to-reference",
              "transmute-pointer",
              "a `transmute` between pointers, or between references",
              """
              A cast does the same to pointers. It does not compile when one of them becomes something
              else, and it needs no unsafe block: what is unsafe is the use of the result.
              """)
          .pedantic()
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
    if (transmute == null || ItemTypes.isSame(transmute.from(), transmute.to())) {
      return List.of();
    }
    boolean isFound =
        switch (transmute.from()) {
          case Ty.RawPtr from ->
              transmute.to() instanceof Ty.RawPtr to && isCast(from.target(), to.target());
          case Ty.Ref from ->
              transmute.to() instanceof Ty.Ref to
                  && isCast(from.target(), to.target())
                  && !isText(from, to)
                  && !transmute.isConst();
          default -> false;
        };
    return isFound ? List.of(new Found(transmute)) : List.of();
  }

  /// Whether pointers to two types can be cast: those to trait objects mostly cannot.
  private static boolean isCast(Ty from, Ty to) {
    return !(from instanceof Ty.Dyn) && !(to instanceof Ty.Dyn);
  }

  /// Whether bytes are taken for text, of which another hint speaks.
  private static boolean isText(Ty.Ref from, Ty.Ref to) {
    return from.mutable() == to.mutable()
        && from.target().equals(new Ty.Slice(Ty.of(Prim.U8)))
        && to.target().equals(Ty.of(Prim.STR));
  }

  @Override
  public Message describe(Found found, Context context) {
    Transmute transmute = found.transmute();
    Message message =
        Message.at(
            transmute.call().span(),
            "this makes a `" + transmute.toText() + "` of a `" + transmute.fromText() + "`");
    return message
        .help(
            transmute.to() instanceof Ty.Ref
                ? "cast a pointer, and borrow what it points to"
                : "use a cast")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Transmute transmute = found.transmute();
    Node written = transmute.writtenTarget();
    boolean isOfType = ItemTypes.isSame(context.types().of(transmute.value()), transmute.from());
    if (written == null || !isOfType) {
      return Optional.empty();
    }
    if (written.is(Kind.POINTER_TYPE)) {
      return Optional.of(
          Fix.review(
              "Use a cast",
              transmute.replace(transmute.operand() + " as " + written.text(), false)));
    }
    Node from = transmute.writtenSource();
    Node source = from == null || !from.is(Kind.REFERENCE_TYPE) ? null : from.child(Field.TYPE);
    Node target = written.is(Kind.REFERENCE_TYPE) ? written.child(Field.TYPE) : null;
    if (source == null || target == null) {
      return Optional.empty();
    }
    String to = transmute.to() instanceof Ty.Ref ref && ref.mutable() ? "mut " : "const ";
    String first = transmute.from() instanceof Ty.Ref ref && ref.mutable() ? "mut " : "const ";
    return Optional.of(
        Fix.review(
            "Cast a pointer",
            transmute.replace(
                (to.equals("mut ") ? "&mut *(" : "&*(")
                    + transmute.operand()
                    + " as *"
                    + first
                    + source.text()
                    + " as *"
                    + to
                    + target.text()
                    + ")",
                false)));
  }
}
