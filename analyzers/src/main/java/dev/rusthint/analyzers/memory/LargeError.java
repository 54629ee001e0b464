package dev.rusthint.analyzers.memory;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.LeastSizes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function whose `Result` has an error that is large.
public final class LargeError implements Analyzer<LargeError.Found> {
  /// @param variant the variant of the error that takes most, null if the error is no enum of this
  ///   crate
  record Found(Node result, Node function, String error, long size, @Nullable String variant) {}

  private static final Equivalent LINT = Equivalent.clippy("result_large_err");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "memory/large-error",
              "large-error",
              "a `Result` with an error of 128 bytes or more",
              """
              A `Result` has room for its error in every value, also in each that is `Ok`. A large
              error is copied at every `?` on the way up and makes the good case slower, which is
              the common one. A `Box` around the error costs an allocation where something went
              wrong, and nothing elsewhere. Sizes are those of 64-bit targets.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM);
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node result = function.child(Field.RETURN_TYPE);
    Node name = function.child(Field.NAME);
    if (result == null || name == null) {
      return List.of();
    }
    ItemTypes types = context.types();
    Def def = types.definition(function);
    FnSig sig = def == null || isOfTrait(def) ? null : def.signature();
    if (sig == null
        || !(sig.result() instanceof Ty.Adt adt)
        || !adt.def().path().equals("core::result::Result")) {
      return List.of();
    }
    Ty error = adt.args().get(1);
    long allowed =
        LargeVariant.threshold(context.settings(), "large-error-threshold", 128);
    LeastSizes sizes = new LeastSizes(types.world(), DataModel.LP64);
    String text = ItemTypes.text(error);
    if (error instanceof Ty.Adt own
        && own.def().kind() == DefKind.ENUM
        && own.def().crate() == types.world().crate()) {
      return sizes.variants(own).stream()
          .max(Comparator.comparingLong(LeastSizes.Variant::size))
          .filter(largest -> largest.size() >= allowed)
          .map(v -> List.of(new Found(result, name, text, v.size(), v.def().name())))
          .orElse(List.of());
    }
    OptionalLong size = sizes.of(error);
    return size.isPresent() && size.getAsLong() >= allowed
        ? List.of(new Found(result, name, text, size.getAsLong(), null))
        : List.of();
  }

  /// Whether a trait decides what a function returns.
  private static boolean isOfTrait(Def def) {
    Def container = def.container();
    ImplHead head = container == null ? null : container.impl();
    return head != null && head.trait() != null;
  }

  @Override
  public Message describe(Found found, Context context) {
    String what =
        found.variant() == null
            ? "`" + found.error() + "` takes"
            : "`" + found.error() + "::" + found.variant() + "` takes";
    return Message.at(
            found.result().span(),
            what + " at least " + found.size() + " bytes in each result of `"
                + found.function().text() + "`")
        .note("a `Result` is as large as its error, also where all went well")
        .help("return `Box<" + found.error() + ">`, or box what is large in it")
        .as(LINT);
  }
}
