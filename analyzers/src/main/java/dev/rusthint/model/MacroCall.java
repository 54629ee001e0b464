package dev.rusthint.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A macro called where an item may stand.
///
/// @param name the last part of the macro's path
/// @param items the items that its arguments look like, none if they look like something else
/// @param literal the content of the string that is its only argument; null if it has others
/// @param words the identifiers among its arguments, sorted
public record MacroCall(
    String name, @Nullable String literal, List<ItemTree> items, Set<String> words) {
  public MacroCall {
    items = List.copyOf(items);
  }
}
