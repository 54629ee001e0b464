package dev.rusthint.server;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import org.jspecify.annotations.Nullable;

/// A piece of code that says `unsafe`, for those who change it: a block, or a function.
///
/// @param node the block or function in the item's tree
record UnsafeSite(Placed item, Node node, Node keyword, AskedTypes.Known known) {
  /// The unsafe block around a place, or the unsafe function whose head is there; null if there is
  /// none, or its types are not known.
  static @Nullable UnsafeSite at(Snapshot snapshot, int offset, AskedTypes types) {
    Placed item = snapshot.id().isRust() ? snapshot.file().itemAt(offset) : null;
    if (item == null || offset - item.start() >= item.item().length()) {
      return null;
    }
    AskedTypes.Known known = types.of(snapshot, item);
    Node token = item.item().treeWithMacros().at(offset - item.start());
    if (known == null || token.inMacroArguments()) {
      return null;
    }
    for (Node at = token; at != null; at = at.parent()) {
      if (at.is(Kind.UNSAFE_BLOCK)) {
        Node keyword = at.child(Kind.KW_UNSAFE);
        return keyword == null ? null : new UnsafeSite(item, at, keyword, known);
      }
      if (at.is(Kind.FUNCTION_ITEM)) {
        Node modifiers = at.child(Kind.FUNCTION_MODIFIERS);
        Node keyword = modifiers == null ? null : modifiers.child(Kind.KW_UNSAFE);
        Node body = at.child(Field.BODY);
        boolean isInHead = body == null || item.toFile(body.span()).start() > offset;
        return keyword != null && isInHead ? new UnsafeSite(item, at, keyword, known) : null;
      }
    }
    return null;
  }

  boolean isBlock() {
    return node.is(Kind.UNSAFE_BLOCK);
  }

  /// The keyword's place in the file.
  Span place() {
    return item.toFile(keyword.span());
  }

  /// The first place in its line, white space aside, that lines about a node belong before: its own
  /// line, or the one of the statement that it is in; -1 if other code stands before that.
  int lineBefore(SourceText text, Node node) {
    Node at = node;
    while (!startsLine(text, item.toFile(at.span()).start())
        && at.parent() instanceof Node parent
        && !parent.is(Kind.BLOCK)
        && !parent.is(Kind.FUNCTION_ITEM)) {
      at = parent;
    }
    return atLine(text, at);
  }

  /// Where a node begins in the file if it is the first in its line, else -1.
  int atLine(SourceText text, Node node) {
    int start = item.toFile(node.span()).start();
    return startsLine(text, start) ? start : -1;
  }

  private static boolean startsLine(SourceText text, int offset) {
    int line = text.lineStart(text.lineOf(offset));
    return text.slice(new Span(line, offset)).isBlank();
  }

  /// What stands before a place in its line.
  static String indent(SourceText text, int offset) {
    return text.slice(new Span(text.lineStart(text.lineOf(offset)), offset));
  }
}
