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

/// A `transmute` of an address that a cast can do, or of a pointer for what it points to.
public final class TransmuteAddress implements Analyzer<TransmuteAddress.Found> {
  enum Shape {
    CAST,
    POINTER_FOR_VALUE,
    VALUE_FOR_POINTER
  }

  record Found(Transmute transmute, Shape shape) {}

  private static final Equivalent CAST =
      Equivalent.clippy("transmutes_expressible_as_ptr_casts");
  private static final Equivalent CROSSED = Equivalent.clippy("crosspointer_transmute");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-to-reference",
              "transmute-address",
              "a `transmute` of an address that a cast can do, or of a pointer for what it points to",
              """
              A cast makes a number of an address, or another pointer of a function's; what it makes
              cannot be something else by mistake. A pointer that is taken for the very type it points
              to is nearly always such a mistake: a dereference was meant, or a borrow.
              """)
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(CAST, CROSSED);

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
    Shape shape = transmute == null ? null : shape(transmute);
    return transmute == null || shape == null ? List.of() : List.of(new Found(transmute, shape));
  }

  private static @Nullable Shape shape(Transmute transmute) {
    Ty from = transmute.from();
    Ty to = transmute.to();
    if (from instanceof Ty.RawPtr pointer && ItemTypes.isSame(pointer.target(), to)) {
      return Shape.POINTER_FOR_VALUE;
    }
    if (to instanceof Ty.RawPtr pointer
        && ItemTypes.isSame(pointer.target(), from)
        && !isNumber(from)) {
      return Shape.VALUE_FOR_POINTER;
    }
    boolean isCast =
        switch (from) {
          case Ty.RawPtr _ -> isNumber(to) && !transmute.isConst();
          case Ty.FnPtr _ -> to instanceof Ty.RawPtr || isNumber(to) && !transmute.isConst();
          default -> false;
        };
    return isCast ? Shape.CAST : null;
  }

  private static boolean isNumber(Ty type) {
    return type instanceof Ty.Primitive(Prim prim) && prim.isInteger();
  }

  @Override
  public Message describe(Found found, Context context) {
    Transmute transmute = found.transmute();
    String from = transmute.fromText();
    String to = transmute.toText();
    Message message =
        switch (found.shape()) {
          case CAST ->
              Message.at(
                      transmute.call().span(), "a cast makes a `" + to + "` of a `" + from + "`")
                  .help("use `as`");
          case POINTER_FOR_VALUE ->
              Message.at(transmute.call().span(), "this takes a pointer to a `" + to + "` for one")
                  .help("to read what it points to, dereference it");
          case VALUE_FOR_POINTER ->
              Message.at(transmute.call().span(), "this takes a `" + from + "` for a pointer to one")
                  .help("to point to it, borrow it");
        };
    return message.as(found.shape() == Shape.CAST ? CAST : CROSSED);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Transmute transmute = found.transmute();
    Ty to = transmute.to();
    boolean isSame =
        ItemTypes.isSame(context.types().of(transmute.value()), transmute.from());
    Node written = transmute.writtenTarget();
    String target =
        isNumber(to) ? transmute.toText() : written == null ? null : written.text();
    return found.shape() != Shape.CAST || !isSame || target == null
        ? Optional.empty()
        : Optional.of(
            Fix.machine(
                "Use a cast",
                transmute.replace(transmute.operand() + " as " + target, false)));
  }
}
