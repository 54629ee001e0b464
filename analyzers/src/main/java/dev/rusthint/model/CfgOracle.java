package dev.rusthint.model;

import org.jspecify.annotations.Nullable;

/// Decides `cfg` predicates for one configuration.
@FunctionalInterface
public interface CfgOracle {
  /// Nothing is known: every predicate may hold.
  CfgOracle UNDECIDED = _ -> true;

  /// Whether `predicate`, the text between the parentheses of `#[cfg(…)]`, may hold. One that
  /// cannot be read may.
  boolean mayHold(String predicate);

  /// A text that is the same for those, and only for those, that answer the same; null if there is
  /// none. It stays the same from one run of the program to the next.
  default @Nullable String description() {
    return null;
  }
}
