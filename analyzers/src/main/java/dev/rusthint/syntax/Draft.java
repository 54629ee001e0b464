package dev.rusthint.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A syntax tree that can be changed. Few items need one.
final class Draft {
  private static final Set<Kind> WRAPPERS =
      EnumSet.of(Kind.TUPLE_TYPE, Kind.PARENTHESIZED_EXPRESSION, Kind.BLOCK);

  private static final Set<Kind> LISTS =
      EnumSet.of(Kind.SOURCE_FILE, Kind.DECLARATION_LIST, Kind.BLOCK, Kind.ERROR);

  /// Nodes that the grammar has the attributes of inside them.
  private static final Set<Kind> HOLDERS_OF_ATTRIBUTES =
      EnumSet.of(Kind.MATCH_ARM, Kind.FIELD_INITIALIZER, Kind.SHORTHAND_FIELD_INITIALIZER);

  /// A node and what is below it.
  static final class Part {
    private int word;
    private int start;
    private int end;
    private @Nullable Part parent;
    private final List<Part> children = new ArrayList<>(2);

    /// Its first child is a bracket that the text does not have.

    Part(int word, int start, int end) {
      this.word = word;
      this.start = start;
      this.end = end;
    }

    private Kind kind() {
      return Kind.ofOrdinal(word & 0xFFFF);
    }

    private void setKind(Kind kind) {
      word = word & 0xFFFF0000 | kind.ordinal();
    }

    /// The index of the first child that ends after `offset`, or their number.
    private int childEndingAfter(int offset) {
      int low = 0;
      int high = children.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (children.get(middle).end <= offset) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private void add(int index, Part child) {
      child.parent = this;
      children.add(index, child);
    }
  }

  private final Part root;

  private Draft(Part root) {
    this.root = root;
  }

  /// The draft of a flat tree with its offsets changed by `map`, which keeps their order. A node
  /// that becomes empty thereby is left out, with all below it; so is the node of brackets that
  /// are left out.
  static Draft of(int[] data, IntUnaryOperator map) {
    int size = data.length / TreeParser.STRIDE;
    @Nullable Part[] parts = new Part[size];
    Part root = new Part(data[0], map.applyAsInt(data[1]), map.applyAsInt(data[2]));
    parts[0] = root;
    List<Part> bare = new ArrayList<>(0);
    for (int i = 1; i < size; i++) {
      int at = i * TreeParser.STRIDE;
      Part parent = parts[data[at + 3]];
      if (parent == null) {
        continue;
      }
      Part part = new Part(data[at], map.applyAsInt(data[at + 1]), map.applyAsInt(data[at + 2]));
      if (part.start == part.end && data[at + 1] < data[at + 2]) {
        boolean opening = part.kind() == Kind.LPAREN || part.kind() == Kind.LBRACE;
        if (opening && parent.children.isEmpty() && WRAPPERS.contains(parent.kind())) {
          bare.add(parent);
        }
        continue;
      }
      parent.add(parent.children.size(), part);
      parts[i] = part;
    }
    bare.forEach(Draft::unwrap);
    return new Draft(root);
  }

  static Part token(Kind kind, int start, int end) {
    return new Part(kind.ordinal(), start, end);
  }

  Part firstPart() {
    return root.children.isEmpty() ? root : root.children.getFirst();
  }

  /// The first part of a kind, in no particular order.
  @Nullable Part first(Kind kind) {
    List<Part> stack = new ArrayList<>();
    stack.add(root);
    while (!stack.isEmpty()) {
      Part part = stack.removeLast();
      if (part.kind() == kind) {
        return part;
      }
      stack.addAll(part.children);
    }
    return null;
  }

  /// Puts a node's only child in its place, in its role.
  private static void unwrap(Part part) {
    Part parent = part.parent;
    if (parent == null || part.children.size() != 1) {
      return;
    }
    Part child = part.children.getFirst();
    child.word = child.word & 0xFF00FFFF | part.word & 0x00FF0000;
    child.parent = parent;
    parent.children.set(parent.children.indexOf(part), child);
  }

  /// The innermost part that holds `start..end`.
  private Part holding(int start, int end) {
    Part found = root;
    while (true) {
      int index = found.childEndingAfter(start);
      Part child = index < found.children.size() ? found.children.get(index) : null;
      // An empty place after a child belongs to that child.
      Part before = index > 0 && start == end ? found.children.get(index - 1) : null;
      if (before != null && before.end == start && before.start < before.end) {
        found = before;
      } else if (child != null && child.start <= start && end <= child.end) {
        found = child;
      } else {
        return found;
      }
    }
  }

  /// Makes the node that begins at `start` and is of kind `from` one of kind `to`.
  void turn(int start, Kind from, Kind to) {
    Part part = root;
    while (part != null) {
      int index = part.childEndingAfter(start);
      part = index < part.children.size() ? part.children.get(index) : null;
      if (part != null && part.start == start && part.kind() == from) {
        part.setKind(to);
        return;
      }
    }
  }

  void turnIntoLifetime(int start, int end) {
    Part part = holding(start, end);
    if (part.start == start && part.end == end && part.kind() == Kind.TYPE_IDENTIFIER) {
      part.setKind(Kind.LIFETIME);
      part.add(0, token(Kind.QUOTE, start, start + 1));
      part.add(1, token(Kind.IDENTIFIER, start + 1, end));
    }
  }

  /// Makes the tuple type without elements around `offset` a unit type.
  void turnIntoUnit(int offset) {
    Part part = holding(offset, offset);
    if (part.kind() == Kind.LPAREN && part.parent != null) {
      part = part.parent;
    }
    if (part.kind() == Kind.TUPLE_TYPE && part.children.size() == 2) {
      part.setKind(Kind.UNIT_TYPE);
    }
  }

  /// Adds what was hidden at `start..end` to the innermost node that holds that place. A qualifier
  /// in a list of items goes to the item that follows, an attribute to what has its own inside.
  void adopt(Part part, int start, int end) {
    Part holder = holding(start, end);
    int index = holder.childEndingAfter(start);
    while (index < holder.children.size() && holder.children.get(index).start < end) {
      index++;
    }
    if (index < holder.children.size()) {
      Part next = holder.children.get(index);
      boolean qualifies = part.children.isEmpty() && LISTS.contains(holder.kind());
      if (qualifies && next.kind().isNamed() && !next.children.isEmpty()
          || !part.children.isEmpty() && HOLDERS_OF_ATTRIBUTES.contains(next.kind())) {
        next.start = start;
        next.add(0, part);
        return;
      }
    }
    holder.add(index, part);
  }

  /// Makes each assignment to `..`, without a gap before its `=`, a range expression.
  void mendPrefixRanges() {
    List<Part> stack = new ArrayList<>();
    stack.add(root);
    while (!stack.isEmpty()) {
      Part part = stack.removeLast();
      stack.addAll(part.children);
      if (part.kind() != Kind.ASSIGNMENT_EXPRESSION || part.children.size() < 3) {
        continue;
      }
      Part left = part.children.get(0);
      Part equals = part.children.get(1);
      boolean range =
          left.kind() == Kind.RANGE_EXPRESSION
              && left.end - left.start == 2
              && equals.kind() == Kind.EQ
              && equals.start == left.end;
      if (range) {
        part.setKind(Kind.RANGE_EXPRESSION);
        part.children.removeFirst();
        part.children.set(0, token(Kind.DOT_DOT_EQ, left.start, equals.end));
        for (Part child : part.children) {
          child.word &= 0xFF00FFFF;
        }
      }
    }
  }

  int[] flatten() {
    List<Part> parts = new ArrayList<>();
    List<Integer> parents = new ArrayList<>();
    List<Part> stack = new ArrayList<>();
    List<Integer> stackParents = new ArrayList<>();
    stack.add(root);
    stackParents.add(-1);
    while (!stack.isEmpty()) {
      Part part = stack.removeLast();
      int parent = stackParents.removeLast();
      int index = parts.size();
      parts.add(part);
      parents.add(parent);
      for (int i = part.children.size() - 1; i >= 0; i--) {
        stack.add(part.children.get(i));
        stackParents.add(index);
      }
    }
    int[] data = new int[parts.size() * TreeParser.STRIDE];
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int at = i * TreeParser.STRIDE;
      data[at] = part.word;
      data[at + 1] = part.start;
      data[at + 2] = part.end;
      data[at + 3] = parents.get(i);
    }
    FlatTrees.link(data);
    FlatTrees.flagErrors(data);
    return data;
  }
}
