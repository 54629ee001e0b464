package dev.rusthint.model.defs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An index made from impls that are at hand.
final class ImplTable implements ImplIndex {
  /// By trait, then by the head of the type; null is the head of blanket impls.
  private final Map<Def, Map<@Nullable Head, List<Def>>> traitImpls = new IdentityHashMap<>();

  private final Map<Head, List<Def>> inherentImpls = new HashMap<>();
  private final Map<Def, List<Def>> negativeImpls = new IdentityHashMap<>();

  ImplTable(List<Def> impls) {
    for (Def impl : impls) {
      add(impl);
    }
  }

  private void add(Def impl) {
    ImplHead head = impl.impl();
    if (head == null || head.self() instanceof Ty.Unknown) {
      return;
    }
    if (head.isNegative()) {
      if (head.trait() != null) {
        negativeImpls.computeIfAbsent(head.trait().trait(), _ -> new ArrayList<>()).add(impl);
      }
      return;
    }
    Head key = Head.of(head.self());
    if (head.trait() == null) {
      if (key != null) {
        inherentImpls.computeIfAbsent(key, _ -> new ArrayList<>()).add(impl);
      }
    } else {
      traitImpls
          .computeIfAbsent(head.trait().trait(), _ -> new HashMap<>())
          .computeIfAbsent(key, _ -> new ArrayList<>())
          .add(impl);
    }
  }

  @Override
  public List<Def> inherent(Head head) {
    return inherentImpls.getOrDefault(head, List.of());
  }

  @Override
  public List<Def> ofTrait(Def trait, @Nullable Head head) {
    Map<@Nullable Head, List<Def>> byHead = traitImpls.get(trait);
    return byHead == null ? List.of() : byHead.getOrDefault(head, List.of());
  }

  @Override
  public List<Def> ofTrait(Def trait) {
    List<Def> all = new ArrayList<>();
    traitImpls.getOrDefault(trait, Map.of()).values().forEach(all::addAll);
    return all;
  }

  @Override
  public List<Def> negative(Def trait) {
    return negativeImpls.getOrDefault(trait, List.of());
  }
}
