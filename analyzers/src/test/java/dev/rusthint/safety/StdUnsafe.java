package dev.rusthint.safety;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.std.Std;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What of the bundled standard library is unsafe: functions, methods and traits.
final class StdUnsafe {
  private final Set<Def> exported = new HashSet<>();
  private final Set<Def> seen = new HashSet<>();
  private final List<Def> found = new ArrayList<>();

  private StdUnsafe() {
    Iterable<CrateDefs> crates = Std.bundled().values();
    crates.forEach(crate -> exports(crate.root()));
    crates.forEach(crate -> items(crate.root()));
    crates.forEach(
        crate -> crate.impls().stream().filter(StdUnsafe::isInherent).forEach(this::items));
  }

  /// All, stable or not, of which the path or the type that they are for is public.
  static List<Def> reachable() {
    StdUnsafe all = new StdUnsafe();
    return all.found.stream().filter(all::isReachable).toList();
  }

  /// Those that need no nightly compiler.
  static List<Def> stable() {
    return reachable().stream()
        .filter(def -> def.facts().since() != null && !def.facts().isUnstable())
        .toList();
  }

  private static boolean isInherent(Def impl) {
    return impl.impl() != null && impl.impl().trait() == null;
  }

  private void exports(Def module) {
    if (!seen.add(module)) {
      return;
    }
    for (Namespace namespace : Namespace.values()) {
      for (Def def : module.crate().names(module, namespace).values()) {
        if (def.kind() != DefKind.MODULE) {
          exported.add(def);
        } else if (!def.facts().isUnstable()) {
          exports(def);
        }
      }
    }
  }

  private void items(Def container) {
    for (Def def : container.members()) {
      boolean isTrait = def.kind() == DefKind.TRAIT;
      if (def.signature() != null && def.signature().isUnsafe()
          || isTrait && def.facts().isUnsafe()) {
        found.add(def);
      }
      if (def.kind() == DefKind.MODULE || isTrait) {
        items(def);
      }
    }
  }

  private boolean isReachable(Def def) {
    if (def.visibility().module() != null) {
      return false;
    }
    Def container = def.container();
    if (container == null) {
      return exported.contains(def);
    }
    ImplHead impl = container.impl();
    if (impl == null) {
      return exported.contains(container);
    }
    return !(impl.self() instanceof Ty.Adt adt) || exported.contains(adt.def());
  }
}
