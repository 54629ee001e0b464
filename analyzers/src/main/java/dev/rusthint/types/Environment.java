package dev.rusthint.types;

import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is required of the parameters where a body stands.
final class Environment {
  private final Traits traits;
  private final InferenceTable table;

  private Environment(World world, List<Predicate> elaborated) {
    this.table = new InferenceTable();
    this.traits = new Traits(world, table, elaborated);
  }

  /// The clauses with their supertraits, and what impls say of their associated types in them:
  /// `C: Consumer<Self::Item>` in an impl with `type Item = T` is `C: Consumer<T>`.
  static List<Predicate> of(World world, List<Predicate> clauses) {
    List<Predicate> elaborated = world.elaborate(clauses);
    if (elaborated.stream().noneMatch(Environment::hasProjection)) {
      return elaborated;
    }
    Environment environment = new Environment(world, elaborated);
    Set<Predicate> found = new LinkedHashSet<>();
    for (Predicate predicate : elaborated) {
      found.add(
          switch (predicate) {
            case Predicate.Implements(TraitRef trait) ->
                new Predicate.Implements(environment.normalized(trait));
            case Predicate.Projects p ->
                new Predicate.Projects(
                    environment.normalized(p.trait()), p.assoc(), p.own(), p.type());
          });
    }
    return List.copyOf(found);
  }

  private static boolean hasProjection(Predicate predicate) {
    TraitRef trait =
        switch (predicate) {
          case Predicate.Implements(TraitRef t) -> t;
          case Predicate.Projects p -> p.trait();
        };
    return trait.args().stream().anyMatch(Types::hasProjection);
  }

  private TraitRef normalized(TraitRef trait) {
    List<Ty> args = new ArrayList<>();
    for (Ty arg : trait.args()) {
      Ty known = Types.hasProjection(arg) ? table.resolve(traits.normalize(arg)) : arg;
      args.add(Types.hasVariable(known) || Types.hasUnknown(known) ? arg : known);
    }
    return new TraitRef(trait.trait(), args);
  }
}
