package dev.rusthint.analyzers.docs;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `////` right above an item: meant as documentation, and a plain comment (Reference,
/// *Comments*).
public final class FourForwardSlashes implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("four_forward_slashes");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "docs/malformed",
              "four-forward-slashes",
              "`////` is no doc comment",
              """
              Three slashes begin documentation, four or more begin a plain comment: rustdoc shows
              nothing of it.
              """)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.LINE_COMMENT);
  }

  @Override
  public List<Node> find(Node comment, Context context) {
    String text = comment.text();
    if (!text.startsWith("////") || text.length() < 5 || "/!".indexOf(text.charAt(4)) >= 0) {
      return List.of();
    }
    Node parent = comment.parent();
    Node item = parent == null ? null : Attributes.itemOf(comment.tree());
    if (parent == null || item == null || !parent.is(Kind.SOURCE_FILE)) {
      return List.of();
    }
    boolean above = comment.start() < item.start() && !isSeparator(text);
    return above && context.item().item().container() == null ? List.of(comment) : List.of();
  }

  /// A line of slashes or dashes that sets off a part of the file.
  private static boolean isSeparator(String text) {
    String content = text.substring(4);
    return content.chars().noneMatch(Character::isLetterOrDigit);
  }

  @Override
  public Message describe(Node comment, Context context) {
    return Message.at(comment.span(), "four slashes make this a plain comment, not documentation")
        .help("write three slashes if it documents the item below")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Node comment, Context context) {
    Span slash = new Span(comment.start(), comment.start() + 1);
    return Optional.of(Fix.machine("Make it a doc comment", Edit.delete(slash)));
  }
}
