package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Prim;

/// What a path means, as far as modules settle that.
public sealed interface PathResolution {
  /// A definition. What is left of the path names something associated with it: `new` of `Vec::new`.
  ///
  /// @param used how many parts of the path lead to it
  record Resolved(Def def, int used) implements PathResolution {}

  /// A primitive type.
  ///
  /// @param used how many parts of the path lead to it
  record Primitive(Prim prim, int used) implements PathResolution {}

  /// It cannot be told: it leads into a crate that is missing, or to a place of which not all names
  /// are known.
  record Unknown() implements PathResolution {}

  /// There is no such thing.
  ///
  /// @param at the part of the path that is nowhere
  record Unresolved(int at) implements PathResolution {}
}
