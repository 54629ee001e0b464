package dev.rusthint.analyzers.unsafety;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.World;
import dev.rusthint.types.layout.DataModel;
import dev.rusthint.types.layout.Layout;
import dev.rusthint.types.layout.Layouts;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `transmute` between types that no bits can be both of.
public final class TransmuteLayout implements Analyzer<TransmuteLayout.Found> {
  /// @param from an element's type, or that which is no address
  /// @param to the other element's type, null if an address is made
  record Found(Transmute transmute, Ty from, @Nullable Ty to) {}

  private static final Equivalent COLLECTION = Equivalent.clippy("unsound_collection_transmute");
  private static final Equivalent WRONG = Equivalent.clippy("wrong_transmute");

  private static final Set<String> COLLECTIONS =
      Set.of(
          "alloc::vec::Vec",
          "alloc::collections::vec_deque::VecDeque",
          "alloc::collections::binary_heap::BinaryHeap",
          "alloc::collections::btree::map::BTreeMap",
          "alloc::collections::btree::set::BTreeSet",
          "std::collections::hash::map::HashMap",
          "std::collections::hash::set::HashSet");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "unsafe/transmute-layout",
              "transmute-layout",
              "a `transmute` between lists of differently large elements, or of what is no address",
              """
              `transmute` compares the sizes of the two types, not of what they own. A list gives its
              memory back with the size and alignment of its elements, and finds them by it; a number
              with a fraction or a letter is never the address of something.
              """)
          .withReach(Reach.TYPES)
          .withEquivalents(COLLECTION, WRONG);

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
    Transmute transmute = Transmute.of(node, context.types());
    if (transmute == null) {
      return List.of();
    }
    Ty from = transmute.from();
    Ty to = transmute.to();
    if (from instanceof Ty.Primitive(Prim prim)) {
      boolean isAddress = to instanceof Ty.Ref || to instanceof Ty.RawPtr;
      return isAddress && (prim.isFloat() || prim == Prim.CHAR)
          ? List.of(new Found(transmute, from, null))
          : List.of();
    }
    return from instanceof Ty.Adt one
            && to instanceof Ty.Adt other
            && one.def() == other.def()
            && COLLECTIONS.contains(one.def().path())
        ? elements(transmute, one, other, context.types().world())
        : List.of();
  }

  private static List<Found> elements(
      Transmute transmute, Ty.Adt from, Ty.Adt to, World world) {
    Layouts layouts = new Layouts(world, DataModel.LP64);
    for (int i = 0; i < Math.min(from.args().size(), to.args().size()); i++) {
      Ty one = from.args().get(i);
      Ty other = to.args().get(i);
      Layout before = layouts.of(one);
      Layout after = layouts.of(other);
      if (before != null
          && after != null
          && (before.size() != after.size() || before.align() != after.align())) {
        return List.of(new Found(transmute, one, other));
      }
    }
    return List.of();
  }

  @Override
  public Message describe(Found found, Context context) {
    Transmute transmute = found.transmute();
    String from = ItemTypes.text(found.from());
    if (found.to() == null) {
      return Message.at(transmute.call().span(), "a `" + from + "` is no address")
          .note("this makes a `" + transmute.toText() + "` of one")
          .as(WRONG);
    }
    return Message.at(
            transmute.call().span(),
            "a `"
                + from
                + "` and a `"
                + ItemTypes.text(found.to())
                + "` do not have the same size and alignment")
        .note("the list goes on to use its memory as if it had been made for the new elements")
        .help("convert the elements one by one")
        .as(COLLECTION);
  }
}
