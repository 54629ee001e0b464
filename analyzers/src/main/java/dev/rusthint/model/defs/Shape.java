package dev.rusthint.model.defs;

/// How a struct or variant has its fields.
public enum Shape {
  /// `S { x: T }`
  NAMED,
  /// `S(T)`
  TUPLE,
  /// `S`
  UNIT
}
