package dev.rusthint.server;

import dev.rusthint.safety.SafetyDraft;
import dev.rusthint.safety.StatedSafety;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Begins what people have to write about the safety of their code: the SAFETY comment of an unsafe
/// block, and the section `# Safety` of an unsafe function.
final class SafetyActions implements Refactoring {
  private final AskedTypes types;

  SafetyActions(AskedTypes types) {
    this.types = types;
  }

  @Override
  public Set<ActionKey.Kind> kinds() {
    return Set.of(ActionKey.Kind.SAFETY_COMMENT, ActionKey.Kind.SAFETY_SECTION);
  }

  @Override
  public List<Offer> at(Snapshot snapshot, int offset) {
    UnsafeSite site = UnsafeSite.at(snapshot, offset, types);
    if (site == null) {
      return List.of();
    }
    if (!site.isBlock()) {
      return StatedSafety.section(site.node()) == null
          ? List.of(
              new Offer(ActionKey.Kind.SAFETY_SECTION, "Write a `# Safety` section", site.place()))
          : List.of();
    }
    if (lines(site).isEmpty() || insertion(snapshot.text(), site) < 0) {
      return List.of();
    }
    String title =
        StatedSafety.of(site.node()) == null
            ? "Write a SAFETY comment with its obligations"
            : "Add what the SAFETY comment leaves open";
    return List.of(new Offer(ActionKey.Kind.SAFETY_COMMENT, title, site.place()));
  }

  @Override
  public List<Edit> edits(Snapshot snapshot, ActionKey.Kind kind, Span place) {
    UnsafeSite site = UnsafeSite.at(snapshot, place.start(), types);
    if (site == null || site.isBlock() != (kind == ActionKey.Kind.SAFETY_COMMENT)) {
      return List.of();
    }
    SourceText text = snapshot.text();
    int at = insertion(text, site);
    if (at < 0) {
      return List.of();
    }
    String indent = UnsafeSite.indent(text, at);
    String slashes = site.isBlock() ? "//" : "///";
    StringBuilder inserted = new StringBuilder();
    List<String> lines = new ArrayList<>(lines(site));
    if (!site.isBlock() && isDocumented(site.node())) {
      lines.addFirst("");
    }
    for (String line : lines) {
      inserted.append(indent).append(slashes).append(line.isEmpty() ? "" : " ").append(line);
      inserted.append(text.lineBreak());
    }
    return List.of(Edit.insert(at - indent.length(), inserted.toString()));
  }

  private static List<String> lines(UnsafeSite site) {
    SafetyDraft draft = new SafetyDraft(site.known().types(), site.known().contracts());
    return site.isBlock()
        ? draft.comment(site.node(), StatedSafety.of(site.node()))
        : draft.section(site.node());
  }

  /// The first place in its line, white space aside, that the text belongs before: that of the block,
  /// or the function's first attribute; -1 if other code stands before that.
  private static int insertion(SourceText text, UnsafeSite site) {
    if (site.isBlock()) {
      return site.lineBefore(text, site.node());
    }
    Node at = site.node();
    while (at.previousSibling() instanceof Node before && before.is(Kind.ATTRIBUTE_ITEM)) {
      at = before;
    }
    return site.atLine(text, at);
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
