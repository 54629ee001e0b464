package dev.rusthint.analyzers.tests;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Set;

/// A `#[test]` function outside a `#[cfg(test)]` module.
public final class TestOutsideTestModule implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("tests_outside_test_module");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "test/quality",
              "tests-outside-test-module",
              "a test outside a `#[cfg(test)]` module",
              """
              A `#[test]` function is left out of a normal build by itself, but its imports and
              helpers are not: they become dead code or cost compile time. A `#[cfg(test)]` module
              keeps all of it together. Integration tests in `tests/` are crates of their own and
              need none.
              """)
          .optIn()
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM);
  }

  @Override
  public List<Node> find(Node function, Context context) {
    TargetKind target = context.crate().kind();
    if (target == TargetKind.TEST || target == TargetKind.BENCH) {
      return List.of();
    }
    boolean test = false;
    for (Node attribute : Attributes.outer(function)) {
      test |= Attributes.path(attribute).equals("test");
      if (Attributes.path(attribute).equals("cfg")) {
        return List.of();
      }
    }
    Placed module = context.item().parent();
    boolean outside = module == null || !isForTests(module);
    return test && outside ? List.of(function) : List.of();
  }

  private static boolean isForTests(Placed module) {
    for (Placed p = module; p != null; p = p.parent()) {
      Node head = Attributes.itemOf(p.item().tree());
      if (head == null) {
        return true;
      }
      for (Node attribute : Attributes.outer(head)) {
        String arguments = Attributes.arguments(attribute);
        if (Attributes.path(attribute).equals("cfg")
            && arguments != null
            && arguments.contains("test")) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Message describe(Node function, Context context) {
    Node name = function.child(Field.NAME);
    Node at = name == null ? function : name;
    return Message.at(
            new Span(function.start(), at.end()),
            "the test `" + at.text() + "` is outside a `#[cfg(test)]` module")
        .help("move it into `#[cfg(test)] mod tests { … }`")
        .as(LINT);
  }
}
