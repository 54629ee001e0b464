package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.syntax.Placed;
import org.jspecify.annotations.Nullable;

/// The types in the bodies of one version of a file.
public interface FileTypes {
  /// What is known of the types in an item of the file; null for an item that is of no crate, or
  /// whose place in the crate is not known since it was edited.
  ///
  /// @param checkpoint called often while types are found; what it throws ends the work
  @Nullable ItemTypes of(Placed item, Runnable checkpoint);

  /// The struct, enum or union that an item is; null if it is none, or something else since it was
  /// edited.
  @Nullable Def declared(Placed item);

  /// What is known of the crate.
  World world();

  /// What the types of an item depend on beside its text: they are the same while this is the same
  /// object.
  Object basis();

  /// Whether the crate was read with all that the file declares now; else it is time to read it
  /// again.
  boolean isCurrent();
}
