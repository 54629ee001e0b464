package dev.rusthint.model.names;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.Declaration;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An item as it is written: an item of a unit, or a node in the body of a function.
///
/// @param index the node in the tree of `placed`, -1 for the item of `placed` itself
record ItemSource(SourceUnit unit, Placed placed, int index) {
  static ItemSource of(SourceUnit unit, Placed placed) {
    return new ItemSource(unit, placed, -1);
  }

  static List<ItemSource> all(SourceUnit unit, List<Placed> items) {
    List<ItemSource> sources = new ArrayList<>(items.size());
    for (Placed placed : items) {
      if (placed.kind() != ItemKind.TRIVIA) {
        sources.add(of(unit, placed));
      }
    }
    return sources;
  }

  /// Those of the children of a block or of a list of declarations that are items or may stand for
  /// some.
  static List<ItemSource> in(SourceUnit unit, Placed placed, Node block) {
    List<ItemSource> sources = new ArrayList<>(0);
    for (Node child : block.children()) {
      Node item =
          child.is(Kind.EXPRESSION_STATEMENT) && child.firstChild() != null
              ? child.firstChild()
              : child;
      if (item != null && kindOf(item) != ItemKind.OTHER) {
        sources.add(new ItemSource(unit, placed, item.index()));
      }
    }
    return sources;
  }

  /// What an item of a body is, [ItemKind#OTHER] for what is none.
  static ItemKind kindOf(Node node) {
    return switch (node.kind()) {
      case FUNCTION_ITEM, FUNCTION_SIGNATURE_ITEM -> ItemKind.FUNCTION;
      case STRUCT_ITEM -> ItemKind.STRUCT;
      case ENUM_ITEM -> ItemKind.ENUM;
      case UNION_ITEM -> ItemKind.UNION;
      case CONST_ITEM -> ItemKind.CONST;
      case STATIC_ITEM -> ItemKind.STATIC;
      case TYPE_ITEM, ASSOCIATED_TYPE -> ItemKind.TYPE_ALIAS;
      case USE_DECLARATION -> ItemKind.USE;
      case EXTERN_CRATE_DECLARATION -> ItemKind.EXTERN_CRATE;
      case MACRO_DEFINITION -> ItemKind.MACRO_RULES;
      case MACRO_INVOCATION -> ItemKind.MACRO_CALL;
      case MOD_ITEM -> node.child(Field.BODY) == null ? ItemKind.MODULE_FILE : ItemKind.MODULE;
      case IMPL_ITEM -> ItemKind.IMPL;
      case TRAIT_ITEM -> ItemKind.TRAIT;
      case FOREIGN_MOD_ITEM -> ItemKind.EXTERN_BLOCK;
      case INNER_ATTRIBUTE_ITEM -> ItemKind.INNER_ATTRIBUTE;
      default -> ItemKind.OTHER;
    };
  }

  ItemKind kind() {
    return index < 0 ? placed.kind() : kindOf(placed.item().tree().node(index));
  }

  /// Whether it is a member of an `extern` block.
  boolean isForeign() {
    return externBlock() != null;
  }

  /// The `extern` block that it is a direct member of, or its head; null if of none.
  @Nullable Node externBlock() {
    Placed around = placed.parent();
    if (index < 0) {
      return around != null && around.kind() == ItemKind.EXTERN_BLOCK
          ? Attributes.itemOf(around.item().tree())
          : null;
    }
    Node list = placed.item().tree().node(index).parent();
    Node parent = list == null ? null : list.parent();
    return parent != null && parent.is(Kind.FOREIGN_MOD_ITEM) ? parent : null;
  }

  /// The item's node; the root of the tree if the parser could make nothing of it.
  Node node() {
    if (index >= 0) {
      return placed.item().tree().node(index);
    }
    Node item = Attributes.itemOf(placed.item().tree());
    if (item == null) {
      return placed.item().tree().root();
    }
    Node inner = item.is(Kind.EXPRESSION_STATEMENT) ? item.firstChild() : null;
    return inner == null ? item : inner;
  }

  /// Its attributes as written; for an inner attribute that attribute.
  List<Attribute> attributes() {
    if (index < 0 && placed.kind() == ItemKind.FUNCTION) {
      return Declaration.of(unit.file(), placed).attributes();
    }
    Node node = node();
    if (kind() == ItemKind.INNER_ATTRIBUTE || node.is(Kind.INNER_ATTRIBUTE_ITEM)) {
      Node attribute = node.child(Kind.ATTRIBUTE);
      if (attribute == null && index < 0) {
        List<Node> inner = Attributes.inner(placed.item().tree().root());
        attribute = inner.isEmpty() ? null : inner.getFirst();
      }
      return attribute == null ? List.of() : List.of(Attribute.parse(attribute.text()));
    }
    Node parent = node.parent();
    return parsed(
        Attributes.outer(
            parent != null && parent.is(Kind.EXPRESSION_STATEMENT) ? parent : node));
  }

  static List<Attribute> parsed(List<Node> nodes) {
    if (nodes.isEmpty()) {
      return List.of();
    }
    List<Attribute> attributes = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      attributes.add(Attribute.parse(node.text()));
    }
    return attributes;
  }

  /// Its name without `r#`, empty if it has none.
  String name() {
    if (index < 0 && placed.kind() == ItemKind.FUNCTION) {
      return Declaration.of(unit.file(), placed).name();
    }
    Node name = node().child(Field.NAME);
    return name == null ? "" : plain(name.text());
  }

  static String plain(String name) {
    return name.startsWith("r#") ? name.substring(2) : name;
  }

  /// The `pub` that it has, null if none.
  @Nullable Node visibility() {
    return node().child(Kind.VISIBILITY_MODIFIER);
  }

  /// What a container holds, in the order of the text.
  List<ItemSource> members() {
    if (index < 0) {
      return all(unit, placed.children());
    }
    Node body = node().child(Kind.DECLARATION_LIST);
    return body == null ? List.of() : in(unit, placed, body);
  }

  /// The offset in the unit of an offset in the item's tree.
  int offset(int inTree) {
    return placed.start() + inTree;
  }
}
