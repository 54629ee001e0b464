package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.FreeTypes;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `cloned` of an iterator or option of references to a type that is `Copy`.
public final class ClonedInsteadOfCopied implements Analyzer<ClonedInsteadOfCopied.Found> {
  /// @param isFree whether the type of the result may be another
  record Found(Node name, Ty type, boolean isFree) {}

  private static final Equivalent LINT = Equivalent.clippy("cloned_instead_of_copied");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/early-clone",
              "cloned-instead-of-copied",
              "`cloned` where the values are copied anyway",
              """
              `copied` says that the values are `Copy`: it costs no more than a read, and a change of
              the type to one with an expensive `clone` does not go unnoticed.
              """)
          .pedantic()
          .withFixes(Fixes.MACHINE)
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
    MethodCall call = MethodCall.of(node, "cloned", 0);
    if (call == null) {
      return List.of();
    }
    ItemTypes types = context.types();
    MethodUse use = types.call(node);
    Ty value = use == null ? null : value(use, types.of(node), context);
    return value != null && types.isCopy(value, node)
        ? List.of(new Found(call.name(), value, FreeTypes.isFree(node, types)))
        : List.of();
  }

  /// What is cloned.
  private static @Nullable Ty value(MethodUse use, Ty result, Context context) {
    if (use.is("core::iter::traits::iterator::Iterator::cloned")) {
      return context.crate().allows(36) && use.args().size() == 2 ? use.args().get(1) : null;
    }
    boolean isOption =
        use.is("core::option::{impl}::cloned")
            && use.receiver() instanceof Ty.Adt option
            && option.args().getFirst() instanceof Ty.Ref reference
            && !reference.mutable();
    return isOption && context.crate().allows(35) && result instanceof Ty.Adt option
        ? option.args().getFirst()
        : null;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.name().span(),
            "these clones are plain copies: `" + ItemTypes.text(found.type()) + "` is `Copy`")
        .help("use `copied`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return found.isFree()
        ? Optional.of(Fix.machine("Use `copied`", Edit.replace(found.name().span(), "copied")))
        : Optional.empty();
  }
}
