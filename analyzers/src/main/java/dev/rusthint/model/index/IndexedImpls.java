package dev.rusthint.model.index;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.ImplIndex;
import dev.rusthint.model.defs.Prim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The impls of an indexed crate, grouped when they were written: their heads need not be read.
final class IndexedImpls implements ImplIndex {
  private static final int[] NONE = {};

  private final IndexedCrate crate;
  private final Map<Def, Map<@Nullable Head, int[]>> traitImpls = new IdentityHashMap<>();
  private final Map<Head, int[]> inherentImpls = new HashMap<>();
  private final Map<Def, int[]> negativeImpls = new IdentityHashMap<>();

  /// What the impls of a group have in common, before their numbers.
  enum Group {
    /// The head of the type.
    INHERENT,
    /// The trait and the head of the type.
    TRAIT,
    /// The trait.
    NEGATIVE
  }

  /// How the head of a type is written.
  enum HeadTag {
    BLANKET,
    DEF,
    PRIM,
    NAMED
  }

  IndexedImpls(IndexedCrate crate, RecordSource in) {
    this.crate = crate;
    int groups = in.number();
    for (int i = 0; i < groups; i++) {
      switch (in.tag(Group.class)) {
        case INHERENT -> {
          Head head = head(in);
          int[] impls = numbers(in);
          if (head != null) {
            inherentImpls.put(head, impls);
          }
        }
        case TRAIT -> {
          Map<@Nullable Head, int[]> byHead =
              traitImpls.computeIfAbsent(in.def(), _ -> new HashMap<>());
          byHead.put(head(in), numbers(in));
        }
        case NEGATIVE -> {
          Def trait = in.def();
          negativeImpls.put(trait, numbers(in));
        }
      }
    }
  }

  private static int[] numbers(RecordSource in) {
    int[] numbers = new int[in.number()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.number();
    }
    return numbers;
  }

  private static @Nullable Head head(RecordSource in) {
    return switch (in.tag(HeadTag.class)) {
      case BLANKET -> null;
      case DEF -> new Head(in.def());
      case PRIM -> new Head(in.tag(Prim.class));
      case NAMED -> new Head(in.name());
    };
  }

  private List<Def> defs(int[] numbers) {
    List<Def> all = new ArrayList<>(numbers.length);
    for (int number : numbers) {
      all.add(crate.def(number));
    }
    return all;
  }

  @Override
  public List<Def> inherent(Head head) {
    return defs(inherentImpls.getOrDefault(head, NONE));
  }

  @Override
  public List<Def> ofTrait(Def trait, @Nullable Head head) {
    Map<@Nullable Head, int[]> byHead = traitImpls.get(trait);
    return byHead == null ? List.of() : defs(byHead.getOrDefault(head, NONE));
  }

  @Override
  public List<Def> ofTrait(Def trait) {
    List<Def> all = new ArrayList<>();
    for (int[] numbers : traitImpls.getOrDefault(trait, Map.of()).values()) {
      all.addAll(defs(numbers));
    }
    return all;
  }

  @Override
  public List<Def> negative(Def trait) {
    return defs(negativeImpls.getOrDefault(trait, NONE));
  }
}
