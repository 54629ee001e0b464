package dev.rusthint.analyzers.panic;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.Invocations;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `base[index]` of what has a `get`, with an index that nothing proves to be in range.
public final class Indexing implements Analyzer<Subscript> {
  private static final Equivalent LINT = Equivalent.clippy("indexing_slicing");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "panic/indexing",
              "indexing",
              "an index that can be out of range",
              """
              `list[i]` panics when `i` is out of range, and a range panics when it ends before it
              starts too. Where the number comes from outside, that lets a sender stop the program;
              `get` gives an `Option` instead.
              """)
          .optIn()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.INDEX_EXPRESSION);
  }

  @Override
  public List<Subscript> find(Node node, Context context) {
    Subscript subscript = Subscript.of(node);
    ItemTypes types = context.types();
    if (subscript == null
        || !hasGet(subscript, types)
        || isProven(subscript, types)
        || isAllowed(node, context)) {
      return List.of();
    }
    return List.of(subscript);
  }

  private static boolean isAllowed(Node node, Context context) {
    return context.settings().isSet("suppress-restriction-lint-in-const")
            && Invocations.isConstContext(node)
        || context.settings().isSet("allow-indexing-slicing-in-tests")
            && context.isTestCode(node);
  }

  /// Whether a slice, an array, or something else with a `get` for such an index is indexed.
  private static boolean hasGet(Subscript subscript, ItemTypes types) {
    for (Ty step : types.derefs(types.of(subscript.base()), subscript.node())) {
      switch (ItemTypes.behindReferences(step).getLast()) {
        case Ty.Slice _, Ty.Array _ -> {
          return true;
        }
        case Ty.Adt adt when isGet(types.inherentMethod(adt, "get"), subscript, types) -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean isGet(
      @Nullable Def get, Subscript subscript, ItemTypes types) {
    FnSig sig = get == null ? null : get.signature();
    return sig != null
        && sig.params().size() == 2
        && sig.result() instanceof Ty.Adt result
        && result.def().path().equals("core::option::Option")
        && ItemTypes.isSame(sig.params().getLast(), types.of(subscript.index()));
  }

  /// Whether the index or range of an array is known when it is compiled: rustc checks those. A range
  /// of an array whose length is a parameter goes with a loop up to that, as a rule.
  private static boolean isProven(Subscript subscript, ItemTypes types) {
    Node index = Expressions.bare(subscript.index());
    Ty base = ItemTypes.behindReferences(types.of(subscript.base())).getLast();
    boolean isArray = base instanceof Ty.Array;
    if (!index.is(Kind.RANGE_EXPRESSION)) {
      return isArray && (index.is(Kind.CONST_BLOCK) || Constants.of(index, types) != null);
    }
    List<Node> ends = index.namedChildren();
    boolean isOfAnyLength = base instanceof Ty.Array a && !(a.length() instanceof Ty.ConstValue);
    return ends.isEmpty()
        || isOfAnyLength
        || isArray && ends.stream().allMatch(end -> Constants.of(end, types) != null);
  }

  @Override
  public Message describe(Subscript subscript, Context context) {
    Node index = Expressions.bare(subscript.index());
    String base = subscript.shownBase();
    if (index.is(Kind.RANGE_EXPRESSION)) {
      return Message.at(
              subscript.node().span(), "this panics if the range is not within " + base)
          .help("use `" + subscript.getter() + "(" + shortened(index) + ")`, which gives `None` then")
          .as(LINT);
    }
    return Message.at(
            subscript.node().span(),
            "this panics if " + base + " has no element " + Cast.shown(index))
        .help("use `" + subscript.getter() + "(" + shortened(index) + ")`, which gives `None` then")
        .as(LINT);
  }

  private static String shortened(Node index) {
    String text = index.text();
    return text.length() > 30 || text.contains("\n") ? "…" : text;
  }
}
