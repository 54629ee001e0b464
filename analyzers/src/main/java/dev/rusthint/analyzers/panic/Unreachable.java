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

/// `unreachable!` in code that ships.
public final class Unreachable implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("unreachable");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/explicit",
              "unreachable",
              "`unreachable!` in code that ships",
              """
              `unreachable!` states that no input leads here, and panics if one does. Code that must
              not panic has to make the case impossible by its types, or treat it as an error.
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
    if (!Invocations.standardName(invocation, context).equals(Optional.of("unreachable"))) {
      return List.of();
    }
    return List.of(invocation);
  }

  @Override
  public Message describe(Node invocation, Context context) {
    return Message.at(invocation.span(), "`unreachable!` panics if some input leads here after all")
        .help("make the case impossible by the types, or return an error")
        .as(LINT);
  }
}
