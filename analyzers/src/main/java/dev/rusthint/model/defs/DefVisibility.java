package dev.rusthint.model.defs;

import org.jspecify.annotations.Nullable;

/// Where a definition can be named (Reference, *Visibility and privacy*).
///
/// @param module the module in which, and below which, it can; null if everywhere
public record DefVisibility(@Nullable Def module) {
  public static final DefVisibility PUBLIC = new DefVisibility(null);

  /// Whether it can be named in a module.
  public boolean reaches(Def from) {
    if (module == null) {
      return true;
    }
    for (Def at = from; at != null; at = at.parent()) {
      if (at == module) {
        return true;
      }
    }
    return false;
  }
}
