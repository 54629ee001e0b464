package dev.rusthint.model.index;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The definitions that a crate can refer to: its own, and those of the crates that it sees, directly
/// or not.
final class References {
  private final CrateDefs crate;
  private final Map<CrateDefs, Numbering> numberings = new IdentityHashMap<>();
  private final Map<CrateDefs, Integer> places = new LinkedHashMap<>();
  private final Map<CrateDefs, List<String>> keys = new IdentityHashMap<>();

  References(CrateDefs crate) {
    this.crate = crate;
    add(crate);
  }

  private void add(CrateDefs added) {
    if (places.putIfAbsent(added, places.size()) == null) {
      added.externs().values().forEach(this::add);
    }
  }

  CrateDefs crate() {
    return crate;
  }

  /// The crate itself, then those that it sees.
  List<CrateDefs> crates() {
    return List.copyOf(places.keySet());
  }

  Numbering own() {
    return numbering(crate);
  }

  private Numbering numbering(CrateDefs of) {
    if (!places.containsKey(of)) {
      throw new IllegalStateException("crate `" + of.name() + "` is not seen");
    }
    return numberings.computeIfAbsent(of, Numbering::of);
  }

  boolean has(Def def) {
    return def instanceof IndexedDef
        ? places.containsKey(def.crate())
        : places.containsKey(def.crate()) && numbering(def.crate()).has(def);
  }

  /// The place in [#crates] of the crate that a definition is of.
  int place(Def def) {
    return places.getOrDefault(def.crate(), -1);
  }

  /// The number of a definition; one that was left out comes to those that are kept.
  int number(Def def) {
    return def instanceof IndexedDef indexed
        ? indexed.number()
        : numbering(def.crate()).orAdd(def);
  }

  /// What tells a definition from all others: `core::option::Option`, `core::mem::swap()`,
  /// `core::option::{impl#0}::map()`.
  String key(Def def) {
    Numbering numbering = numbering(def.crate());
    return keys.computeIfAbsent(def.crate(), _ -> keys(numbering)).get(numbering.of(def));
  }

  private static List<String> keys(Numbering numbering) {
    List<String> all = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    List<Def> defs = numbering.defs();
    for (int i = 0; i < defs.size(); i++) {
      Def def = defs.get(i);
      String around = i == 0 ? "" : all.get(numbering.parent(i)) + "::";
      if (def.kind() == DefKind.IMPL) {
        int count = seen.merge(around + "{impl}", 1, Integer::sum) - 1;
        all.add(around + "{impl#" + count + "}");
        continue;
      }
      String key = around + def.name() + suffix(def);
      int count = seen.merge(key, 1, Integer::sum) - 1;
      all.add(count == 0 ? key : key + "#" + count);
    }
    return all;
  }

  private static String suffix(Def def) {
    if (def.isIn(Namespace.TYPE)) {
      return "";
    }
    return switch (def.kind()) {
      case FUNCTION -> "()";
      case MACRO -> "!";
      default -> "=";
    };
  }
}
