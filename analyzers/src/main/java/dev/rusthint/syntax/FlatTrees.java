package dev.rusthint.syntax;

/// What flat trees as [TreeParser] describes them have in common.
final class FlatTrees {
  private static final int ERROR = Kind.ERROR.ordinal();
  private static final int MISSING = TreeParser.FLAG_MISSING << 24;

  private FlatTrees() {}

  /// The tree of a text of some length that the parser gave up on.
  static int[] givenUp(int length) {
    return new int[] {ERROR | TreeParser.FLAG_ERROR << 24, 0, length, -1, 1};
  }

  /// Fills in `next` of each node from the parents.
  static void link(int[] data) {
    int size = data.length / TreeParser.STRIDE;
    for (int i = size - 1; i >= 0; i--) {
      int at = i * TreeParser.STRIDE;
      if (data[at + 4] <= i) {
        data[at + 4] = i + 1;
      }
      int parent = data[at + 3];
      if (parent >= 0) {
        int parentAt = parent * TreeParser.STRIDE;
        data[parentAt + 4] = Math.max(data[parentAt + 4], data[at + 4]);
      }
    }
  }

  /// Sets [TreeParser#FLAG_ERROR] of node 0 if the tree holds an error.
  static void flagErrors(int[] data) {
    for (int at = 0; at < data.length; at += TreeParser.STRIDE) {
      if (isError(data, at)) {
        data[0] |= TreeParser.FLAG_ERROR << 24;
        return;
      }
    }
  }

  static boolean hasError(int[] data) {
    return (data[0] & TreeParser.FLAG_ERROR << 24) != 0;
  }

  /// Whether the node whose ints begin at `at` is an error or was put in by the parser.
  static boolean isError(int[] data, int at) {
    return (data[at] & 0xFFFF) == ERROR || (data[at] & MISSING) != 0;
  }

  /// How much of the text the parser did not understand; 0 for a tree without errors.
  static int errorWeight(int[] data) {
    int weight = hasError(data) ? 1 : 0;
    int at = 0;
    while (at < data.length) {
      if (isError(data, at)) {
        weight += data[at + 2] - data[at + 1] + 1;
        at = data[at + 4] * TreeParser.STRIDE;
      } else {
        at += TreeParser.STRIDE;
      }
    }
    return weight;
  }
}
