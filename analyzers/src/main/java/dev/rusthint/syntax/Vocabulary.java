package dev.rusthint.syntax;

/// From the numbers that a compiled grammar gives its symbols and fields to ordinals of [Kind] and
/// [Field], by their names: grammars of different versions number them differently.
final class Vocabulary {
  private final int[] kindOfSymbol;
  private final int[] fieldOfId;

  /// @param kindOfSymbol the ordinal of a [Kind] for each symbol; what is beyond is
  ///     [Kind#ERROR], which tree-sitter gives the highest number
  /// @param fieldOfId the ordinal of a [Field] for each field; 0 stands for no field
  Vocabulary(int[] kindOfSymbol, int[] fieldOfId) {
    this.kindOfSymbol = kindOfSymbol;
    this.fieldOfId = fieldOfId;
  }

  /// Translates the first word of each node, `symbol | field << 16 | flags << 24`.
  void translate(int[] data) {
    for (int i = 0; i < data.length; i += TreeParser.STRIDE) {
      int word = data[i];
      int symbol = word & 0xFFFF;
      int kind = symbol < kindOfSymbol.length ? kindOfSymbol[symbol] : Kind.ERROR.ordinal();
      data[i] = kind | fieldOfId[word >> 16 & 0xFF] << 16 | word & 0xFF000000;
    }
  }
}
