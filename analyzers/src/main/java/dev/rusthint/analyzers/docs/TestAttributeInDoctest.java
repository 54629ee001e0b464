package dev.rusthint.analyzers.docs;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `#[test]` in a doctest: the function is compiled out of the program that rustdoc runs (The
/// rustdoc book, *Documentation tests*).
public final class TestAttributeInDoctest implements Analyzer<Span> {
  private static final Pattern TEST = Pattern.compile("#\\s*\\[\\s*test\\s*\\]");

  private static final Equivalent LINT = Equivalent.clippy("test_attr_in_doctest");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "docs/doctest",
              "test-attribute-in-doctest",
              "`#[test]` in a doctest is never run",
              """
              A doctest is a program of its own, built without the test harness: a function under
              `#[test]` is not in it, so that the example passes whatever the function says. Write
              the assertions into the example itself, or mark the block `test_harness`.
              """)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.LINE_COMMENT, Kind.BLOCK_COMMENT);
  }

  @Override
  public List<Span> find(Node comment, Context context) {
    List<Span> found = new ArrayList<>(0);
    for (DocTests code : DocTests.startingAt(comment)) {
      Matcher matcher = code.has("test_harness") ? null : TEST.matcher(code.text());
      // One finding a block, as the block is what is not run.
      if (matcher != null && matcher.find()) {
        found.add(new Span(code.offset(matcher.start()), code.offset(matcher.end())));
      }
    }
    return found;
  }

  @Override
  public Message describe(Span found, Context context) {
    return Message.at(found, "this test is never run: a doctest has no test harness")
        .help("call the assertions in the example itself")
        .as(LINT);
  }
}
