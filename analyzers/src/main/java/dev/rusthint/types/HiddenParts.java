package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is in types of std whose fields its sources do not tell: wrappers of pattern types, which
/// only the compiler knows (core 1.95, `num/niche_types.rs`), and what comes from the crate
/// hashbrown, which is no part of std's own sources.
final class HiddenParts {
  private static final String NICHES = "core::num::niche_types";

  private static final Set<String> TABLES =
      Set.of("std::collections::hash::map::HashMap", "std::collections::hash::set::HashSet");

  private HiddenParts() {}

  /// The types of what such a type owns, for auto traits; null for other types.
  static @Nullable List<Ty> of(Ty.Adt type) {
    Def def = type.def();
    return switch (def.crate().name()) {
      case "core" -> {
        Def module = def.parent();
        yield module != null && module.path().equals(NICHES) ? List.of() : null;
      }
      case "std" -> TABLES.contains(def.path()) ? type.args() : null;
      default -> null;
    };
  }
}
