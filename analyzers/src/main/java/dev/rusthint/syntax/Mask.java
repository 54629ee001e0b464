package dev.rusthint.syntax;

/// Something of the text that the parser was not shown, because the grammar cannot read it.
///
/// @param kind what the parser was not shown
/// @param start the offset of its first byte in the item
/// @param end the offset after its last byte
public record Mask(Kind kind, int start, int end) {
  /// What a mask hides, and so what it means.
  public enum Kind {
    /// `unsafe` of `unsafe extern "C" { … }` (RFC 3484).
    UNSAFE_EXTERN,
    /// `safe` of an item in an extern block (RFC 3484).
    SAFE_ITEM,
    /// `!` of `impl !Trait for Type`.
    NEGATIVE_IMPL,
    /// `const` of `const trait` and `impl const Trait`.
    CONST_TRAIT,
    /// A variable called `raw` after `&`.
    RAW_VARIABLE,
    /// The index of a tuple field in a pattern or struct expression.
    TUPLE_INDEX,
    /// `..=` or `..` with nothing before it, where the grammar wants an operand.
    PREFIX_RANGE,
    /// `try` as a macro's name, in edition 2015.
    TRY_MACRO,
    /// A token that only a macro can take.
    MACRO_TOKEN,
    /// The suffix of a literal.
    LITERAL_SUFFIX,
    /// A byte order mark.
    BYTE_ORDER_MARK
  }
}
