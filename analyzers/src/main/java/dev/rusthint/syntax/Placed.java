package dev.rusthint.syntax;

import dev.rusthint.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An item at its place in one snapshot of a file.
public final class Placed {
  private final Item item;
  private final @Nullable Placed parent;
  private final int ordinal;
  private final int start;
  private final int head;
  private final int end;
  private List<Placed> children = List.of();

  Placed(Item item, @Nullable Placed parent, int ordinal, Outline outline) {
    this.item = item;
    this.parent = parent;
    this.ordinal = ordinal;
    this.start = outline.start();
    this.head = outline.head();
    this.end = outline.end();
  }

  void setChildren(List<Placed> children) {
    this.children = children;
  }

  public Item item() {
    return item;
  }

  public ItemKind kind() {
    return item.kind();
  }

  /// The container it is a direct member of, null for an item of the file.
  public @Nullable Placed parent() {
    return parent;
  }

  /// The members of a container, in the order of the text; together with its head and its closing
  /// brace they are all of its text.
  public List<Placed> children() {
    return children;
  }

  /// Its number among all items of the file, in preorder.
  public int ordinal() {
    return ordinal;
  }

  /// The offset of its first byte in the file, leading comments and attributes included.
  public int start() {
    return start;
  }

  /// The offset in the file of its first token after comments and attributes.
  public int head() {
    return head;
  }

  /// The offset in the file after its last byte; for a container, after its closing brace.
  public int end() {
    return end;
  }

  public Span span() {
    return new Span(start, end);
  }

  /// A span of the item's tree as a span of the file.
  public Span toFile(Span inItem) {
    int length = item.length();
    return new Span(
        start + Math.min(inItem.start(), length), start + Math.min(inItem.end(), length));
  }

  @Override
  public String toString() {
    return item.kind() + " at " + start + ".." + end;
  }
}
