package dev.rusthint.model.defs;

import java.util.List;

/// Something that a where clause or a bound requires.
public sealed interface Predicate {
  TraitRef trait();

  /// `T: Trait<A>`
  record Implements(TraitRef trait) implements Predicate {}

  /// `T: Trait<A, Assoc = U>`; a requirement beside the [Implements] of the same trait.
  ///
  /// @param assoc the associated type, of the trait or of one of its supertraits
  /// @param own its own arguments, if it is generic
  record Projects(TraitRef trait, Def assoc, List<Ty> own, Ty type) implements Predicate {
    public Projects {
      own = List.copyOf(own);
    }
  }
}
