package dev.rusthint.model.defs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The impls of one crate by trait and by type. It does not change.
///
/// Impls for a type that is not known are not in it, and negative ones only in [#negative].
public interface ImplIndex {
  /// Indexes impls by what they say of themselves.
  static ImplIndex of(List<Def> impls) {
    return new ImplTable(impls);
  }

  /// The inherent impls for types with a head.
  List<Def> inherent(Head head);

  /// The impls of a trait for types with a head; the blanket ones for null.
  List<Def> ofTrait(Def trait, @Nullable Head head);

  /// All impls of a trait, in no particular order.
  List<Def> ofTrait(Def trait);

  /// All negative impls of a trait, `impl !Trait for …`.
  List<Def> negative(Def trait);
}
