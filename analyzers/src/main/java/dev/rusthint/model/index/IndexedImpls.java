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
      Def trait = in.number() == 0 ? null : in.def();
      Head head = head(in);
      int[] impls = new int[in.number()];
      for (int j = 0; j < impls.length; j++) {
        impls[j] = in.number();
      }
      if (trait != null) {
        traitImpls.computeIfAbsent(trait, _ -> new HashMap<>()).put(head, impls);
      } else if (head != null) {
        inherentImpls.put(head, impls);
      }
    }
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
}
