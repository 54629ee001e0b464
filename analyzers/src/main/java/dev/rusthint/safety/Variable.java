package dev.rusthint.safety;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A local variable, or a field of one: `self.buf.len`, references looked through.
///
/// @param declaration of the variable
/// @param path its code without white space
record Variable(Node declaration, String path) {
  /// What an expression names; null if it is no place that only a local variable leads to.
  static @Nullable Variable of(Node expression, ItemTypes types) {
    Node at = expression;
    while (at.is(Kind.PARENTHESIZED_EXPRESSION) && !at.namedChildren().isEmpty()) {
      at = at.namedChildren().getFirst();
    }
    Node root = root(at, types);
    return root == null ? null : new Variable(root, at.text().replaceAll("\\s+", ""));
  }

  private static @Nullable Node root(Node place, ItemTypes types) {
    Node at = place;
    while (at.is(Kind.FIELD_EXPRESSION)) {
      Node value = at.child(Field.VALUE);
      Node name = at.child(Field.FIELD);
      if (value == null || name == null || !isOwnField(types.of(value))) {
        return null;
      }
      at = value;
    }
    return at.is(Kind.IDENTIFIER) || at.is(Kind.SELF) ? types.declaration(at) : null;
  }

  /// Whether `x.f` of this type is a field of `x` or of what references lead to, and not of what a
  /// `Deref` gives.
  private static boolean isOwnField(Ty type) {
    Ty behind = ItemTypes.behindReferences(type).getLast();
    return behind instanceof Ty.Tuple
        || behind instanceof Ty.Adt adt && !adt.def().path().equals("alloc::boxed::Box");
  }

  /// Whether nothing between two expressions of one body can change its value: it is not assigned
  /// to, mutably borrowed or moved, also not in an earlier turn of a loop that began between them.
  ///
  /// What else could change it through a reference that was made before, the borrow checker excludes,
  /// because `from` uses it.
  boolean isUnchanged(Node from, Node to, ItemTypes types) {
    return isFree(from, to, types, mention -> !leavesItAlone(mention, types));
  }

  /// Whether nothing between two expressions of one body names it.
  boolean isUnmentioned(Node from, Node to, ItemTypes types) {
    return isFree(from, to, types, mention -> true);
  }

  private boolean isFree(Node from, Node to, ItemTypes types, Predicate<Node> disturbs) {
    int start = from.end();
    int end = to.end();
    Node body = to;
    for (Node at = to.parent(); at != null && !at.is(Kind.FUNCTION_ITEM); at = at.parent()) {
      boolean repeats =
          at.is(Kind.LOOP_EXPRESSION)
              || at.is(Kind.WHILE_EXPRESSION)
              || at.is(Kind.FOR_EXPRESSION)
              || at.is(Kind.CLOSURE_EXPRESSION);
      if (repeats && at.start() >= from.end()) {
        end = Math.max(end, at.end());
      }
      body = at;
    }
    for (Node node : body.descendants()) {
      if (node.start() < start || node.end() > end || node.isInside(to)) {
        continue;
      }
      if (mentions(node, types) && disturbs.test(node)) {
        return false;
      }
    }
    return true;
  }

  private boolean mentions(Node node, ItemTypes types) {
    if (!node.is(Kind.IDENTIFIER) && !node.is(Kind.SELF)) {
      return false;
    }
    Node named = types.declaration(node);
    if (named != null) {
      return named.equals(declaration);
    }
    String root = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    return node.inMacroArguments() && node.textIs(root);
  }

  private static boolean leavesItAlone(Node mention, ItemTypes types) {
    if (types.declaration(mention) == null) {
      return false;
    }
    return switch (PlaceUse.of(mention, types)) {
      case SHARED, PLACE -> true;
      case READ -> isRead(mention, types);
      case WRITE, UPDATE, MUTABLE -> false;
    };
  }

  /// Whether reading a place copies its value: what is moved is gone, and what is read through a
  /// mutable reference may be handed on.
  private static boolean isRead(Node mention, ItemTypes types) {
    Node place = mention;
    for (Node parent = place.parent();
        parent != null && parent.is(Kind.FIELD_EXPRESSION) && parent.child(Field.VALUE) == place;
        parent = place.parent()) {
      place = parent;
    }
    Node call = place.parent();
    if (place.is(Kind.FIELD_EXPRESSION) && call != null && call.is(Kind.CALL_EXPRESSION)
        && place.field() == Field.FUNCTION) {
      Node receiver = place.child(Field.VALUE);
      return receiver != null && types.call(call) != null && isCopied(receiver, types);
    }
    return isCopied(place, types);
  }

  private static boolean isCopied(Node place, ItemTypes types) {
    Ty type = types.of(place);
    return ItemTypes.isKnown(type) && types.isCopy(type, place);
  }
}
