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

/// `panic!` in code that ships. One that the compiler evaluates fails the build instead, and is no
/// hazard at run time.
public final class Panic implements Analyzer<Node> {
  private static final Equivalent LINT = Equivalent.clippy("panic");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/explicit",
              "panic",
              "`panic!` in code that ships",
              """
              A panic unwinds or aborts the thread that meets it; in a server or a driver that is an
              outage that the caller could not prevent. Where the cause can be met at run time, an
              error lets the caller decide.
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
    if (!Invocations.standardName(invocation, context).equals(Optional.of("panic"))) {
      return List.of();
    }
    if (Invocations.isConstContext(invocation)) {
      return List.of();
    }
    if (context.settings().isSet("allow-panic-in-tests") && context.isTestCode(invocation)) {
      return List.of();
    }
    return List.of(invocation);
  }

  @Override
  public Message describe(Node invocation, Context context) {
    return Message.at(invocation.span(), "`panic!` ends the thread that meets it")
        .help("return an error if the caller can meet this case")
        .as(LINT);
  }
}
