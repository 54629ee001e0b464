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

/// `unimplemented!` left in code.
public final class Unimplemented implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("unimplemented");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/explicit",
              "unimplemented",
              "`unimplemented!` left in code",
              """
              `unimplemented!` compiles wherever a value is wanted and panics when it is met: a
              caller learns only at run time that the case is not supported.
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
    if (!Invocations.standardName(invocation, context).equals(Optional.of("unimplemented"))) {
      return List.of();
    }
    return List.of(invocation);
  }

  @Override
  public Message describe(Node invocation, Context context) {
    return Message.at(invocation.span(), "`unimplemented!` panics here: this case is not supported")
        .help("return an error that says so, or leave the case out of the type")
        .as(LINT);
  }
}
