package dev.rusthint.analyzers.memory;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.analyzers.Invocations;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import java.util.List;
import java.util.Set;

/// An array that takes much of the stack.
public final class LargeStackArray implements Analyzer<LargeStackArray.Found> {
  record Found(Node array, long size) {}

  private static final long DEFAULT_LIMIT = 16 * 1024;

  private static final Equivalent LINT = Equivalent.clippy("large_stack_arrays");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "memory/large-stack",
              "large-stack-array",
              "an array of more than 16 KiB on the stack",
              """
              A thread has a stack of a fixed size, often 2 MiB, in embedded programs a few KiB. A large
              array is written there even if it is moved to the heap right after. `vec![…]` makes it on
              the heap at once.
              """)
          .pedantic()
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.ARRAY_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    if (Invocations.isConstContext(node)
        || !(context.types().of(node) instanceof Ty.Array type)
        || !(type.length() instanceof Ty.ConstValue)) {
      return List.of();
    }
    Layout layout = new Layouts(context.types().world(), DataModel.LP64).of(type);
    return layout != null && layout.size() > limit(context)
        ? List.of(new Found(node, layout.size()))
        : List.of();
  }

  private static long limit(Context context) {
    String written = context.settings().option("array-size-threshold");
    return written != null && written.matches("\\d{1,12}") ? Long.parseLong(written) : DEFAULT_LIMIT;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(found.array().span(), "this array takes " + found.size() + " bytes of the stack")
        .help("use `vec![…]`, or a `Box<[_]>` made of that")
        .as(LINT);
  }
}
