package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.safety.CodeContracts;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An unsafe operation in an unsafe function, and in no unsafe block (RFC 2585).
public final class OperationInUnsafeFn implements Analyzer<OperationInUnsafeFn.Found> {
  record Found(Node function, UnsafeOperation operation) {}

  private static final Equivalent LINT = Equivalent.rustc("unsafe_op_in_unsafe_fn");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/operation-in-unsafe-fn",
              "operation-in-unsafe-fn",
              "an unsafe operation in an unsafe function that is in no block",
              """
              `unsafe fn` says what callers owe; an `unsafe` block says that somebody looked at what an
              operation asks for. Where the whole body counts as a block, nothing shows which lines can
              go wrong, and none has a place for its own `SAFETY:` comment. From edition 2024 on rustc
              warns of it.
              """)
          .fromEdition(2024)
          .withReach(Reach.TYPES)
          .withFixes(Fixes.REVIEW)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FUNCTION_ITEM);
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    Node body = function.child(Field.BODY);
    if (body == null || modifiers == null || !modifiers.has(Kind.KW_UNSAFE)) {
      return List.of();
    }
    return UnsafeOperations.in(body, context.types(), new CodeContracts()).operations().stream()
        .filter(operation -> !isInBlock(operation.at(), function))
        .map(operation -> new Found(function, operation))
        .toList();
  }

  private static boolean isInBlock(Node node, Node function) {
    Node around = node.ancestor(Kind.UNSAFE_BLOCK, Kind.FUNCTION_ITEM);
    return around == null || !around.equals(function);
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.function().textOf(Field.NAME).orElse("this function");
    return Message.at(
            found.operation().at().span(),
            "this " + found.operation().what().words() + " is in no `unsafe` block")
        .note("that `" + name + "` is unsafe says what its callers owe, and not why this is sound")
        .help("give it a block with a `SAFETY:` comment")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node body = found.function().child(Field.BODY);
    if (body == null || body.text().length() < 2 || found.function().hasError()) {
      return Optional.empty();
    }
    return Optional.of(
        Fix.review(
            "Put the body into an `unsafe` block",
            Edit.insert(body.start() + 1, " unsafe {"),
            Edit.insert(body.end() - 1, "} ")));
  }
}
