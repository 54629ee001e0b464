package dev.rusthint.syntax;

import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One immutable snapshot of a file: its text and its items.
///
/// [#with] makes the next snapshot and takes over each [Item] whose bytes are the same, so its tree
/// and whatever was computed for it are kept. The items are a function of the text alone: any
/// sequence of edits gives the same as reading the result afresh.
public final class SourceFile {
  private final SourceText text;
  private final List<Placed> items;
  private final List<Placed> all;

  private SourceFile(SourceText text, List<Placed> items, List<Placed> all) {
    this.text = text;
    this.items = items;
    this.all = all;
  }

  public static SourceFile of(SourceText text) {
    return build(text, null);
  }

  /// The snapshot of `newText`, with this one's items where they are the same.
  public SourceFile with(SourceText newText) {
    return build(newText, this);
  }

  public SourceText text() {
    return text;
  }

  /// The items of the file itself, in the order of the text; no byte is left out.
  public List<Placed> items() {
    return items;
  }

  /// All items, those of containers too, in preorder: an item's [Placed#ordinal] is its index.
  public List<Placed> allItems() {
    return all;
  }

  /// The innermost item that holds `offset`, null only in an empty file. An offset at a border
  /// belongs to the item that follows; the end of the file to the last one.
  public @Nullable Placed itemAt(int offset) {
    Placed found = null;
    List<Placed> level = items;
    while (!level.isEmpty()) {
      Placed next = search(level, offset);
      if (next == null) {
        return found;
      }
      found = next;
      level = next.children();
    }
    return found;
  }

  private static @Nullable Placed search(List<Placed> level, int offset) {
    int low = 0;
    int high = level.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (offset < level.get(middle).end()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    Placed candidate = level.get(low);
    return new Span(candidate.start(), candidate.end()).touches(offset) ? candidate : null;
  }

  /// 3 if the text begins with a byte order mark, else 0.
  static int byteOrderMark(byte[] bytes) {
    boolean present =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return present ? 3 : 0;
  }

  private static SourceFile build(SourceText text, @Nullable SourceFile previous) {
    Builder builder = new Builder(text.bytes(), previous == null ? List.of() : previous.all);
    List<Outline> outlines = Splitter.split(text.bytes());
    builder.matchEnds(outlines);
    List<Placed> items = builder.place(outlines, null);
    return new SourceFile(text, items, List.copyOf(builder.placed));
  }

  private static final class Builder {
    private final byte[] bytes;
    private final List<Placed> old;
    private final List<Placed> placed = new ArrayList<>();
    private final Map<Integer, ArrayDeque<Item>> rest = new HashMap<>();

    /// Where each new item finds its old one when it is among the first or the last: the index in
    /// `old`, or -1.
    private int[] match = new int[0];

    Builder(byte[] bytes, List<Placed> old) {
      this.bytes = bytes;
      this.old = old;
    }

    /// Pairs the items before and after an edit one by one; what is between them is looked up by
    /// its text.
    void matchEnds(List<Outline> outlines) {
      if (old.isEmpty()) {
        return;
      }
      List<Outline> flat = new ArrayList<>(old.size() + 8);
      List<@Nullable ItemKind> containers = new ArrayList<>(old.size() + 8);
      flatten(outlines, null, flat, containers);
      match = new int[flat.size()];
      Arrays.fill(match, -1);
      int most = Math.min(flat.size(), old.size());
      int first = 0;
      while (first < most && isSame(old.get(first), flat.get(first), containers.get(first))) {
        match[first] = first;
        first++;
      }
      int last = 0;
      while (last < most - first
          && isSame(
              old.get(old.size() - 1 - last),
              flat.get(flat.size() - 1 - last),
              containers.get(flat.size() - 1 - last))) {
        match[flat.size() - 1 - last] = old.size() - 1 - last;
        last++;
      }
      for (int i = first; i < old.size() - last; i++) {
        Item item = old.get(i).item();
        rest.computeIfAbsent(item.length(), _ -> new ArrayDeque<>()).add(item);
      }
    }

    private static void flatten(
        List<Outline> outlines,
        @Nullable ItemKind container,
        List<Outline> flat,
        List<@Nullable ItemKind> containers) {
      for (Outline outline : outlines) {
        flat.add(outline);
        containers.add(container);
        if (!outline.children().isEmpty()) {
          flatten(outline.children(), outline.kind(), flat, containers);
        }
      }
    }

    private boolean isSame(Placed before, Outline outline, @Nullable ItemKind container) {
      return before
          .item()
          .isSame(outline.kind(), container, bytes, outline.start(), outline.headEnd());
    }

    List<Placed> place(List<Outline> outlines, @Nullable Placed parent) {
      List<Placed> result = new ArrayList<>(outlines.size());
      ItemKind container = parent == null ? null : parent.kind();
      for (Outline outline : outlines) {
        int ordinal = placed.size();
        Placed next = new Placed(item(outline, container, ordinal), parent, ordinal, outline);
        placed.add(next);
        result.add(next);
        if (outline.kind().isContainer()) {
          next.setChildren(place(outline.children(), next));
        }
      }
      return List.copyOf(result);
    }

    private Item item(Outline outline, @Nullable ItemKind container, int ordinal) {
      if (ordinal < match.length && match[ordinal] >= 0) {
        return old.get(match[ordinal]).item();
      }
      ArrayDeque<Item> candidates = rest.get(outline.headEnd() - outline.start());
      if (candidates != null) {
        for (Item candidate : candidates) {
          if (candidate.isSame(
              outline.kind(), container, bytes, outline.start(), outline.headEnd())) {
            candidates.remove(candidate);
            return candidate;
          }
        }
      }
      return new Item(
          outline.kind(),
          container,
          Arrays.copyOfRange(bytes, outline.start(), outline.headEnd()));
    }
  }
}
