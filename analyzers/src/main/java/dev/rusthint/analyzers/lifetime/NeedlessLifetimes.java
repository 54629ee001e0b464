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

/// Named lifetimes of references that elision gives just so.
public final class NeedlessLifetimes implements Analyzer<ElidableLifetimes.Found> {
  private static final Equivalent LINT = Equivalent.clippy("needless_lifetimes");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "lifetime/needless",
              "needless-lifetimes",
              "a named lifetime where elision gives the same",
              """
              `fn first(s: &str) -> &str` means `fn first<'a>(s: &'a str) -> &'a str`: with one
              lifetime among the arguments, the result has it too, and each reference that is named
              once could as well have no name. A name makes a reader look for what it ties together;
              where it ties nothing, leave it out.
              """)
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
    return ElidableLifetimes.find(item, context, true);
  }

  @Override
  public Message describe(ElidableLifetimes.Found found, Context context) {
    boolean one = found.parameters().size() == 1;
    String text =
        "the "
            + (one ? "lifetime " : "lifetimes ")
            + ElidableLifetimes.names(found.parameters())
            + (one ? " needs no name" : " need no names");
    return ElidableLifetimes.describe(found, text)
        .help("leave the names out: elision gives the references the same lifetimes")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(ElidableLifetimes.Found found, Context context) {
    return ElidableLifetimes.fix(found);
  }
}
