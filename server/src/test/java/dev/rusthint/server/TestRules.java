package dev.rusthint.server;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Registry;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Small rules to test the server with.
final class TestRules {
  private TestRules() {}

  /// Identifiers `old` (a machine fix makes them `new_name`), `review` (a fix to look at), `gone`
  /// (unnecessary), `fails` (the rule breaks), and chains `a1`, `a2` that take two rounds.
  static Registry registry() {
    return new Registry(List.of(new Old(), new Review(), new Gone(), new Failing(), new Twice()));
  }

  private abstract static class OfIdentifier implements Analyzer<Node> {
    private final RuleSpec spec;
    private final String name;

    OfIdentifier(RuleSpec spec, String name) {
      this.spec = spec;
      this.name = name;
    }

    @Override
    public RuleSpec spec() {
      return spec;
    }

    @Override
    public Set<Kind> kinds() {
      return Set.of(Kind.IDENTIFIER);
    }

    @Override
    public List<Node> find(Node node, Context context) {
      return node.textIs(name) ? List.of(node) : List.of();
    }
  }

  private static final class Old extends OfIdentifier {
    Old() {
      super(
          RuleSpec.of("test/old", "old", "an old name", "Old names *confuse* `readers`.")
              .withFixes(Fixes.MACHINE)
              .withEquivalents(Equivalent.clippy("old_names")),
          "old");
    }

    @Override
    public Message describe(Node found, Context context) {
      return Message.at(found.span(), "`old` is an old name")
          .note("it was renamed")
          .help("call it `new_name`")
          .related(Place.here(new Span(0, 2)), "the function it is in")
          .as(Equivalent.clippy("old_names"));
    }

    @Override
    public Optional<Fix> fix(Node found, Context context) {
      return Optional.of(Fix.machine("rename to `new_name`", Edit.replace(found.span(), "new_name")));
    }
  }

  private static final class Review extends OfIdentifier {
    Review() {
      super(
          RuleSpec.of("test/review", "review", "something to look at", "Look at it.")
              .withFixes(Fixes.REVIEW),
          "review");
    }

    @Override
    public Message describe(Node found, Context context) {
      return Message.at(found.span(), "look at `review`");
    }

    @Override
    public Optional<Fix> fix(Node found, Context context) {
      return Optional.of(Fix.review("draft a comment", Edit.insert(found.end(), " /* TODO */")));
    }
  }

  private static final class Gone extends OfIdentifier {
    Gone() {
      super(RuleSpec.of("test/gone", "gone", "something unnecessary", "Leave it out."), "gone");
    }

    @Override
    public Message describe(Node found, Context context) {
      return Message.at(found.span(), "`gone` does nothing").markUnnecessary();
    }
  }

  private static final class Failing extends OfIdentifier {
    Failing() {
      super(RuleSpec.of("test/failing", "failing", "a rule that breaks", "It breaks."), "fails");
    }

    @Override
    public Message describe(Node found, Context context) {
      throw new IllegalStateException("this rule always fails");
    }
  }

  /// `a1` becomes `a2`, which becomes `a3`.
  private static final class Twice implements Analyzer<Node> {
    private static final RuleSpec SPEC =
        RuleSpec.of("test/twice", "twice", "a name of two steps", "Two steps.")
            .withFixes(Fixes.MACHINE);

    @Override
    public RuleSpec spec() {
      return SPEC;
    }

    @Override
    public Set<Kind> kinds() {
      return Set.of(Kind.IDENTIFIER);
    }

    @Override
    public List<Node> find(Node node, Context context) {
      return node.textIs("a1") || node.textIs("a2") ? List.of(node) : List.of();
    }

    @Override
    public Message describe(Node found, Context context) {
      return Message.at(found.span(), "`" + found.text() + "` goes on");
    }

    @Override
    public Optional<Fix> fix(Node found, Context context) {
      String next = found.textIs("a1") ? "a2" : "a3";
      return Optional.of(Fix.machine("go on to `" + next + "`", Edit.replace(found.span(), next)));
    }
  }
}
