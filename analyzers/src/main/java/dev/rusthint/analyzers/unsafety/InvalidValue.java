package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value of zeros, or of what memory happens to hold, of a type that does not allow it.
public final class InvalidValue implements Analyzer<InvalidValue.Found> {
  record Found(Node call, boolean isZero, Ty type, InvalidBits.Reason reason) {}

  private static final Equivalent LINT = Equivalent.rustc("invalid_value");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/invalid-value",
              "invalid-value",
              "a value of zeros, or of what memory happens to hold, of a type that does not allow it",
              """
              That such a value exists is undefined behaviour, even if nobody looks at it: the compiler
              relies on references not being null, and uses what cannot be for something else.
              `MaybeUninit` holds memory until it is a value, an `Option` has one for "none yet".
              """)
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
    Boolean isZero = isZero(node, context.types());
    if (isZero == null) {
      return List.of();
    }
    Ty type = context.types().of(node);
    InvalidBits.Reason reason = isZero ? InvalidBits.ofZeros(type) : InvalidBits.ofUnset(type);
    return reason == null ? List.of() : List.of(new Found(node, isZero, type, reason));
  }

  /// Whether a call makes a value of zeros, false if it makes one of what memory holds; null if it
  /// does neither.
  private static @Nullable Boolean isZero(Node node, ItemTypes types) {
    FunctionCall call = FunctionCall.of(node);
    if (call != null && call.arguments().isEmpty()) {
      return switch (call.name()) {
        case "zeroed" -> call.means("core::mem::zeroed", types) ? true : null;
        case "uninitialized" -> call.means("core::mem::uninitialized", types) ? false : null;
        default -> null;
      };
    }
    Transmute transmute = Transmute.of(node, types);
    if (transmute != null) {
      // Of references and functions made of zero there is another hint.
      return transmute.value().is(Kind.INTEGER_LITERAL)
              && NullPointer.is(transmute.value(), types)
              && !(transmute.to() instanceof Ty.Ref)
              && !(transmute.to() instanceof Ty.FnPtr)
          ? true
          : null;
    }
    return isAssumed(node, "zeroed", types) ? true : null;
  }

  /// Whether a call is `MaybeUninit::made().assume_init()`.
  static boolean isAssumed(Node node, String made, ItemTypes types) {
    MethodCall call = MethodCall.of(node, "assume_init", 0);
    return call != null
        && FunctionCall.of(call.receiver(), made, 0) != null
        && ItemTypes.isAdt(types.of(call.receiver()), "core::mem::maybe_uninit::MaybeUninit");
  }

  @Override
  public Message describe(Found found, Context context) {
    String type = ItemTypes.text(found.type());
    return Message.at(
            found.call().span(),
            found.isZero()
                ? "zeros are no `" + type + "`"
                : "this makes a `" + type + "` of what memory happens to hold")
        .note(found.reason().text(found.type()))
        .note("that is undefined behaviour, even if it is never used")
        .help("keep the memory in a `MaybeUninit<" + type + ">` until it is set")
        .as(LINT);
  }
}
