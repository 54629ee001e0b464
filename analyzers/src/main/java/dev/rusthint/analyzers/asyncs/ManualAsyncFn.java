package dev.rusthint.analyzers.asyncs;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.FileModel;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function that returns `impl Future` and is nothing but one async block: an `async fn` written
/// by hand.
///
/// An `async fn` captures every lifetime of its arguments; `impl Future` does so since edition 2024
/// (RFC 3617), and before only if it names them. So in earlier editions a function with arguments
/// that may have a lifetime is left alone, and so is one whose bounds say more than `Future`: an
/// `async fn` cannot promise `Send`.
public final class ManualAsyncFn implements Analyzer<ManualAsyncFn.Found> {
  /// @param future the return type
  /// @param output what the future gives
  /// @param block the async block
  record Found(Node function, Node future, Node output, Node block) {}

  private static final Equivalent LINT = Equivalent.clippy("manual_async_fn");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "async/unused-async",
              "manual-async-fn",
              "an `async fn` written by hand",
              """
              A function that returns `impl Future` and holds one async block does what `async fn`
              does, with the type that callers get hidden inside `Output = …`. The short form says
              the same.
              """)
          .withFixes(Fixes.REVIEW)
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
  public List<Found> find(Node function, Context context) {
    Node future = function.child(Field.RETURN_TYPE);
    Node body = function.child(Field.BODY);
    if (future == null || body == null || !future.is(Kind.ABSTRACT_TYPE) || function.hasError()) {
      return List.of();
    }
    Node output = outputOf(future, context);
    Node block = onlyBlock(body);
    if (output == null || block == null || isInTrait(context) || isAsync(function)) {
      return List.of();
    }
    boolean captures = context.crate().edition() >= 2024 || hasNoLifetimes(function, context);
    return captures ? List.of(new Found(function, future, output, block)) : List.of();
  }

  private static boolean isAsync(Node function) {
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    return modifiers != null && modifiers.has(Kind.KW_ASYNC);
  }

  private static boolean isInTrait(Context context) {
    return context.item().item().container() == ItemKind.TRAIT;
  }

  /// The `T` of `impl Future<Output = T>`.
  private static @Nullable Node outputOf(Node type, Context context) {
    Node future = type.child(Field.TRAIT);
    Node name = future == null ? null : future.child(Field.TYPE);
    Node arguments = future == null ? null : future.child(Field.TYPE_ARGUMENTS);
    if (name == null || arguments == null || arguments.namedChildren().size() != 1) {
      return null;
    }
    Node binding = arguments.namedChildren().getFirst();
    if (!binding.is(Kind.TYPE_BINDING)
        || binding.textOf(Field.NAME).filter("Output"::equals).isEmpty()) {
      return null;
    }
    String path = context.model().resolve(name.text(), context.item(), name).orElse("");
    return FileModel.isSame(path, "std::future::Future") ? binding.child(Field.TYPE) : null;
  }

  /// The async block that a body consists of; no comment stands beside it.
  private static @Nullable Node onlyBlock(Node body) {
    List<Node> inside = body.namedChildren();
    Node only = inside.size() == 1 ? inside.getFirst() : null;
    if (only != null && only.is(Kind.EXPRESSION_STATEMENT)) {
      only = only.has(Kind.SEMICOLON) ? null : only.namedChildren().getFirst();
    }
    return only != null && only.is(Kind.ASYNC_BLOCK) ? only : null;
  }

  /// Whether it is plain that no argument has a lifetime: primitive types and type parameters alone.
  private static boolean hasNoLifetimes(Node function, Context context) {
    Placed container = context.item().parent();
    if (container != null && container.item().signature().contains("'")) {
      return false;
    }
    Node generics = function.child(Field.TYPE_PARAMETERS);
    if (generics != null && generics.text().contains("'")) {
      return false;
    }
    Node parameters = function.child(Field.PARAMETERS);
    if (parameters == null) {
      return false;
    }
    for (Node parameter : parameters.namedChildren()) {
      Node type = parameter.is(Kind.PARAMETER) ? parameter.child(Field.TYPE) : null;
      if (type == null || !type.is(Kind.PRIMITIVE_TYPE)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Message describe(Found found, Context context) {
    Node name = found.function().child(Field.NAME);
    String what = name == null ? "this function" : "`" + name.text() + "`";
    return Message.at(
            new Span(found.function().start(), found.future().end()),
            what + " is an `async fn` written by hand")
        .help("write it as an `async fn` that returns `" + found.output().text() + "`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Node function = found.function();
    Node inner = found.block().child(Kind.BLOCK);
    Node keyword = function.child(Kind.KW_FN);
    Node parameters = function.child(Field.PARAMETERS);
    Node body = function.child(Field.BODY);
    Node modifiers = function.child(Kind.FUNCTION_MODIFIERS);
    if (inner == null || keyword == null || parameters == null || body == null) {
      return Optional.empty();
    }
    // `async` stands before `unsafe` and `extern`.
    int at = modifiers == null ? keyword.start() : modifiers.start();
    Edit type =
        found.output().is(Kind.UNIT_TYPE)
            ? Edit.delete(new Span(parameters.end(), found.future().end()))
            : Edit.replace(found.future().span(), found.output().text());
    return Optional.of(
        Fix.review(
            "Make it an `async fn`",
            Edit.insert(at, "async "),
            type,
            withoutAsync(found.block(), inner, body)));
  }

  /// Takes the async block away from around what it holds.
  private static Edit withoutAsync(Node async, Node inner, Node body) {
    String text = inner.text();
    String content = text.substring(1, text.length() - 1).strip();
    if (!text.contains("\n") && !content.isEmpty()) {
      return Edit.replace(async.span(), content);
    }
    for (Node node : inner.descendants()) {
      boolean isText = node.is(Kind.STRING_LITERAL) || node.is(Kind.RAW_STRING_LITERAL);
      if (isText && node.text().contains("\n")) {
        // To move its lines would change it.
        return Edit.replace(body.span(), text);
      }
    }
    return Edit.replace(body.span(), text.replace("\n    ", "\n"));
  }
}
