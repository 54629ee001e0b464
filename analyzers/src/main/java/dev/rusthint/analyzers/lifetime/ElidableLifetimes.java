package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Context;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the two rules share that find lifetimes without a need for a name: one where every use is
/// in a reference, which needs no lifetime at all then, the other where `'_` stands for some.
final class ElidableLifetimes {
  static final Set<Kind> KINDS =
      Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM, Kind.IMPL_ITEM);

  /// @param generics the list that declares them
  /// @param parameters their names in that list
  /// @param settled whether leaving them out is known to mean the same
  record Found(Node generics, List<Node> parameters, List<LifetimeUse> uses, boolean settled) {}

  private ElidableLifetimes() {}

  /// The lifetimes of a function or impl that need no name.
  ///
  /// @param referencesOnly whether to find those that are in references alone, or the others
  static List<Found> find(Node item, Context context, boolean referencesOnly) {
    Node generics = item.child(Field.TYPE_PARAMETERS);
    if (generics == null || !generics.has(Kind.LIFETIME_PARAMETER)) {
      return List.of();
    }
    Found found = item.is(Kind.IMPL_ITEM) ? ofImpl(item, generics, context) : ofFunction(item, generics, context);
    if (found == null) {
      return List.of();
    }
    boolean references = found.uses().stream().allMatch(LifetimeUse::isReference);
    return references == referencesOnly ? List.of(found) : List.of();
  }

  private static @Nullable Found ofImpl(Node impl, Node generics, Context context) {
    ImplLifetimes lifetimes = ImplLifetimes.of(impl, context);
    if (lifetimes == null) {
      return null;
    }
    List<LifetimeUse> once = lifetimes.usedOnce();
    return once.isEmpty() ? null : found(generics, lifetimes.declared(), once, true);
  }

  private static @Nullable Found ofFunction(Node function, Node generics, Context context) {
    if (context.item().item().container() == ItemKind.EXTERN_BLOCK) {
      return null;
    }
    FunctionLifetimes.Elidable elidable = new FunctionLifetimes(function, context).elidable();
    return elidable == null
        ? null
        : found(
            generics,
            FunctionLifetimes.declared(generics),
            elidable.uses(),
            elidable.settled());
  }

  private static Found found(
      Node generics, Map<String, Node> declared, List<LifetimeUse> uses, boolean settled) {
    Set<Node> parameters = new LinkedHashSet<>();
    for (LifetimeUse use : uses) {
      Node parameter = declared.get(use.name());
      if (parameter != null) {
        parameters.add(parameter);
      }
    }
    return new Found(generics, List.copyOf(parameters), uses, settled);
  }

  static String names(List<Node> lifetimes) {
    List<String> names = new ArrayList<>();
    for (Node lifetime : lifetimes) {
      names.add("`" + lifetime.text() + "`");
    }
    return names.size() == 1
        ? names.get(0)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  static Message describe(Found found, String text) {
    Message message = Message.at(found.parameters().get(0).span(), text);
    for (LifetimeUse use : found.uses()) {
      message = message.related(Place.here(use.node().span()), "used here");
    }
    return message.markUnnecessary();
  }

  static Optional<Fix> fix(Found found) {
    return Generics.without(found.generics(), found.parameters())
        .map(
            removed -> {
              List<Edit> edits = new ArrayList<>(removed);
              for (LifetimeUse use : found.uses()) {
                edits.add(Generics.elide(use));
              }
              String title = "Leave " + names(found.parameters()).replace("`", "") + " out";
              return new Fix(title, found.settled(), edits);
            });
  }
}
