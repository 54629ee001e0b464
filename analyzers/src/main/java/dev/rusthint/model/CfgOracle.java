package dev.rusthint.model;

/// Decides `cfg` predicates for one configuration.
@FunctionalInterface
public interface CfgOracle {
  /// Nothing is known: every predicate may hold.
  CfgOracle UNDECIDED = _ -> true;

  /// Whether `predicate`, the text between the parentheses of `#[cfg(…)]`, may hold. One that
  /// cannot be read may.
  boolean mayHold(String predicate);
}
