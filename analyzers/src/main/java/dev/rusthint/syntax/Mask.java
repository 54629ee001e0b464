package dev.rusthint.syntax;

/// Something of the text that the parser was shown otherwise, because the grammar cannot read it.
/// The tree is put right afterwards as far as it can say what stands there; the mask tells the rest.
///
/// @param kind what it is
/// @param start the offset of its first byte in the item
/// @param end the offset after its last byte; equal to `start` where something that the grammar
///     wants, and Rust does not, was put in
public record Mask(Kind kind, int start, int end) {
  /// What a mask stands for, and what of it the tree shows.
  public enum Kind {
    /// `unsafe` of `unsafe extern "C" { … }` (RFC 3484): a token of the [foreign module]
    /// (dev.rusthint.syntax.Kind#FOREIGN_MOD_ITEM).
    UNSAFE_EXTERN,
    /// `safe` of an item in an extern block (RFC 3484): a token of that item.
    SAFE_ITEM,
    /// `unsafe` of a static in an extern block (RFC 3484): a token of that item.
    UNSAFE_ITEM,
    /// A word or mark where the grammar has none: `const trait`, `auto trait`, `impl !Trait`,
    /// `~const`, `box`, `pub type`, `default const`. A token of the item if it is one of the
    /// grammar, else left out.
    QUALIFIER,
    /// A keyword, or what the grammar takes for one, as a name: `raw` after `&`, `try`, `union`,
    /// `str`. An identifier.
    NAME,
    /// The index of a tuple field in a pattern or struct expression: an integer literal.
    TUPLE_INDEX,
    /// `..=` with nothing before it: a range expression without a left side.
    PREFIX_RANGE,
    /// `..` that ends the assignee `S { a, .. }`: a base field initializer without an expression.
    REST,
    /// A bound, parameter or argument that is not there: `T:`, `A +`, `<>`. A list that is empty or
    /// ends with its separator.
    EMPTY,
    /// A type or expression that Rust takes and the grammar would only take in parentheses. As it
    /// would be inside them.
    BARE,
    /// An attribute where the grammar has none: an attribute item before what it belongs to, as a
    /// child of what holds both.
    ATTRIBUTE,
    /// The generic arguments or `::` of a path in a pattern or type: left out.
    TURBOFISH,
    /// A lifetime that begins the bounds of `dyn`: a lifetime.
    LIFETIME_BOUND,
    /// The bounds of a type alias, or of a lifetime in `for<…>`: left out.
    BOUNDS,
    /// `for<'a>` of a bound that is not the first: lifetimes before that bound.
    BINDER,
    /// `=` or `==` between the sides of a `where` predicate: a `:`.
    EQUALITY,
    /// `macro name(…) { … }`: a call of a macro `macro` with all that follows as its arguments.
    MACRO_ITEM,
    /// A literal with a form that the grammar lacks: a literal.
    LITERAL,
    /// A token that only a macro can take: a token of another kind.
    MACRO_TOKEN,
    /// White space that is not ASCII, or in the middle of `#![`.
    WHITE_SPACE,
    /// The end of a statement that Rust does not ask for: nothing.
    SEPARATOR
  }
}
