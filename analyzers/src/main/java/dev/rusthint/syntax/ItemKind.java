package dev.rusthint.syntax;

/// What a unit of a file is, as its first tokens tell.
public enum ItemKind {
  FUNCTION,
  STRUCT,
  ENUM,
  UNION,
  CONST,
  STATIC,
  TYPE_ALIAS,
  USE,
  EXTERN_CRATE,
  MACRO_RULES,
  MACRO_CALL,
  /// `mod name;`, whose content is in another file.
  MODULE_FILE,
  /// An inner attribute, `#![…]`.
  INNER_ATTRIBUTE,
  /// Comments and white space that precede no item.
  TRIVIA,
  /// What begins like no item: a statement out of place, or half-typed text.
  OTHER,
  /// `mod name { … }`
  MODULE(true),
  IMPL(true),
  TRAIT(true),
  /// `extern "C" { … }`
  EXTERN_BLOCK(true);

  private final boolean container;

  ItemKind() {
    this(false);
  }

  ItemKind(boolean container) {
    this.container = container;
  }

  /// Whether a unit of this kind holds units of its own.
  public boolean isContainer() {
    return container;
  }
}
