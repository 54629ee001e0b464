package dev.rusthint.hint;

/// Takes note of an analyzer that failed; its other findings and those of all others stand.
@FunctionalInterface
public interface Failures {
  /// Called with the rule, the number of the item ([dev.rusthint.syntax.Placed#ordinal]) and what
  /// was thrown.
  void report(RuleSpec rule, int item, RuntimeException failure);
}
