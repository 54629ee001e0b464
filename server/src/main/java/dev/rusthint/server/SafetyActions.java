package dev.rusthint.server;

import dev.rusthint.safety.SafetyDraft;
import dev.rusthint.safety.StatedSafety;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Begins what people have to write about the safety of their code: the SAFETY comment of an unsafe
/// block, and the section `# Safety` of an unsafe function.
final class SafetyActions {
  /// Something that can be written.
  ///
  /// @param place the keyword `unsafe` that it is for
  record Action(ActionKey.Kind kind, String title, Span place) {}

  private final AskedTypes types;

  SafetyActions(AskedTypes types) {
    this.types = types;
  }

  /// A piece of code that says `unsafe`.
  private record Site(Placed item, Node node, Node keyword, AskedTypes.Known known) {
    boolean isBlock() {
      return node.is(Kind.UNSAFE_BLOCK);
    }
  }

  /// What can be written for the unsafe block around a place, or for the unsafe function whose head
  /// is there.
  List<Action> at(Snapshot snapshot, int offset) {
    Site site = site(snapshot, offset);
    if (site == null) {
      return List.of();
    }
    Span place = site.item.toFile(site.keyword.span());
    if (!site.isBlock()) {
      return StatedSafety.section(site.node) == null
          ? List.of(new Action(ActionKey.Kind.SAFETY_SECTION, "Write a `# Safety` section", place))
          : List.of();
    }
    if (lines(site).isEmpty() || insertion(snapshot.text(), site) < 0) {
      return List.of();
    }
    String title =
        StatedSafety.of(site.node) == null
            ? "Write a SAFETY comment with its obligations"
            : "Add what the SAFETY comment leaves open";
    return List.of(new Action(ActionKey.Kind.SAFETY_COMMENT, title, place));
  }

  /// The edits of one of the actions at a place; empty if it is not there any more.
  List<Edit> edits(Snapshot snapshot, ActionKey.Kind kind, Span place) {
    Site site = site(snapshot, place.start());
    if (site == null || site.isBlock() != (kind == ActionKey.Kind.SAFETY_COMMENT)) {
      return List.of();
    }
    SourceText text = snapshot.text();
    int at = insertion(text, site);
    if (at < 0) {
      return List.of();
    }
    int lineStart = text.lineStart(text.lineOf(at));
    String indent = text.slice(new Span(lineStart, at));
    String slashes = site.isBlock() ? "//" : "///";
    StringBuilder inserted = new StringBuilder();
    List<String> lines = new ArrayList<>(lines(site));
    if (!site.isBlock() && isDocumented(site.node)) {
      lines.addFirst("");
    }
    for (String line : lines) {
      inserted.append(indent).append(slashes).append(line.isEmpty() ? "" : " ").append(line);
      inserted.append(text.lineBreak());
    }
    return List.of(Edit.insert(lineStart, inserted.toString()));
  }

  private @Nullable Site site(Snapshot snapshot, int offset) {
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
        return keyword == null ? null : new Site(item, at, keyword, known);
      }
      if (at.is(Kind.FUNCTION_ITEM)) {
        Node modifiers = at.child(Kind.FUNCTION_MODIFIERS);
        Node keyword = modifiers == null ? null : modifiers.child(Kind.KW_UNSAFE);
        Node body = at.child(Field.BODY);
        boolean isInHead = body == null || item.toFile(body.span()).start() > offset;
        return keyword != null && isInHead ? new Site(item, at, keyword, known) : null;
      }
    }
    return null;
  }

  private static List<String> lines(Site site) {
    SafetyDraft draft = new SafetyDraft(site.known.types(), site.known.contracts());
    return site.isBlock()
        ? draft.comment(site.node, StatedSafety.of(site.node))
        : draft.section(site.node);
  }

  /// The first place in its line, white space aside, that the comment belongs before: the block's own
  /// line, the statement's that it is in, or the function's first attribute; -1 if other code stands
  /// before that.
  private static int insertion(SourceText text, Site site) {
    Node at = site.node;
    if (site.isBlock()) {
      while (!startsLine(text, site.item.toFile(at.span()).start())
          && at.parent() instanceof Node parent
          && !parent.is(Kind.BLOCK)
          && !parent.is(Kind.FUNCTION_ITEM)) {
        at = parent;
      }
    } else {
      while (at.previousSibling() instanceof Node before && before.is(Kind.ATTRIBUTE_ITEM)) {
        at = before;
      }
    }
    int start = site.item.toFile(at.span()).start();
    return startsLine(text, start) ? start : -1;
  }

  private static boolean startsLine(SourceText text, int offset) {
    int line = text.lineStart(text.lineOf(offset));
    return text.slice(new Span(line, offset)).isBlank();
  }

  private static boolean isDocumented(Node function) {
    for (Node before = function.previousSibling();
        before != null;
        before = before.previousSibling()) {
      if (before.kind().isComment()) {
        return before.text().startsWith("///");
      }
      if (!before.is(Kind.ATTRIBUTE_ITEM)) {
        return false;
      }
    }
    return false;
  }
}
