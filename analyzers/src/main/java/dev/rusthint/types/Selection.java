package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.List;

/// Why a trait holds for a type.
sealed interface Selection {
  /// By an impl.
  ///
  /// @param args its parameters' arguments, variables some of them
  /// @param isCertain whether all that it requires certainly holds
  record ByImpl(Def impl, List<Ty> args, boolean isCertain) implements Selection {
    List<Predicate> nested() {
      Generics generics = impl.generics();
      return generics.allPredicates();
    }
  }

  /// By something required where the body stands, or promised of an associated or opaque type.
  ///
  /// @param promises what is known beside, to look for projections in
  record ByBound(TraitRef bound, List<Predicate> promises) implements Selection {}

  /// Because the type is a trait object of it.
  record ByObject(Ty.DynBound bound, TraitRef trait) implements Selection {}

  /// By the language: `Sized`, `Copy` of a tuple, `Fn` of a closure.
  ///
  /// @param nested what must hold besides
  /// @param output for `Fn` traits and futures what a call or `.await` gives
  record BuiltIn(List<TraitRef> nested, Ty output) implements Selection {}

  /// Not decided yet: a variable could become many things.
  record Ambiguous() implements Selection {}

  /// It does not hold.
  record Fails() implements Selection {}

  /// Something unknown is in the way.
  record Unclear() implements Selection {}

  Selection AMBIGUOUS = new Ambiguous();
  Selection FAILS = new Fails();
  Selection UNCLEAR = new Unclear();
  Selection HOLDS = new BuiltIn(List.of(), Ty.UNKNOWN);
}
