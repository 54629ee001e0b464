package dev.rusthint.hint;

import dev.rusthint.text.Span;

/// A place in the same file that a message also speaks of.
///
/// @param ordinal the number of the item it lies in ([dev.rusthint.syntax.Placed#ordinal]), or -1
///     for the item of the finding
/// @param span where it lies in that item
public record Place(int ordinal, Span span) {
  public static Place here(Span span) {
    return new Place(-1, span);
  }
}
