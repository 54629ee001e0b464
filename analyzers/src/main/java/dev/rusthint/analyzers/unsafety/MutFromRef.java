package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function that makes a mutable reference of shared ones.
public final class MutFromRef implements Analyzer<MutFromRef.Found> {
  /// @param result the mutable reference in the result's type
  /// @param inputs the shared references that it lives as long as
  record Found(Node function, Node result, List<Node> inputs) {}

  private static final Equivalent LINT = Equivalent.clippy("mut_from_ref");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/mut-from-ref",
              "mut-from-ref",
              "a function that makes a mutable reference of shared ones",
              """
              Whoever has `&T` may have any number of them, so a safe function that gives `&mut` for `&`
              gives two mutable references to one place as soon as it is called twice. That is undefined
              behaviour, even if nobody writes through them. It is right only where each call gives
              another place, as an arena does.
              """)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM);
  }

  /// A lifetime in a type.
  ///
  /// @param name null if it is elided
  /// @param reference the reference that has it, null for others
  private record Use(@Nullable String name, @Nullable Node reference) {
    boolean isMutable() {
      return reference != null && reference.has(Kind.MUTABLE_SPECIFIER);
    }
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node result = function.child(Field.RETURN_TYPE);
    Node parameters = function.child(Field.PARAMETERS);
    if (result == null
        || parameters == null
        || !result.text().contains("mut")
        || isOfTraitImpl(function, context)
        || !mayBeWrong(function)) {
      return List.of();
    }
    List<Use> inputs = new ArrayList<>();
    Use self = null;
    for (Node parameter : parameters.namedChildren()) {
      if (parameter.is(Kind.SELF_PARAMETER)) {
        self = self(parameter);
        if (self != null) {
          inputs.add(self);
        }
      } else {
        Node type = parameter.child(Field.TYPE);
        gather(type == null ? parameter : type, inputs);
      }
    }
    List<Use> outputs = new ArrayList<>();
    gather(result, outputs);
    for (Use output : outputs) {
      Node reference = output.reference;
      if (reference == null || !output.isMutable()) {
        continue;
      }
      List<Use> sources = sources(output, inputs, self);
      boolean isShared =
          !sources.isEmpty()
              && sources.stream().allMatch(use -> use.reference != null && !use.isMutable());
      if (isShared) {
        List<Node> shared = new ArrayList<>();
        sources.forEach(use -> shared.add(use.reference == null ? function : use.reference));
        return List.of(new Found(function, reference, shared));
      }
    }
    return List.of();
  }

  /// The inputs that a reference in the result lives as long as (Reference, *Lifetime elision*).
  private static List<Use> sources(Use output, List<Use> inputs, @Nullable Use self) {
    if (output.name != null && !output.name.equals("'_")) {
      return inputs.stream().filter(input -> output.name.equals(input.name)).toList();
    }
    if (self != null) {
      return List.of(self);
    }
    return inputs.size() == 1 ? inputs : List.of();
  }

  /// The reference that `&self` is, null for `self`.
  private static @Nullable Use self(Node parameter) {
    Node lifetime = parameter.child(Kind.LIFETIME);
    return parameter.has(Kind.AMP)
        ? new Use(lifetime == null ? null : lifetime.text(), parameter)
        : null;
  }

  /// The lifetimes in a type, those of functions in it aside.
  private static void gather(Node type, List<Use> uses) {
    switch (type.kind()) {
      case FUNCTION_TYPE -> {
        return;
      }
      case REFERENCE_TYPE -> {
        Node lifetime = type.child(Kind.LIFETIME);
        uses.add(new Use(lifetime == null ? null : lifetime.text(), type));
      }
      case TYPE_ARGUMENTS -> {
        for (Node argument : type.namedChildren()) {
          if (argument.is(Kind.LIFETIME)) {
            uses.add(new Use(argument.text(), null));
          }
        }
      }
      default -> {}
    }
    for (Node child : type.namedChildren()) {
      gather(child, uses);
    }
  }

  private static boolean isOfTraitImpl(Node function, Context context) {
    Node impl = function.ancestor(Kind.IMPL_ITEM, Kind.FUNCTION_ITEM);
    if (impl != null) {
      return impl.is(Kind.IMPL_ITEM) && impl.child(Field.TRAIT) != null;
    }
    Placed around = context.item().parent();
    Node head = around == null ? null : dev.rusthint.syntax.Attributes.itemOf(around.item().tree());
    return around != null
        && around.kind() == ItemKind.IMPL
        && head != null
        && head.child(Field.TRAIT) != null;
  }

  /// Whether a function has no body, or unsafe code in it.
  private static boolean mayBeWrong(Node function) {
    Node body = function.child(Field.BODY);
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    if (body == null || modifiers != null && modifiers.has(Kind.KW_UNSAFE)) {
      return true;
    }
    for (Node node : body.descendants()) {
      if (node.is(Kind.UNSAFE_BLOCK)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.function().textOf(Field.NAME).orElse("this function");
    Message message =
        Message.at(
                found.result().span(),
                "`" + name + "` gives a mutable reference to whoever has a shared one")
            .note("called twice, it gives two to the same place, which is undefined behaviour")
            .help("take `&mut`, give out a raw pointer, or use a cell or a lock")
            .as(LINT);
    for (Node input : found.inputs()) {
      message = message.related(Place.here(input.span()), "the shared reference");
    }
    return message;
  }
}
