package dev.rusthint.model.defs;

/// What a definition is.
public enum DefKind {
  /// A module; the crate's root is one without a parent.
  MODULE,
  STRUCT,
  ENUM,
  UNION,
  /// A variant of an enum, its parent.
  VARIANT,
  /// A function, method or associated function.
  FUNCTION,
  /// A constant, associated or not.
  CONST,
  STATIC,
  TRAIT,
  TRAIT_ALIAS,
  TYPE_ALIAS,
  /// An associated type, of a trait or of an impl.
  ASSOC_TYPE,
  /// A type that an `extern` block declares.
  FOREIGN_TYPE,
  /// An impl; it has no name.
  IMPL,
  /// A macro by example, an attribute or a derive.
  MACRO;

  /// Whether values of it can be made: a struct, enum or union.
  public boolean isAdt() {
    return this == STRUCT || this == ENUM || this == UNION;
  }

  /// Whether its members are definitions of their own.
  public boolean isContainer() {
    return this == MODULE || this == ENUM || this == TRAIT || this == IMPL;
  }
}
