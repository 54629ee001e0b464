package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Named lifetimes that `'_` could stand for.
public final class ElidableLifetimeNames implements Analyzer<ElidableLifetimes.Found> {
  private static final Equivalent LINT = Equivalent.clippy("elidable_lifetime_names");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "lifetime/needless",
              "elidable-lifetime-names",
              "a named lifetime that `'_` could stand for",
              """
              In `impl<'a> Drop for Guard<'a>` nothing needs the name `'a`: `impl Drop for
              Guard<'_>` says that there is a lifetime, and that it does not matter which. The same
              holds for the arguments and results of functions. What is left of named lifetimes then
              ties something together.
              """)
          .pedantic()
          .withReach(Reach.CRATE)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return ElidableLifetimes.KINDS;
  }

  @Override
  public List<ElidableLifetimes.Found> find(Node item, Context context) {
    return ElidableLifetimes.find(item, context, false);
  }

  @Override
  public Message describe(ElidableLifetimes.Found found, Context context) {
    String names = ElidableLifetimes.names(found.parameters());
    return ElidableLifetimes.describe(found, "nothing needs the name " + names)
        .help("write `'_` where it is used")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(ElidableLifetimes.Found found, Context context) {
    return ElidableLifetimes.fix(found);
  }
}
