package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.MethodCall;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An element that is reached through an iterator in more steps than it takes.
public final class NthElement implements Analyzer<NthElement.Found> {
  /// @param edit null where the iterator would have to be mutable
  record Found(Span at, String text, String replacement, @Nullable Edit edit, Equivalent lint) {}

  private static final Equivalent ITER_NTH = Equivalent.clippy("iter_nth");
  private static final Equivalent NTH_ZERO = Equivalent.clippy("iter_nth_zero");
  private static final Equivalent SKIP_NEXT = Equivalent.clippy("iter_skip_next");
  private static final Equivalent BYTES_NTH = Equivalent.clippy("bytes_nth");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "nth-element",
              "an element reached through an iterator in more steps than it takes",
              """
              Slices, vectors and the bytes of a string are reached by position with `get`. An
              iterator's first element is `next`, and the one after `n` others is `nth(n)`.
              """)
          .optIn()
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(ITER_NTH, NTH_ZERO, SKIP_NEXT, BYTES_NTH);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CALL_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    MethodCall call = MethodCall.of(node);
    Found found = null;
    if (call != null && call.is("nth", 1)) {
      found = nth(call, context.types());
    } else if (call != null && call.is("next", 0)) {
      found = skipped(call, context.types());
    }
    return found == null ? List.of() : List.of(found);
  }

  private static @Nullable Found nth(MethodCall call, ItemTypes types) {
    if (!Iterators.isMethod(call, types)) {
      return null;
    }
    MethodCall bytes = MethodCall.of(call.receiver(), "bytes", 0);
    if (bytes != null && Iterators.isText(types.of(bytes.receiver()))) {
      return ofBytes(call, bytes);
    }
    MethodCall source = Iterators.source(call.receiver());
    if (source != null && !source.name().textIs("into_iter") && isReached(source, types)) {
      String get = source.name().textIs("iter") ? "get" : "get_mut";
      String replacement = get + "(" + call.argument().text() + ")";
      return new Found(
          call.call().span(),
          "the element is reached through an iterator",
          replacement,
          Edit.replace(new Span(source.name().start(), call.call().end()), replacement),
          ITER_NTH);
    }
    if (!call.argument().textIs("0") || isInNext(call.call())) {
      return null;
    }
    return new Found(
        call.call().span(),
        "`nth(0)` is the next element",
        "next()",
        Edit.replace(call.named(), "next()"),
        NTH_ZERO);
  }

  /// Whether elements can be had by position.
  private static boolean isReached(MethodCall source, ItemTypes types) {
    Ty type = types.of(source.receiver());
    Ty inner = ItemTypes.behindReferences(type).getLast();
    return Iterators.isSlice(type)
        || inner instanceof Ty.Array
        || ItemTypes.isAdt(inner, "alloc::collections::vec_deque::VecDeque");
  }

  private static boolean isInNext(Node call) {
    Node function = call.ancestor(Kind.FUNCTION_ITEM);
    return function != null && function.textOf(Field.NAME).orElse("").equals("next");
  }

  private static Found ofBytes(MethodCall nth, MethodCall bytes) {
    Node parent = nth.call().parent();
    MethodCall unwrap = MethodCall.of(parent == null ? null : parent.parent(), "unwrap", 0);
    Node unwrapped =
        unwrap != null && unwrap.receiver().equals(nth.call()) ? unwrap.call() : null;
    String position = nth.argument().text();
    String replacement =
        unwrapped != null
            ? "as_bytes()[" + position + "]"
            : "as_bytes().get(" + position + ").copied()";
    Node whole = unwrapped != null ? unwrapped : nth.call();
    return new Found(
        whole.span(),
        "the byte is reached through an iterator",
        replacement,
        Edit.replace(new Span(bytes.name().start(), whole.end()), replacement),
        BYTES_NTH);
  }

  private static @Nullable Found skipped(MethodCall next, ItemTypes types) {
    MethodCall skip = MethodCall.of(next.receiver(), "skip", 1);
    if (skip == null || !Iterators.isMethod(skip, types) || !Iterators.isMethod(next, types)) {
      return null;
    }
    Span at = new Span(skip.receiver().end(), next.call().end());
    String replacement = "nth(" + skip.argument().text() + ")";
    Span named = new Span(skip.name().start(), next.call().end());
    boolean isFixable = Iterators.canBeMutated(skip.receiver(), types);
    return new Found(
        at,
        "`skip` and `next` do what `nth` does alone",
        replacement,
        isFixable ? Edit.replace(named, replacement) : null,
        SKIP_NEXT);
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(found.at(), found.text())
        .help("use `" + found.replacement() + "`")
        .as(found.lint());
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Edit edit = found.edit();
    return edit == null || Expressions.hasComment(context.tree(), edit.span())
        ? Optional.empty()
        : Optional.of(Fix.machine("Take the shorter way", edit));
  }
}
