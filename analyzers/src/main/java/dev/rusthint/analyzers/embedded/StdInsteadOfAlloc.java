package dev.rusthint.analyzers.embedded;

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
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A path through `std` to what `alloc` defines.
public final class StdInsteadOfAlloc implements Analyzer<StdPaths.Found> {
  private static final Equivalent LINT = Equivalent.clippy("std_instead_of_alloc");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "embedded/std-in-no-std",
              "std-instead-of-alloc",
              "`std::` where `alloc::` would do",
              """
              What `alloc` defines is there where `std` is not. Code that names the smaller crate
              builds on targets without an operating system, and shows that it needs no more.
              """)
          .optIn()
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.FILE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return StdPaths.KINDS;
  }

  @Override
  public List<StdPaths.Found> find(Node node, Context context) {
    return StdPaths.find(node, context, "std", "alloc");
  }

  @Override
  public Message describe(StdPaths.Found found, Context context) {
    return Message.at(found.at(), found.what() + " is defined in `alloc`, which needs no `std`")
        .help("write `alloc::`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(StdPaths.Found found, Context context) {
    Node crate = found.crate();
    return crate == null
        ? Optional.empty()
        : Optional.of(Fix.review("Write `alloc` (needs `extern crate alloc`)", Edit.replace(crate.span(), "alloc")));
  }
}
