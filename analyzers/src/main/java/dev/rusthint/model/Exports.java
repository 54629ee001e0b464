package dev.rusthint.model;

import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import org.jspecify.annotations.Nullable;

/// What the other files of a crate settle for one of its files: which of its items other crates can
/// name, through `pub` all the way or through a re-export (rustc's *effective visibility*), and what
/// its paths lead to.
public interface Exports {
  /// Whether `item` of `file` can be named from outside the crate; a member if its container's type
  /// or trait can and it is `pub` itself or a trait's. A member of a trait impl if both the type
  /// and the trait can, as far as they are of this crate. Null if what a macro or an unresolved
  /// glob import declares could decide it.
  @Nullable Boolean isExported(SourceFile file, Placed item);

  /// Whether `#[doc(hidden)]` stands on `item`, on something around it, in this file or another, or
  /// on the type that it is a member of: it is no part of what is documented.
  boolean isDocHidden(SourceFile file, Placed item);

  /// What a path that is used as a type in the module around `item` leads to, through imports and
  /// globs of whatever file; null if that is not known, or it is a type without
  /// lifetimes and no alias of something of std.
  @Nullable NamedType typeNamed(SourceFile file, Placed item, String type);

  /// Whether `item` is a call of a macro that puts a `cfg` before the items that it is given, and
  /// that `cfg` is false: nothing is left of them.
  boolean isLeftOut(SourceFile file, Placed item);
}
