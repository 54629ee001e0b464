package dev.rusthint.analyzers.tests;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `#[ignore]` on a test without saying why (Reference, *The ignore attribute*).
public final class IgnoreWithoutReason implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("ignore_without_reason");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "test/quality",
              "ignore-without-reason",
              "an ignored test does not say why",
              """
              Who meets an ignored test has to find out whether it is slow, flaky, or broken before
              daring to run it or to delete it. `#[ignore = "…"]` says so, and the test runner
              prints it.
              """)
          .pedantic()
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.ATTRIBUTE);
  }

  @Override
  public List<Node> find(Node attribute, Context context) {
    Node item = attribute.parent();
    boolean bare =
        Attributes.path(attribute).equals("ignore")
            && attribute.child(Field.VALUE) == null
            && Attributes.arguments(attribute) == null;
    return bare && item != null && marksTest(item) ? List.of(item) : List.of();
  }

  /// Whether the attribute's function is a test: procedural macros have an `ignore` of their own.
  private static boolean marksTest(Node item) {
    Node next = item.nextSibling();
    while (next != null && (next.is(Kind.ATTRIBUTE_ITEM) || next.kind().isComment())) {
      next = next.nextSibling();
    }
    if (next == null) {
      return false;
    }
    for (Node attribute : Attributes.outer(next)) {
      if (Attributes.path(attribute).equals("test")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Node item, Context context) {
    return Message.at(item.span(), "this test is ignored without a reason")
        .help("say why: `#[ignore = \"…\"]`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Node item, Context context) {
    return Optional.of(
        Fix.review("Give a reason", Edit.replace(item.span(), "#[ignore = \"/* why */\"]")));
  }
}
