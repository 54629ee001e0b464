package dev.rusthint.analyzers.unsafety;

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
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import dev.rusthint.types.layout.Niche;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `transmute` that is done before the test that is to protect it counts.
public final class TransmuteEager implements Analyzer<TransmuteEager.Found> {
  record Found(Transmute transmute, MethodCall thenSome) {}

  private static final Equivalent LINT = Equivalent.clippy("eager_transmute");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-scalar",
              "transmute-eager",
              "a `transmute` that is done whether or not the test before `then_some` holds",
              """
              The argument of `then_some` is evaluated in any case, so the value is made of invalid bits
              where the test fails: undefined behaviour, even if the value is thrown away. `then` takes
              a closure and calls it only where the test holds.
              """)
          .withFixes(Fixes.REVIEW)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

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
    ItemTypes types = context.types();
    Transmute transmute = Transmute.of(node, types);
    MethodCall call = transmute == null ? null : thenSome(node);
    return transmute != null
            && call != null
            && types.of(call.receiver()).equals(Ty.of(Prim.BOOL))
            && isPlace(transmute.value(), types)
            && isTested(transmute.value(), call.receiver())
            && hasMoreInvalid(transmute, types)
        ? List.of(new Found(transmute, call))
        : List.of();
  }

  /// The call of `then_some` that gets the value of an expression.
  private static @Nullable MethodCall thenSome(Node value) {
    Node at = value.parent();
    while (at != null
        && (at.is(Kind.BLOCK) || at.is(Kind.UNSAFE_BLOCK) || at.is(Kind.PARENTHESIZED_EXPRESSION))) {
      at = at.parent();
    }
    return at == null || !at.is(Kind.ARGUMENTS)
        ? null
        : MethodCall.of(at.parent(), "then_some", 1);
  }

  /// Whether an expression is a variable or a part of one.
  private static boolean isPlace(Node expression, ItemTypes types) {
    Node at = expression;
    while (at.is(Kind.FIELD_EXPRESSION) || at.is(Kind.INDEX_EXPRESSION)) {
      Node inner =
          at.is(Kind.FIELD_EXPRESSION) ? at.child(Field.VALUE) : at.namedChildren().getFirst();
      if (inner == null) {
        return false;
      }
      at = inner;
    }
    return types.declaration(at) != null;
  }

  /// Whether a test speaks of a place: compares it, or asks whether a range contains it.
  private static boolean isTested(Node place, Node test) {
    Node bare = Expressions.bare(test);
    if (bare.is(Kind.BINARY_EXPRESSION)) {
      Node left = bare.child(Field.LEFT);
      Node right = bare.child(Field.RIGHT);
      return left != null && isTested(place, left) || right != null && isTested(place, right);
    }
    MethodCall contains = MethodCall.of(bare, "contains", 1);
    if (contains != null) {
      return Expressions.bare(contains.receiver()).is(Kind.RANGE_EXPRESSION)
          && contains.argument().is(Kind.REFERENCE_EXPRESSION)
          && contains.argument().namedChildren().getLast().text().equals(place.text());
    }
    return bare.text().equals(place.text());
  }

  /// Whether there are bits that are a value of the one type and none of the other.
  private static boolean hasMoreInvalid(Transmute transmute, ItemTypes types) {
    Layouts layouts = new Layouts(types.world(), DataModel.LP64);
    Layout from = layouts.of(transmute.from());
    Layout to = layouts.of(transmute.to());
    if (from == null || to == null || to.niche() == null) {
      return false;
    }
    Niche before = from.niche();
    return before == null || before.available().compareTo(to.niche().available()) < 0;
  }

  @Override
  public Message describe(Found found, Context context) {
    Transmute transmute = found.transmute();
    return Message.at(
            transmute.call().span(),
            "this makes a `"
                + transmute.toText()
                + "` of `"
                + transmute.value().text()
                + "` whether or not the test holds")
        .note("`then_some` evaluates its argument first")
        .help("use `then(|| …)`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    MethodCall call = found.thenSome();
    int argument = call.argument().start();
    return Optional.of(
        Fix.review(
            "Use `then`",
            Edit.replace(call.name().span(), "then"),
            Edit.replace(new Span(argument, argument), "|| ")));
  }
}
