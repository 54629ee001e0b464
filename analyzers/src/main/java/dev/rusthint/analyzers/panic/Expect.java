package dev.rusthint.analyzers.panic;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Set;

/// `expect` and `expect_err` of an `Option` or a `Result`.
public final class Expect implements Analyzer<Unwrapping> {
  private static final Set<String> METHODS = Set.of("expect", "expect_err");

  private static final Equivalent LINT = Equivalent.clippy("expect_used");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/unwrap",
              "expect",
              "`expect` of an `Option` or a `Result`",
              """
              `expect` says why a value must be there, and still panics when it is not. A program that
              must not panic returns an error instead.
              """)
          .optIn()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CALL_EXPRESSION);
  }

  @Override
  public List<Unwrapping> find(Node call, Context context) {
    Unwrapping found = Unwrapping.of(call, METHODS, context);
    return found == null || found.isAllowed("expect", context) ? List.of() : List.of(found);
  }

  @Override
  public Message describe(Unwrapping found, Context context) {
    return found.message().as(LINT);
  }
}
