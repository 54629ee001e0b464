package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.LeastSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// A function whose result is a `Box` of something small.
public final class BoxReturns implements Analyzer<BoxReturns.Found> {
  record Found(Node node, Ty inner) {}

  private static final long DEFAULT_LIMIT = 128;

  private static final Equivalent LINT = Equivalent.clippy("unnecessary_box_returns");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/indirection",
              "box-returns",
              "a function that returns a `Box` of a small value",
              """
              A caller who does not need the allocation has to pay for it, and one who does can make it.
              A small value is returned in registers.
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
    return WrittenTypes.FUNCTIONS;
  }

  @Override
  public List<Found> find(Node function, Context context) {
    Node result = function.child(Field.RETURN_TYPE);
    if (result == null || !result.text().contains("Box")) {
      return List.of();
    }
    boolean keepsExports =
        !"false".equals(context.settings().option("avoid-breaking-exported-api"));
    List<Found> found = new ArrayList<>();
    for (WrittenTypes.Written written : WrittenTypes.of(function, context)) {
      if (written.isResult()
          && (!written.isExported() || !keepsExports)
          && ItemTypes.isAdt(written.type(), Pointers.BOX)
          && written.type() instanceof Ty.Adt box
          && isSmall(box.args().getFirst(), context)) {
        found.add(new Found(written.node(), box.args().getFirst()));
      }
    }
    return found;
  }

  private static boolean isSmall(Ty type, Context context) {
    String written = context.settings().option("unnecessary-box-size");
    long limit =
        written != null && written.matches("\\d{1,12}") ? Long.parseLong(written) : DEFAULT_LIMIT;
    ItemTypes types = context.types();
    boolean isPlain =
        Pointers.isSized(type)
            && !(type instanceof Ty.Adt adt && !adt.args().stream().allMatch(Pointers::isSized));
    if (!isPlain) {
      return false;
    }
    OptionalLong size = new LeastSizes(types.world(), DataModel.LP64).of(type);
    return size.isPresent() && size.getAsLong() <= limit;
  }

  @Override
  public Message describe(Found found, Context context) {
    String inner = ItemTypes.text(found.inner());
    return Message.at(found.node().span(), "each call allocates a `Box` for a small `" + inner + "`")
        .help("return `" + inner + "`")
        .as(LINT);
  }
}
