package dev.rusthint.types;

import dev.rusthint.syntax.Placed;
import org.jspecify.annotations.Nullable;

/// The types in the bodies of one file.
public interface FileTypes {
  /// What is known of the types in an item of the file; null for an item that is of no crate, or not
  /// of the text that the crate was read with.
  @Nullable ItemTypes of(Placed item);
}
