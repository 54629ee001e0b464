package dev.rusthint.analyzers.unsafety;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FunctionCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A `transmute` that changes nothing, or what a cast can.
public final class TransmuteNeedless implements Analyzer<TransmuteNeedless.Found> {
  /// @param isCast whether it makes a pointer of a reference
  record Found(Node call, Node value, Ty from, Ty to, boolean isCast) {}

  private static final Equivalent LINT = Equivalent.clippy("useless_transmute");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-needless",
              "transmute-needless",
              "a `transmute` that changes nothing, or what a cast can",
              """
              `transmute` takes any bits for any type of the same size, and whoever changes one of the
              two types gets no error. Between a type and itself there is nothing to do; a reference
              becomes a pointer by `as`, which does nothing else.
              """)
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
    FunctionCall call = FunctionCall.of(node, "transmute", 1);
    if (call == null || !call.means("core::intrinsics::transmute", context.types())) {
      return List.of();
    }
    Node value = call.arguments().getFirst();
    Ty from = context.types().of(value);
    Ty to = context.types().of(node);
    if (ItemTypes.isSame(from, to)) {
      return hasLifetimes(from) ? List.of() : List.of(new Found(node, value, from, to, false));
    }
    boolean isCast =
        from instanceof Ty.Ref reference
            && to instanceof Ty.RawPtr pointer
            && ItemTypes.isKnown(from)
            && ItemTypes.isKnown(to)
            && isThin(reference.target())
            && isThin(pointer.target());
    return isCast ? List.of(new Found(node, value, from, to, true)) : List.of();
  }

  /// Whether there may be a lifetime in a type: then two that look the same may not be.
  private static boolean hasLifetimes(Ty type) {
    boolean[] found = {false};
    new TyMap() {
      @Override
      protected Ty leaf(Ty leaf) {
        return leaf;
      }

      @Override
      protected Ty whole(Ty whole) {
        found[0] |=
            whole instanceof Ty.Ref
                || whole instanceof Ty.Dyn
                || whole instanceof Ty.FnPtr
                || whole instanceof Ty.Adt adt && !adt.def().generics().lifetimes().isEmpty();
        return whole;
      }

      @Override
      protected Region region(Region region) {
        return region;
      }
    }.type(type);
    return found[0];
  }

  private static boolean isThin(Ty type) {
    return type instanceof Ty.Primitive || type instanceof Ty.Tuple || type instanceof Ty.Array;
  }

  @Override
  public Message describe(Found found, Context context) {
    String from = ItemTypes.text(found.from());
    Message message =
        found.isCast()
            ? Message.at(
                    found.call().span(), "this `transmute` makes a pointer of a `" + from + "`")
                .help("use a cast, `as " + ItemTypes.text(found.to()) + "`")
            : Message.at(
                    found.call().span(), "this `transmute` is from `" + from + "` to the same type")
                .help("leave it out");
    return message.as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    boolean isPlace =
        found.value().is(Kind.IDENTIFIER) || found.value().is(Kind.FIELD_EXPRESSION);
    Node parent = found.call().parent();
    boolean isLoose =
        parent != null && (parent.is(Kind.BLOCK) || Expressions.isLoosePlace(found.call()));
    if (!isPlace || !isLoose) {
      return Optional.empty();
    }
    if (!found.isCast()) {
      return Optional.of(
          Fix.machine(
              "Leave `transmute` out",
              Edit.replace(found.call().span(), found.value().text())));
    }
    boolean isSameTarget =
        found.from() instanceof Ty.Ref reference
            && found.to() instanceof Ty.RawPtr pointer
            && reference.mutable() == pointer.mutable()
            && ItemTypes.isSame(reference.target(), pointer.target());
    String pointer = found.to() instanceof Ty.RawPtr p && p.mutable() ? "*mut _" : "*const _";
    return isSameTarget
        ? Optional.of(
            Fix.machine(
                "Use a cast",
                Edit.replace(found.call().span(), found.value().text() + " as " + pointer)))
        : Optional.empty();
  }
}
