package dev.rusthint.analyzers.perf;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.FreeTypes;
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
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.MethodUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two calls in a row for which there is one.
public final class ChainedCalls implements Analyzer<ChainedCalls.Found> {
  /// @param first the call that is done before
  /// @param replacement the name of the method that does both
  /// @param takesArgument whether that takes the argument of the first
  record Found(
      MethodCall call,
      MethodCall first,
      Span at,
      String replacement,
      boolean takesArgument,
      boolean isFixable,
      Equivalent lint) {}

  private static final String OPTION = "core::option::Option";

  private static final Equivalent FILTER_NEXT = Equivalent.clippy("filter_next");
  private static final Equivalent MAP_FLATTEN = Equivalent.clippy("map_flatten");
  private static final Equivalent ITER_COUNT = Equivalent.clippy("iter_count");
  private static final Equivalent BYTES_COUNT = Equivalent.clippy("bytes_count_to_len");

  /// The collections that know their length.
  private static final Set<String> COUNTED =
      Set.of(
          "alloc::collections::vec_deque::VecDeque",
          "alloc::collections::linked_list::LinkedList",
          "alloc::collections::binary_heap::BinaryHeap",
          "alloc::collections::btree::map::BTreeMap",
          "alloc::collections::btree::set::BTreeSet",
          "std::collections::hash::map::HashMap",
          "std::collections::hash::set::HashSet");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "perf/iterator-shape",
              "chained-calls",
              "two calls in a row for which there is one",
              """
              `find` is `filter` and `next`, `flat_map` and `filter_map` are `map` and `flatten`, and
              `len` is known without counting. The one call says what is wanted, and there is less
              between the elements and the result.
              """)
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(FILTER_NEXT, MAP_FLATTEN, ITER_COUNT, BYTES_COUNT);

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
    if (call == null || !call.arguments().isEmpty()) {
      return List.of();
    }
    Found found =
        switch (call.name().text()) {
          case "next" -> filtered(call, context);
          case "flatten" -> flattened(call, context);
          case "count" -> counted(call, context);
          default -> null;
        };
    return found == null ? List.of() : List.of(found);
  }

  private static @Nullable Found filtered(MethodCall next, Context context) {
    MethodCall filter = MethodCall.of(next.receiver(), "filter", 1);
    if (filter == null
        || !Iterators.isMethod(filter, context.types())
        || !Iterators.isMethod(next, context.types())) {
      return null;
    }
    boolean isFixable = Iterators.canBeMutated(filter.receiver(), context.types());
    return new Found(next, filter, next.call().span(), "find", true, isFixable, FILTER_NEXT);
  }

  private static @Nullable Found flattened(MethodCall flatten, Context context) {
    MethodCall map = MethodCall.of(flatten.receiver(), "map", 1);
    if (map == null) {
      return null;
    }
    ItemTypes types = context.types();
    MethodUse use = types.call(flatten.call());
    MethodUse mapUse = types.call(map.call());
    if (use == null || mapUse == null) {
      return null;
    }
    String replacement;
    if (use.is("core::option::{impl}::flatten") && mapUse.is("core::option::{impl}::map")) {
      replacement = "and_then";
    } else if (Iterators.isMethod(flatten, types) && Iterators.isMethod(map, types)) {
      Ty item = mapUse.args().size() > 1 ? mapUse.args().get(1) : Ty.UNKNOWN;
      replacement = ItemTypes.isAdt(item, OPTION) ? "filter_map" : "flat_map";
    } else {
      return null;
    }
    Span at = new Span(map.name().start(), flatten.call().end());
    boolean isFixable = FreeTypes.isFree(flatten.call(), types);
    return new Found(flatten, map, at, replacement, true, isFixable, MAP_FLATTEN);
  }

  private static @Nullable Found counted(MethodCall count, Context context) {
    MethodCall bytes = MethodCall.of(count.receiver(), "bytes", 0);
    MethodCall source = bytes == null ? Iterators.source(count.receiver()) : bytes;
    if (source == null || !Iterators.isMethod(count, context.types())) {
      return null;
    }
    ItemTypes types = context.types();
    Ty type = types.of(source.receiver());
    boolean isKnown =
        bytes != null
            ? Iterators.isText(type)
            : Iterators.isSlice(type)
                || type instanceof Ty.Adt adt && COUNTED.contains(adt.def().path());
    return isKnown
        ? new Found(
            count,
            source,
            count.call().span(),
            "len",
            false,
            true,
            bytes == null ? ITER_COUNT : BYTES_COUNT)
        : null;
  }

  @Override
  public Message describe(Found found, Context context) {
    String first = found.first().name().text();
    String second = found.call().name().text();
    String text =
        found.takesArgument()
            ? "`" + first + "` and `" + second + "` do what `" + found.replacement() + "` does alone"
            : "this goes through all of `"
                + shortened(found.first().receiver())
                + "` for its length";
    return Message.at(found.at(), text)
        .help("use `" + found.replacement() + (found.takesArgument() ? "(…)`" : "()`"))
        .as(found.lint());
  }

  private static String shortened(Node node) {
    String text = node.text();
    return text.length() > 40 || text.contains("\n") ? "…" : text;
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    Span between = new Span(found.first().call().end(), found.call().call().end());
    if (!found.isFixable() || Expressions.hasComment(context.tree(), between)) {
      return Optional.empty();
    }
    Edit name = Edit.replace(found.first().name().span(), found.replacement());
    return Optional.of(
        Fix.machine("Use `" + found.replacement() + "`", name, Edit.delete(between)));
  }
}
