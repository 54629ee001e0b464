package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;

/// Memory that was never written, taken for a value.
public final class UninitAssumedInit implements Analyzer<UninitAssumedInit.Found> {
  record Found(Node call, Ty type, InvalidBits.Reason reason) {}

  private static final Equivalent LINT = Equivalent.clippy("uninit_assumed_init");
  private static final Equivalent SAME = Equivalent.rustc("invalid_value");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/uninit-assumed-init",
              "uninit-assumed-init",
              "memory that was never written, taken for a value",
              """
              `MaybeUninit` exists so that there is no value before the memory is set. Nearly no type
              allows unset memory, not even a number: the compiler may take it for another value at each
              use. An array whose elements are set one by one is a `[MaybeUninit<T>; N]` until then.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT, SAME);

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
    if (!InvalidValue.isAssumed(node, "uninit", context.types())) {
      return List.of();
    }
    Ty type = context.types().of(node);
    InvalidBits.Reason reason =
        type instanceof Ty.Param
            ? new InvalidBits.Reason(type, "may be a type that has to be initialized")
            : InvalidBits.ofUnset(type);
    return reason == null ? List.of() : List.of(new Found(node, type, reason));
  }

  @Override
  public Message describe(Found found, Context context) {
    String type = ItemTypes.text(found.type());
    Message message =
        Message.at(
                found.call().span(), "this takes memory that was never written for a `" + type + "`")
            .note(found.reason().text(found.type()))
            .help("write it first, and assume after that that it is initialized")
            .as(LINT);
    return found.type() instanceof Ty.Param ? message : message.as(SAME);
  }
}
