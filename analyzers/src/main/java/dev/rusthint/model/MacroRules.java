package dev.rusthint.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a `macro_rules!` definition.
///
/// @param passes how it passes on the items that it is given, where that is all it does; else null
/// @param words the identifiers in its body, sorted
public record MacroRules(@Nullable Passing passes, Set<String> words) {
  /// Stands for the inner attribute that a macro is given before its items.
  static final String META = "$";

  /// A macro like `($($item:item)*) => { $(#[cfg(unix)] $item)* }`, or `(#![$meta:meta]
  /// $($item:item)*) => { $(#[cfg($meta)] $item)* }`, or one that gives its items to another such
  /// macro.
  ///
  /// @param predicates the `cfg` predicates that it puts before the items, or [#META]
  /// @param macro the macro that it gives the items to, null if none
  /// @param meta the inner attribute that it gives to that, or [#META], null if none
  public record Passing(List<String> predicates, @Nullable String macro, @Nullable String meta) {
    public Passing {
      predicates = List.copyOf(predicates);
    }
  }
}
