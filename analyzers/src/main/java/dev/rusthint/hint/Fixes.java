package dev.rusthint.hint;

/// What kind of edit a rule offers.
public enum Fixes {
  NONE,
  /// A draft with something left for a person to fill in or to judge.
  REVIEW,
  /// The result always compiles and means the same.
  MACHINE
}
