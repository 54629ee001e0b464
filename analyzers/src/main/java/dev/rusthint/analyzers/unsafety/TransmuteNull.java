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
import java.util.List;
import java.util.Set;

/// Null that is made a reference or a function.
public final class TransmuteNull implements Analyzer<TransmuteNull.Found> {
  record Found(Transmute transmute) {}

  private static final Equivalent REFERENCE = Equivalent.clippy("transmuting_null");
  private static final Equivalent FUNCTION = Equivalent.clippy("transmute_null_to_fn");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-null",
              "transmute-null",
              "null that is made a reference or a function",
              """
              A reference and a function pointer are never null, and the compiler relies on it: that
              there is such a value is undefined behaviour, even if nobody uses it. An `Option` of
              either may be null, as `None`, and has the same size.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(REFERENCE, FUNCTION);

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
            && (transmute.to() instanceof Ty.Ref || transmute.to() instanceof Ty.FnPtr)
            && NullPointer.is(transmute.value(), context.types())
        ? List.of(new Found(transmute))
        : List.of();
  }

  @Override
  public Message describe(Found found, Context context) {
    Transmute transmute = found.transmute();
    String to = transmute.toText();
    return Message.at(transmute.call().span(), "this makes a `" + to + "` of null")
        .note("that is undefined behaviour, even if it is never used")
        .help("use `None` of an `Option<" + to + ">`")
        .as(transmute.to() instanceof Ty.Ref ? REFERENCE : FUNCTION);
  }
}
