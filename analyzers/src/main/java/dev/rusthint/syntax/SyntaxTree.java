package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.text.Span;
import java.util.List;

/// The immutable, flattened syntax tree of one item.
///
/// Nodes are numbered in preorder; node 0 is the item's whole text, of kind
/// [Kind#SOURCE_FILE] or, if the parser could make nothing of it, [Kind#ERROR]. All offsets count
/// bytes from the start of the item. [Node] is the comfortable view; the accessors by index are
/// for walks over whole trees.
public final class SyntaxTree {
  private final byte[] bytes;
  private final int[] data;
  private final List<Mask> masks;

  SyntaxTree(byte[] bytes, int[] data, List<Mask> masks) {
    this.bytes = bytes;
    this.data = data;
    this.masks = masks;
  }

  /// The number of nodes.
  public int size() {
    return data.length / TreeParser.STRIDE;
  }

  /// The length of the item's text in bytes.
  public int length() {
    return bytes.length;
  }

  public Node root() {
    return new Node(this, 0);
  }

  public Node node(int index) {
    return new Node(this, index);
  }

  public Kind kind(int index) {
    return Kind.ofOrdinal(data[index * TreeParser.STRIDE] & 0xFFFF);
  }

  public Field field(int index) {
    return Field.ofOrdinal(data[index * TreeParser.STRIDE] >> 16 & 0xFF);
  }

  /// Whether the parser put this token in because the text lacks it; it is empty.
  public boolean isMissing(int index) {
    return (data[index * TreeParser.STRIDE] >> 24 & TreeParser.FLAG_MISSING) != 0;
  }

  /// Whether this node may stand anywhere, as a comment.
  public boolean isExtra(int index) {
    return (data[index * TreeParser.STRIDE] >> 24 & TreeParser.FLAG_EXTRA) != 0;
  }

  public int start(int index) {
    return data[index * TreeParser.STRIDE + 1];
  }

  public int end(int index) {
    return data[index * TreeParser.STRIDE + 2];
  }

  /// The index of the parent, or -1 for node 0.
  public int parent(int index) {
    return data[index * TreeParser.STRIDE + 3];
  }

  /// The index after the last descendant: where the next sibling is, if the parent reaches there.
  public int next(int index) {
    return data[index * TreeParser.STRIDE + 4];
  }

  /// Whether some node below `index`, itself included, is an ERROR or was put in by the parser.
  public boolean hasError(int index) {
    if (!FlatTrees.hasError(data)) {
      return false;
    }
    if (index == 0) {
      return true;
    }
    for (int i = index; i < next(index); i++) {
      if (FlatTrees.isError(data, i * TreeParser.STRIDE)) {
        return true;
      }
    }
    return false;
  }

  /// What the parser was not shown of the item's text, in the order of the text.
  public List<Mask> masks() {
    return masks;
  }

  /// The mask of `kind` that begins at or after `from` and ends by `to`, or none.
  public boolean isMasked(Mask.Kind kind, Span within) {
    for (Mask mask : masks) {
      if (mask.kind() == kind && within.start() <= mask.start() && mask.end() <= within.end()) {
        return true;
      }
    }
    return false;
  }

  public byte byteAt(int offset) {
    return bytes[offset];
  }

  /// The item's text between two offsets; the closing brace of a container's head is not in it.
  public String text(int start, int end) {
    int from = Math.min(start, bytes.length);
    return new String(bytes, from, Math.min(end, bytes.length) - from, UTF_8);
  }

  public String text(Span span) {
    return text(span.start(), span.end());
  }

  /// Whether the text between the offsets is `text`, of ASCII only; makes no string.
  public boolean textIs(int start, int end, String text) {
    return end <= bytes.length && Lexer.matches(bytes, start, end, text);
  }

  /// The white space that the line of `offset` begins with.
  public String indentAt(int offset) {
    int start = offset;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    int end = start;
    while (end < bytes.length && (bytes[end] == ' ' || bytes[end] == '\t')) {
      end++;
    }
    return text(start, end);
  }

  /// The innermost named node that holds `offset`; the root if no other does.
  public Node at(int offset) {
    int found = 0;
    int i = 1;
    while (i < size()) {
      if (start(i) <= offset && offset < end(i)) {
        if (kind(i).isNamed()) {
          found = i;
        }
        i++;
      } else {
        i = next(i);
      }
    }
    return node(found);
  }

  byte[] bytes() {
    return bytes;
  }

  int[] data() {
    return data;
  }
}
