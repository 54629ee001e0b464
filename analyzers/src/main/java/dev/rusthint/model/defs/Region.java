package dev.rusthint.model.defs;

/// A lifetime in a type.
public sealed interface Region {
  /// Not written, or forgotten because it does not matter to who asks.
  Region ERASED = new Erased();

  Region STATIC = new Static();

  /// See [#ERASED].
  record Erased() implements Region {}

  /// `'static`
  record Static() implements Region {}

  /// A lifetime parameter.
  ///
  /// @param name with its `'`
  record Named(String name) implements Region {}
}
