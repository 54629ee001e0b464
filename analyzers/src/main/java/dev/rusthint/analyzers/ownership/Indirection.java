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
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A type with a pointer to what is a pointer already.
public final class Indirection implements Analyzer<Indirection.Found> {
  record Found(Node node, Ty.Adt outer, Ty inner, Equivalent lint) {}

  private static final long DEFAULT_BOX_SIZE = 4096;

  private static final Equivalent REDUNDANT = Equivalent.clippy("redundant_allocation");
  private static final Equivalent VEC_BOX = Equivalent.clippy("vec_box");
  private static final Equivalent COLLECTION = Equivalent.clippy("box_collection");

  private static final Set<String> COLLECTIONS =
      Set.of(
          "alloc::string::String",
          "alloc::vec::Vec",
          "alloc::collections::vec_deque::VecDeque",
          "alloc::collections::linked_list::LinkedList",
          "alloc::collections::binary_heap::BinaryHeap",
          "alloc::collections::btree::map::BTreeMap",
          "alloc::collections::btree::set::BTreeSet",
          "std::collections::hash::map::HashMap",
          "std::collections::hash::set::HashSet");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/indirection",
              "indirection",
              "a type with a pointer to what is a pointer already",
              """
              A `Vec`, a `String`, a map, an `Rc` keep what they hold on the heap. A `Box` around one
              of them, or around each element of a `Vec`, is one allocation more, and one more place
              in memory to go to for every access.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(REDUNDANT, VEC_BOX, COLLECTION);

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
    if (!item.text().contains("Box") && !item.text().contains("Rc<") && !item.text().contains("Arc<")) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    boolean keepsExports =
        !"false".equals(context.settings().option("avoid-breaking-exported-api"));
    for (WrittenTypes.Written written : WrittenTypes.of(item, context)) {
      if (!written.isExported() || !keepsExports) {
        WrittenTypes.walk(
            written.node(),
            written.type(),
            (node, type) -> {
              Found here = found(node, type, context);
              if (here != null) {
                found.add(here);
              }
              return here == null;
            });
      }
    }
    return found;
  }

  private static @Nullable Found found(
      Node node, Ty type, Context context) {
    if (!(type instanceof Ty.Adt outer) || outer.args().isEmpty()) {
      return null;
    }
    Ty inner = outer.args().getFirst();
    if (Pointers.target(type) != null) {
      Ty target = Pointers.target(inner);
      boolean isPointer = inner instanceof Ty.Ref || target != null && Pointers.isSized(target);
      if (isPointer) {
        return new Found(node, outer, inner, REDUNDANT);
      }
    }
    String path = outer.def().path();
    if (path.equals(Pointers.BOX) && COLLECTIONS.contains(Pointers.path(inner))) {
      return new Found(node, outer, inner, COLLECTION);
    }
    boolean isBoxed =
        path.equals("alloc::vec::Vec")
            && ItemTypes.isAdt(inner, Pointers.BOX)
            && inner instanceof Ty.Adt box
            && isSmall(box.args().getFirst(), context);
    return isBoxed ? new Found(node, outer, inner, VEC_BOX) : null;
  }

  private static boolean isSmall(Ty element, Context context) {
    if (!Pointers.isSized(element)) {
      return false;
    }
    Layout layout = new Layouts(context.types().world(), DataModel.LP64).of(element);
    String written = context.settings().option("vec-box-size-threshold");
    long limit =
        written != null && written.matches("\\d{1,12}")
            ? Long.parseLong(written)
            : DEFAULT_BOX_SIZE;
    return layout != null && layout.size() <= limit;
  }

  @Override
  public Message describe(Found found, Context context) {
    String outer = found.outer().def().name();
    String inner = ItemTypes.text(found.inner());
    Message message =
        found.lint().equals(VEC_BOX)
            ? Message.at(
                    found.node().span(),
                    "each element of this `Vec` is an allocation of its own, and the `Vec` has all"
                        + " on the heap anyway")
                .help("leave `Box` out")
            : Message.at(
                    found.node().span(),
                    "this `" + outer + "` points to a `" + inner + "`, which is a pointer itself")
                .help("leave one of the two out");
    return message.as(found.lint());
  }
}
