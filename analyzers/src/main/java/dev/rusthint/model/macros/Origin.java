package dev.rusthint.model.macros;

/// Where a byte of an [Expansion] came from.
///
/// @param side which text
/// @param offset the offset in that text; 0 for [Side#MADE]
/// @param context the syntax context of the token that the byte belongs to
public record Origin(Side side, int offset, SyntaxContext context) {
  /// The text that something came from.
  public enum Side {
    /// The text that the call stands in, which may be an expansion itself.
    CALL,
    /// The text that the definition stands in, which may be an expansion itself.
    DEFINITION,
    /// Neither: a bracket that keeps a fragment together, a number counted, a name concatenated.
    MADE
  }

  static final Side[] SIDES = Side.values();
}
