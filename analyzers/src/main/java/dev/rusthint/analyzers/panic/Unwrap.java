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

/// `unwrap` and `unwrap_err` of an `Option` or a `Result`.
public final class Unwrap implements Analyzer<Unwrapping> {
  private static final Set<String> METHODS = Set.of("unwrap", "unwrap_err");

  private static final Equivalent LINT = Equivalent.clippy("unwrap_used");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/unwrap",
              "unwrap",
              "`unwrap` of an `Option` or a `Result`",
              """
              `unwrap` turns a missing value or an error into a panic, with a message that tells users
              nothing. Where the function can return it, `?` does; where it cannot occur, `expect`
              says why.
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
    return found == null || found.isAllowed("unwrap", context) ? List.of() : List.of(found);
  }

  @Override
  public Message describe(Unwrapping found, Context context) {
    return found.message().as(LINT);
  }
}
