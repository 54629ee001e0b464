package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `todo!` left in code.
public final class Todo implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("todo");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/explicit",
              "todo",
              "`todo!` left in code",
              """
              `todo!` compiles wherever a value is wanted and panics when it is met: what is missing
              shows at run time only.
              """)
          .optIn()
          .withReach(Reach.FILE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MACRO_INVOCATION);
  }

  @Override
  public List<Node> find(Node invocation, Context context) {
    if (!Invocations.standardName(invocation, context).equals(Optional.of("todo"))) {
      return List.of();
    }
    return List.of(invocation);
  }

  @Override
  public Message describe(Node invocation, Context context) {
    return Message.at(invocation.span(), "`todo!` panics here: this part is not written yet")
        .help("write it, or return an error that says so")
        .as(LINT);
  }
}
