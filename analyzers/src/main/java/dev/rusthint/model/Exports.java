package dev.rusthint.model;

import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;

/// Which items of one file other crates can name, through `pub` all the way or through a
/// re-export: rustc's *effective visibility*.
public interface Exports {
  /// Whether `item` of `file`, or for a member its container's type or trait and itself, can be
  /// named from outside the crate.
  boolean isExported(SourceFile file, Placed item);
}
