package dev.rusthint.analyzers.perf;

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
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `last` of an iterator that can be asked from its end and does not do so by itself.
public final class TwoEndedLast implements Analyzer<TwoEndedLast.Found> {
  record Found(MethodCall call, boolean isFixable) {}

  private static final String ADAPTERS = "core::iter::adapters::";

  /// Adapters that leave `last` as it is, and have two ends if what they adapt has.
  private static final Set<String> OPEN =
      Set.of(
          ADAPTERS + "map::Map",
          ADAPTERS + "filter::Filter",
          ADAPTERS + "filter_map::FilterMap",
          ADAPTERS + "inspect::Inspect",
          ADAPTERS + "rev::Rev",
          ADAPTERS + "cloned::Cloned");

  /// Adapters that look at the end by themselves, and have two ends if what they adapt has.
  private static final Set<String> KEEN =
      Set.of(ADAPTERS + "copied::Copied", ADAPTERS + "skip::Skip", ADAPTERS + "fuse::Fuse");

  private static final Set<String> SPLITS =
      Set.of(
          "core::str::iter::Split", "core::str::iter::SplitTerminator", "core::str::iter::SplitInclusive");

  /// Iterators with two ends that own nothing to drop, which look at the end by themselves.
  private static final Set<String> SOURCES =
      Set.of(
          "core::slice::iter::Iter",
          "core::slice::iter::IterMut",
          "core::slice::iter::Chunks",
          "core::slice::iter::Windows",
          "core::str::iter::Chars",
          "core::str::iter::CharIndices",
          "core::str::iter::Bytes",
          "core::str::iter::Lines",
          "core::str::iter::SplitWhitespace",
          "core::option::Iter",
          "core::ops::range::Range",
          "alloc::collections::vec_deque::iter::Iter",
          "alloc::collections::btree::map::Iter",
          "alloc::collections::btree::map::Keys",
          "alloc::collections::btree::map::Values",
          "alloc::collections::btree::set::Iter");

  private static final Equivalent LINT = Equivalent.clippy("double_ended_iterator_last");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "two-ended-last",
              "`last` of an iterator that can be asked from its end",
              """
              `last` goes through all elements and keeps the newest. An iterator with two ends gives
              the same element at once by `next_back`.
              """)
          .withFixes(Fixes.MACHINE)
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
    MethodCall call = MethodCall.of(node, "last", 0);
    if (call == null) {
      return List.of();
    }
    ItemTypes types = context.types();
    Ty type = types.of(call.receiver());
    return isOpen(type) && hasTwoEnds(type, node, types) && Iterators.isMethod(call, types)
        ? List.of(new Found(call, Iterators.canBeMutated(call.receiver(), types)))
        : List.of();
  }

  private static boolean isOpen(Ty type) {
    return type instanceof Ty.Adt adt
        && (OPEN.contains(adt.def().path()) || SPLITS.contains(adt.def().path()));
  }

  private static boolean hasTwoEnds(Ty type, Node where, ItemTypes types) {
    if (!(type instanceof Ty.Adt adt)) {
      return false;
    }
    String path = adt.def().path();
    if (SPLITS.contains(path)) {
      return isTwoEndedPattern(adt.args().getFirst(), where, types);
    }
    if (OPEN.contains(path) || KEEN.contains(path)) {
      return hasTwoEnds(adt.args().getFirst(), where, types)
          && adt.args().stream().skip(1).allMatch(each -> isHarmless(each, where, types));
    }
    return SOURCES.contains(path);
  }

  /// Whether text can be searched for the pattern from its end with the same result.
  private static boolean isTwoEndedPattern(Ty pattern, Node where, ItemTypes types) {
    return pattern.equals(Ty.of(Prim.CHAR))
        || pattern instanceof Ty.Closure && types.isCopy(pattern, where);
  }

  /// Whether a closure owns nothing that is dropped at another time than before.
  private static boolean isHarmless(Ty function, Node where, ItemTypes types) {
    return switch (function) {
      case Ty.Closure _, Ty.FnDef _, Ty.FnPtr _ -> types.isCopy(function, where);
      default -> true;
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(
            found.call().call().span(),
            "`last` goes through all elements, and this iterator has a way to its end")
        .help("use `next_back()`")
        .as(LINT);
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return found.isFixable()
        ? Optional.of(
            Fix.machine(
                "Use `next_back`", Edit.replace(found.call().name().span(), "next_back")))
        : Optional.empty();
  }
}
