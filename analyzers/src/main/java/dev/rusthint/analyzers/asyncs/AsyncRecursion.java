package dev.rusthint.analyzers.asyncs;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An `async fn` that awaits itself without a box between: its future would hold itself (rustc
/// E0733).
public final class AsyncRecursion implements Analyzer<AsyncRecursion.Found> {
  record Found(Node call, String name) {}

  private static final Equivalent LINT = Equivalent.rustc("E0733");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "async/recursion",
              "async-recursion",
              "an `async fn` awaits itself without a box",
              """
              The future of an `async fn` holds every future that it awaits. One that awaits itself
              would be infinitely large, and does not compile. A box breaks the circle:
              `Box::pin(f()).await` (since Rust 1.77; before, the return type has to be boxed).
              """)
          .withLevels(Level.ERROR, Level.ERROR)
          .withFixes(Fixes.MACHINE)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.AWAIT_EXPRESSION);
  }

  @Override
  public List<Found> find(Node await, Context context) {
    Node call = await.firstChild();
    Node function = await.ancestor(Kind.FUNCTION_ITEM, Kind.CLOSURE_EXPRESSION, Kind.ASYNC_BLOCK);
    if (call == null || !call.is(Kind.CALL_EXPRESSION) || function == null) {
      return List.of();
    }
    Node callee = call.child(Field.FUNCTION);
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    Node name = function.child(Field.NAME);
    if (callee == null || name == null || modifiers == null || !modifiers.has(Kind.KW_ASYNC)) {
      return List.of();
    }
    return isCallOfItself(callee, name.text(), function, context)
        ? List.of(new Found(call, name.text()))
        : List.of();
  }

  private static boolean isCallOfItself(
      Node callee, String name, Node function, Context context) {
    Placed container = context.item().parent();
    boolean member = container != null && container.kind() != ItemKind.MODULE;
    boolean top = function.parent() != null && function.parent().is(Kind.SOURCE_FILE);
    if (callee.is(Kind.IDENTIFIER)) {
      // A nested function is in scope by its name; so is one of the module.
      return callee.textIs(name) && !(member && top) && !isBoundInside(name, function);
    }
    if (container == null || !member || !top || !isInherent(container)) {
      return false;
    }
    if (callee.is(Kind.FIELD_EXPRESSION)) {
      Node receiver = callee.child(Field.VALUE);
      Node method = callee.child(Field.FIELD);
      return receiver != null && receiver.is(Kind.SELF) && method != null && method.textIs(name);
    }
    return callee.is(Kind.SCOPED_IDENTIFIER) && callee.textIs("Self::" + name);
  }

  /// In a trait's impl an inherent method of the same name would come first.
  private static boolean isInherent(Placed container) {
    Node head = Attributes.itemOf(container.item().tree());
    return container.kind() == ItemKind.IMPL && head != null && head.child(Field.TRAIT) == null;
  }

  /// Whether some pattern, parameter or item inside the function has the name as well.
  private static boolean isBoundInside(String name, Node function) {
    for (Node node : function.descendants()) {
      if (!node.is(Kind.IDENTIFIER) || !node.textIs(name)) {
        continue;
      }
      Node parent = node.parent();
      boolean used =
          parent != null
              && (parent.is(Kind.CALL_EXPRESSION)
                  || parent.is(Kind.ARGUMENTS)
                  || parent.equals(function));
      if (!used) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.call().span(),
            "the future of `" + found.name() + "` would hold itself: it awaits itself without a box")
        .help("put a box between: `Box::pin(" + found.name() + "(…)).await`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    // Before Rust 1.77 a box here does not help: the return type has to name one.
    if (!context.crate().allows(77) || context.crate().noStd()) {
      return Optional.empty();
    }
    return Optional.of(
        Fix.machine(
            "Box the recursive future",
            Edit.insert(found.call().start(), "Box::pin("),
            Edit.insert(found.call().end(), ")")));
  }
}
