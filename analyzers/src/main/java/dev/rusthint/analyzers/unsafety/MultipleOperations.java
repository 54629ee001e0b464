package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.safety.CodeContracts;
import dev.rusthint.safety.UnsafeNarrowing;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Several unsafe operations in one block.
public final class MultipleOperations implements Analyzer<MultipleOperations.Found> {
  record Found(Node block, Node keyword, List<UnsafeOperation> operations) {}

  private static final int MOST_SHOWN = 8;

  private static final Equivalent LINT = Equivalent.clippy("multiple_unsafe_ops_per_block");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/multiple-operations",
              "multiple-operations",
              "several unsafe operations in one block",
              """
              One comment above a block with several unsafe operations has to argue for all of them,
              and a reader has to find out which sentence is about which. A block for each operation
              lets each have its own. Where the operations are only sound together, one block for
              them is right: this is for code whose reviewers want one argument an operation.
              """)
          .optIn()
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.UNSAFE_BLOCK);
  }

  @Override
  public List<Found> find(Node block, Context context) {
    Node keyword = block.child(Kind.KW_UNSAFE);
    if (keyword == null || block.inMacroArguments()) {
      return List.of();
    }
    List<UnsafeOperation> operations =
        UnsafeOperations.in(block, context.types(), new CodeContracts()).operations();
    return operations.size() < 2 ? List.of() : List.of(new Found(block, keyword, operations));
  }

  @Override
  public Message describe(Found found, Context context) {
    Message message =
        Message.at(
                found.keyword().span(),
                "this block has " + found.operations().size() + " unsafe operations")
            .help("give each a block, and a `SAFETY:` comment of its own")
            .as(LINT);
    for (UnsafeOperation operation : found.operations().stream().limit(MOST_SHOWN).toList()) {
      message =
          message.related(Place.here(operation.at().span()), "a " + operation.what().words());
    }
    return message;
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    UnsafeNarrowing narrowing =
        UnsafeNarrowing.of(found.block(), context.types(), new CodeContracts());
    return narrowing == null || narrowing.around().size() < 2
        ? Optional.empty()
        : Optional.of(
            Fix.review(
                "Give each operation a block of its own",
                narrowing.edits().toArray(Edit[]::new)));
  }
}
