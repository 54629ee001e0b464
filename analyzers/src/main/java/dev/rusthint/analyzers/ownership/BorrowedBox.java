package dev.rusthint.analyzers.ownership;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `&Box<T>`.
public final class BorrowedBox implements Analyzer<BorrowedBox.Found> {
  record Found(Node node, Ty inner) {}

  private static final Equivalent LINT = Equivalent.clippy("borrowed_box");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/reference-to-container",
              "borrowed-box",
              "a reference to a `Box`",
              """
              `&Box<T>` goes through two pointers to the value, and can do nothing that `&T` cannot: who
              has the value without a `Box` cannot call it.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return WrittenTypes.ITEMS;
  }

  @Override
  public List<Found> find(Node item, Context context) {
    if (!item.text().contains("Box<")) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    for (WrittenTypes.Written written : WrittenTypes.of(item, context)) {
      WrittenTypes.walk(
          written.node(),
          written.type(),
          (node, type) -> {
            if (type instanceof Ty.Ref reference
                && !reference.mutable()
                && ItemTypes.isAdt(reference.target(), Pointers.BOX)
                && reference.target() instanceof Ty.Adt box
                && !(box.args().getFirst() instanceof Ty.Dyn)) {
              found.add(new Found(node, box.args().getFirst()));
            }
            return true;
          });
    }
    return found;
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(found.node().span(), "a reference to a `Box` is two pointers to one value")
        .help("take `&" + ItemTypes.text(found.inner()) + "`")
        .as(LINT);
  }
}
