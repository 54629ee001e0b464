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

/// `#[should_panic]` that takes any panic for the right one (Reference, *The should_panic
/// attribute*).
public final class ShouldPanicWithoutExpect implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("should_panic_without_expect");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "test/quality",
              "should-panic-without-expect",
              "`#[should_panic]` takes any panic",
              """
              A test with a bare `#[should_panic]` passes on whichever panic comes first: an index
              out of range in its own set-up as well as the one it is about. `expected = "…"` asks
              for a part of the message.
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
    if (item == null || !Attributes.path(attribute).equals("should_panic")) {
      return List.of();
    }
    String arguments = Attributes.arguments(attribute);
    boolean expects =
        attribute.child(Field.VALUE) != null
            || arguments != null && arguments.matches("(?s)\\s*expected\\s*=.*\".*");
    return expects ? List.of() : List.of(item);
  }

  @Override
  public Message describe(Node item, Context context) {
    return Message.at(item.span(), "this test passes on any panic, its own set-up's too")
        .help("name a part of the message: `#[should_panic(expected = \"…\")]`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Node item, Context context) {
    String text = "#[should_panic(expected = \"/* part of the message */\")]";
    return Optional.of(
        Fix.review("Name the expected message", Edit.replace(item.span(), text)));
  }
}
