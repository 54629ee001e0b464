package dev.rusthint.analyzers.asyncs;

import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// An `async fn` that awaits nothing: a state machine for code that never waits.
public final class UnusedAsync implements Analyzer<Node> {
  private static final Set<String> STANDARD =
      Set.of(
          "assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "debug_assert_ne",
          "println", "print", "eprintln", "eprint", "format", "write", "writeln", "vec", "dbg",
          "matches", "panic", "unreachable", "concat", "stringify", "env", "include_str", "line");

  private static final Equivalent LINT = Equivalent.clippy("unused_async");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "async/unused-async",
              "unused-async",
              "an `async fn` without an await",
              """
              An `async fn` returns a future that its caller has to await, hold, and keep `Send`.
              Where nothing inside waits, a plain function does the same for less. It may still be
              right where a signature asks for a future, or where an await is about to come.
              """)
          .pedantic()
          .withReach(Reach.FILE)
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
  public List<Node> find(Node function, Context context) {
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    Node body = function.child(Field.BODY);
    Node name = function.child(Field.NAME);
    if (modifiers == null || !modifiers.has(Kind.KW_ASYNC) || body == null || name == null) {
      return List.of();
    }
    if (body.hasError() || isOfTrait(context.item()) || hasOtherAttributes(function)) {
      return List.of();
    }
    for (Node node : body.descendants()) {
      if (node.is(Kind.AWAIT_EXPRESSION) && isDirectlyIn(node, function)) {
        return List.of();
      }
      if (node.is(Kind.MACRO_INVOCATION) && mayAwait(node, context)) {
        return List.of();
      }
    }
    return isUsedAsValue(name.text(), context) ? List.of() : List.of(function);
  }

  private static boolean isOfTrait(Placed item) {
    Placed container = item.parent();
    if (container == null || container.kind() == ItemKind.MODULE) {
      return false;
    }
    Node head = Attributes.itemOf(container.item().tree());
    return container.kind() != ItemKind.IMPL || head == null || head.child(Field.TRAIT) != null;
  }

  /// Attributes such as `#[tokio::main]` or a route's ask for an `async fn`, or rewrite it.
  private static boolean hasOtherAttributes(Node function) {
    for (Node attribute : Attributes.outer(function)) {
      switch (Attributes.path(attribute)) {
        case "inline", "cold", "must_use", "doc", "allow", "expect", "warn", "deny", "cfg",
            "cfg_attr", "deprecated", "track_caller" -> {}
        default -> {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether no other async block or closure lies between: their awaits are their own.
  private static boolean isDirectlyIn(Node await, Node function) {
    Node body = await.ancestor(Kind.FUNCTION_ITEM, Kind.CLOSURE_EXPRESSION, Kind.ASYNC_BLOCK);
    return function.equals(body);
  }

  /// `todo!()` stands for code that is to come. A macro that is not known may await inside.
  private static boolean mayAwait(Node invocation, Context context) {
    String name = Invocations.standardName(invocation, context).orElse("");
    if (name.equals("todo") || name.equals("unimplemented") || !STANDARD.contains(name)) {
      return true;
    }
    return invocation.text().contains(".await");
  }

  /// Whether some item of the file names the function without calling it: what it is passed to may
  /// want a future.
  private static boolean isUsedAsValue(String name, Context context) {
    Pattern bare = Pattern.compile("\\b" + Pattern.quote(name) + "\\b(?!\\s*(\\(|::<))");
    for (Placed item : context.model().items()) {
      if (item.kind() != ItemKind.FUNCTION && bare.matcher(item.item().signature()).find()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Message describe(Node function, Context context) {
    Node name = function.child(Field.NAME);
    Node at = name == null ? function : name;
    return Message.at(
            new Span(function.start(), at.end()), "`" + at.text() + "` is `async` but awaits nothing")
        .help("make it a plain function, if nothing asks for a future")
        .as(LINT);
  }
}
