package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Place;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.NamedType;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function that returns a `Result` and yet panics or asserts: its caller is ready for an error
/// and gets an unwinding thread.
public final class PanicInResultFunction implements Analyzer<PanicInResultFunction.Found> {
  record Found(Node function, Node returnType, List<Node> panics) {}

  private static final Equivalent LINT = Equivalent.clippy("panic_in_result_fn");
  private static final Set<String> PANICKING = Set.of("panic", "assert", "assert_eq", "assert_ne");

  private static final Set<String> STANDARD =
      Set.of(
          "io", "fmt", "result", "std::io", "std::fmt", "std::result", "core::fmt", "core::result",
          "crate", "super", "anyhow", "::std::io", "::std::fmt", "::std::result", "::core::fmt");

  /// The type and std's own aliases of it, without the crate's name.
  private static final Set<String> RESULTS =
      Set.of("result::Result", "io::Result", "fmt::Result", "thread::Result");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/explicit",
              "panic-in-result-function",
              "a function that returns `Result` panics",
              """
              Who calls a function that returns a `Result` handles its error. A panic on some path
              goes past that: the error type promises less than it seems to. Return an error there,
              or say under `# Panics` why it is a mistake of the caller.
              """)
          .optIn()
          .withReach(Reach.CRATE)
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
    Node returnType = function.child(Field.RETURN_TYPE);
    Node body = function.child(Field.BODY);
    if (returnType == null || body == null || isAsync(function)) {
      return List.of();
    }
    if (!isResult(returnType) && !endsInResult(body) && !isAlias(returnType, context)) {
      return List.of();
    }
    List<Node> panics = new ArrayList<>();
    collect(body, context, panics);
    return panics.isEmpty() ? List.of() : List.of(new Found(function, returnType, panics));
  }

  private static void collect(Node node, Context context, List<Node> panics) {
    for (Node inner : node.descendants()) {
      if (!inner.is(Kind.MACRO_INVOCATION) || isInOtherItem(inner, node)) {
        continue;
      }
      Optional<String> name = Invocations.standardName(inner, context);
      if (name.isPresent()
          && PANICKING.contains(name.get())
          && !Invocations.isConstContext(inner)) {
        panics.add(inner);
      }
    }
  }

  /// Whether an item of its own, as a nested function, lies between the two.
  private static boolean isInOtherItem(Node node, Node body) {
    for (Node n = node; n != null && !n.equals(body); n = n.parent()) {
      switch (n.kind()) {
        case FUNCTION_ITEM, CONST_ITEM, STATIC_ITEM, IMPL_ITEM, TRAIT_ITEM, MOD_ITEM -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /// Whether the type is called `Result`: by itself, or as the aliases `io::Result<T>` and
  /// `fmt::Result` are. One of another module may be a type of its own.
  private static boolean isResult(Node type) {
    @Nullable Node name = type.is(Kind.GENERIC_TYPE) ? type.child(Field.TYPE) : type;
    if (name != null && name.is(Kind.SCOPED_TYPE_IDENTIFIER)) {
      Node path = name.child(Field.PATH);
      if (path == null || !STANDARD.contains(path.text())) {
        return false;
      }
      name = name.child(Field.NAME);
    }
    return name != null && name.is(Kind.TYPE_IDENTIFIER) && name.textIs("Result");
  }

  /// Whether the type is an alias of `Result`, of this file or another.
  private static boolean isAlias(Node type, Context context) {
    Node name = type.is(Kind.GENERIC_TYPE) ? type.child(Field.TYPE) : type;
    if (name == null
        || !name.is(Kind.TYPE_IDENTIFIER) && !name.is(Kind.SCOPED_TYPE_IDENTIFIER)
        || name.text().indexOf('<') >= 0) {
      return false;
    }
    NamedType named = context.typeNamed(name.text().replaceAll("\\s", ""));
    String path = named == null ? null : named.inStd();
    return path != null && RESULTS.contains(path.substring(path.indexOf(':') + 2));
  }

  /// Whether the value of the body is `Ok(…)` or `Err(…)`, or some `return` gives one: then the
  /// type is a `Result` whatever its name.
  private static boolean endsInResult(Node body) {
    List<Node> statements = body.namedChildren();
    if (!statements.isEmpty() && isOkOrErr(statements.getLast())) {
      return true;
    }
    for (Node node : body.descendants()) {
      if (node.is(Kind.RETURN_EXPRESSION)
          && node.ancestor(Kind.CLOSURE_EXPRESSION, Kind.FUNCTION_ITEM, Kind.ASYNC_BLOCK)
              instanceof Node owner
          && owner.equals(body.parent())) {
        List<Node> values = node.namedChildren();
        if (!values.isEmpty() && isOkOrErr(values.getFirst())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOkOrErr(Node value) {
    if (!value.is(Kind.CALL_EXPRESSION)) {
      return false;
    }
    Node callee = value.child(Field.FUNCTION);
    return callee != null && (callee.textIs("Ok") || callee.textIs("Err"));
  }

  private static boolean isAsync(Node function) {
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    return modifiers != null && modifiers.has(Kind.KW_ASYNC);
  }

  @Override
  public Message describe(Found found, Context context) {
    String name = found.function().textOf(Field.NAME).orElse("this function");
    Span at = new Span(found.function().start(), found.returnType().end());
    Message message =
        Message.at(at, "`" + name + "` returns a `Result` but can panic")
            .help("return an error there, or document under `# Panics` when it is the caller's fault")
            .as(LINT);
    for (Node panic : found.panics()) {
      message = message.related(Place.here(panic.span()), "panics here");
    }
    return message;
  }
}
