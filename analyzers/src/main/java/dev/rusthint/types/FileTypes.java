package dev.rusthint.types;

import dev.rusthint.syntax.Placed;
import org.jspecify.annotations.Nullable;

/// The types in the bodies of one version of a file.
public interface FileTypes {
  /// What is known of the types in an item of the file; null for an item that is of no crate, or
  /// whose place in the crate is not known since it was edited.
  ///
  /// @param checkpoint called often while types are found; what it throws ends the work
  @Nullable ItemTypes of(Placed item, Runnable checkpoint);

  /// What the types of an item depend on beside its text: they are the same while this is the same
  /// object.
  Object basis();

  /// Whether the crate was read with all that the file declares now; else it is time to read it
  /// again.
  boolean isCurrent();
}
