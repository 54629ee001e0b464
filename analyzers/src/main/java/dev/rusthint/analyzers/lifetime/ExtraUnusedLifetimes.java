package dev.rusthint.analyzers.lifetime;

import dev.rusthint.analyzers.Containers;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lifetime parameters of functions and impls that no type in them names.
public final class ExtraUnusedLifetimes implements Analyzer<ExtraUnusedLifetimes.Found> {
  /// @param parameter its name in the list that declares it
  /// @param removable whether nothing at all names it, bounds and bodies included
  record Found(Node item, Node parameter, boolean removable) {}

  private static final Equivalent LINT = Equivalent.clippy("extra_unused_lifetimes");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "lifetime/needless",
              "extra-unused-lifetimes",
              "a lifetime parameter that nothing uses",
              """
              A lifetime parameter that no type names ties nothing to anything. Often it is left
              over from a change; sometimes the author meant to use it, and a reference has a
              lifetime of its own instead.
              """)
          .withReach(Reach.CRATE)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT, UnusedLifetimes.LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return ElidableLifetimes.KINDS;
  }

  @Override
  public List<Found> find(Node item, Context context) {
    return in(item, context);
  }

  /// What this rule finds in a function or impl.
  static List<Found> in(Node item, Context context) {
    Node generics = item.child(Field.TYPE_PARAMETERS);
    if (generics == null || !generics.has(Kind.LIFETIME_PARAMETER)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>(0);
    if (item.is(Kind.IMPL_ITEM)) {
      ImplLifetimes lifetimes = ImplLifetimes.of(item, context);
      if (lifetimes != null) {
        List<Node> nowhere = lifetimes.unused(true);
        for (Node parameter : lifetimes.unused(false)) {
          found.add(new Found(item, parameter, nowhere.contains(parameter)));
        }
      }
    } else if (!isInTraitImpl(item, context.item())
        && context.item().item().container() != ItemKind.EXTERN_BLOCK) {
      for (Node parameter : new FunctionLifetimes(item, context).unused()) {
        found.add(new Found(item, parameter, !UnusedLifetimes.isUsed(parameter, item)));
      }
    }
    return found;
  }

  private static boolean isInTraitImpl(Node function, Placed item) {
    Node list = function.parent();
    if (list == null || !list.is(Kind.DECLARATION_LIST)) {
      return list != null && list.is(Kind.SOURCE_FILE) && Containers.isInTraitImpl(item);
    }
    return Containers.isTraitImpl(list.parent());
  }

  @Override
  public Message describe(Found found, Context context) {
    Message message = message(found.item(), found.parameter()).as(LINT);
    // The compiler takes a bound, and a use in a body, for a use.
    return found.removable() ? message.as(UnusedLifetimes.LINT) : message;
  }

  static Message message(@Nullable Node item, Node parameter) {
    String where =
        item == null || !item.is(Kind.IMPL_ITEM) ? "its signature" : "the impl";
    return Message.at(
            parameter.span(),
            "nothing in " + where + " uses the lifetime `" + parameter.text() + "`")
        .help("take it out, or name it where it was meant to be")
        .markUnnecessary();
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return found.removable() ? remove(found.parameter()) : Optional.empty();
  }

  /// Takes the parameter out of its list.
  static Optional<Fix> remove(Node parameter) {
    Node declared = parameter.parent();
    Node list = declared == null ? null : declared.parent();
    if (list == null) {
      return Optional.empty();
    }
    return Generics.without(list, List.of(parameter))
        .map(
            edits ->
                Fix.machine("Take " + parameter.text() + " out", edits.toArray(Edit[]::new)));
  }
}
