package dev.rusthint.syntax;

/// Parses Rust with tree-sitter and flattens the tree.
///
/// A flat tree is an array of [#STRIDE] ints a node, in preorder: `kind | field << 16 | flags <<
/// 24` (ordinals of [Kind] and [Field]), start, end, parent, next. Offsets count from the start of
/// the parsed range; `next` is the index after the node's last descendant. Node 0 is the range.
interface TreeParser {
  int STRIDE = 5;
  int FLAG_MISSING = 1;
  int FLAG_EXTRA = 2;

  /// On node 0: there is an error in the tree, or in what surrounds the range.
  int FLAG_ERROR = 4;

  /// Parses `bytes[0..length]` and flattens what lies within `from..to`. Where the parser gives up,
  /// on a text that is nearly all errors, the tree is one node, an error.
  int[] parse(byte[] bytes, int length, int from, int to);

  /// Where the parser comes from, for `rusthint --version`.
  String description();

  /// The parser of this process: the natives of the distribution, or those of Maven Central.
  ///
  /// @throws IllegalStateException if there is neither
  static TreeParser get() {
    TreeParser parser = choice().parser();
    if (parser == null) {
      throw new IllegalStateException(choice().warning());
    }
    return parser;
  }

  /// How the parser of this process was chosen.
  static ParserChoice choice() {
    return Holder.CHOICE;
  }

  /// Finds the parser on first use.
  final class Holder {
    private static final ParserChoice CHOICE = ParserChoice.make();

    private Holder() {}
  }
}
