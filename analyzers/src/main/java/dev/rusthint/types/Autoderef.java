package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The types that a place expression is dereferenced to, step by step (Reference, *Method call
/// expressions*).
final class Autoderef {
  private static final int MAX_STEPS = 32;

  private final World world;
  private final InferenceTable table;
  private final Traits traits;

  Autoderef(World world, InferenceTable table, Traits traits) {
    this.world = world;
    this.table = table;
    this.traits = traits;
  }

  /// The type itself and what it dereferences to, in order. The last can be a variable or unknown.
  List<Ty> steps(Ty type) {
    List<Ty> steps = new ArrayList<>();
    Ty at = table.shallow(type);
    while (at != null && steps.size() < MAX_STEPS) {
      steps.add(at);
      at = deref(at);
    }
    return steps;
  }

  /// What `*value` is, by the language or by `Deref`; null if it is nothing. Not for raw pointers.
  @Nullable Ty deref(Ty type) {
    Ty at = table.shallow(type);
    return switch (at) {
      case Ty.Ref t -> table.shallow(t.target());
      case Ty.Unknown t -> null;
      case Ty.Infer _ -> null;
      case Ty.Adt t ->
          isBox(t.def()) && !t.args().isEmpty()
              ? table.shallow(t.args().getFirst())
              : overloaded(at);
      case Ty.Param _, Ty.Projection _, Ty.Opaque _ -> overloaded(at);
      default -> null;
    };
  }

  boolean isBox(Def def) {
    return def == world.lang("owned_box");
  }

  private @Nullable Ty overloaded(Ty type) {
    Def trait = world.lang("deref");
    if (trait == null) {
      return null;
    }
    Def target = trait.member("Target", Namespace.TYPE);
    TraitRef wanted = new TraitRef(trait, List.of(type));
    if (target == null || !traits.mayHold(wanted)) {
      return null;
    }
    Ty found = traits.normalize(new Ty.Projection(target, List.of(type)));
    return table.shallow(found);
  }
}
