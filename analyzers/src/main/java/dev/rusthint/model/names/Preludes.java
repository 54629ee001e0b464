package dev.rusthint.model.names;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is in scope everywhere in a crate (Reference, *Preludes*): the extern prelude, the prelude
/// of the standard library, and the `macro_use` prelude.
final class Preludes {
  private final CrateConfig config;
  private final boolean noStd;
  private final boolean noCore;

  /// By `extern crate` at the crate's root; null for crates that are missing.
  private final Map<String, @Nullable Def> declared = new HashMap<>();

  private final Map<String, Def> macros = new HashMap<>();
  private @Nullable Def standard;
  private boolean hasMissingMacros;

  Preludes(CrateConfig config, boolean noStd, boolean noCore) {
    this.config = config;
    this.noStd = noStd;
    this.noCore = noCore;
    CrateDefs library = library();
    if (library != null) {
      standard = standardOf(library);
    }
  }

  /// The crate whose prelude and macros are in scope: `std`, `core`, or none.
  @Nullable CrateDefs library() {
    return noCore ? null : config.externs().get(noStd ? "core" : "std");
  }

  private @Nullable Def standardOf(CrateDefs library) {
    Def root = library.root();
    Def all = library.lookup(root, "prelude", Namespace.TYPE, root);
    if (all == null) {
      return null;
    }
    Def own = library.lookup(all, "rust_" + config.edition(), Namespace.TYPE, all);
    return own != null ? own : library.lookup(all, "v1", Namespace.TYPE, all);
  }

  /// The module with the names of the standard prelude, null if it is not known or there is none.
  @Nullable Def standard() {
    return standard;
  }

  void setStandard(Def module) {
    standard = module;
  }

  /// Whether there is a standard prelude of which nothing is known.
  boolean isStandardMissing() {
    return standard == null && !noCore;
  }

  /// Whether macros may be in scope that are not known.
  boolean hasMissingMacros() {
    return hasMissingMacros || library() == null && !noCore;
  }

  void setHasMissingMacros() {
    hasMissingMacros = true;
  }

  /// Adds what an `extern crate` at the root declares.
  void declare(String name, @Nullable Def root) {
    declared.put(name, root);
  }

  void addMacro(String name, Def macro) {
    macros.putIfAbsent(name, macro);
  }

  /// The root of the crate with a name in the extern prelude.
  Outcome externCrate(String name) {
    if (declared.containsKey(name)) {
      return root(declared.get(name));
    }
    boolean hidden =
        switch (name) {
          case "std" -> noStd;
          case "core" -> noCore;
          // Of the sysroot, so that only `extern crate` opens them; but std itself, which does not see
          // a crate `std`, depends on them as on any other.
          case "alloc", "test" -> config.externs().containsKey("std");
          default -> false;
        };
    if (hidden) {
      return Outcome.ABSENT;
    }
    CrateDefs crate = config.externs().get(name);
    if (crate == null && (name.equals("std") || name.equals("core"))) {
      return Outcome.UNKNOWN;
    }
    return crate == null ? Outcome.ABSENT : root(crate.root());
  }

  private static Outcome root(@Nullable Def root) {
    return root == null ? Outcome.UNKNOWN : Outcome.found(root);
  }

  /// A macro of the `macro_use` prelude.
  Outcome macro(String name) {
    Def macro = macros.get(name);
    if (macro != null) {
      return Outcome.found(macro);
    }
    CrateDefs library = library();
    if (library != null) {
      Def found = library.lookup(library.root(), name, Namespace.MACRO, outside());
      if (found != null) {
        return Outcome.found(found);
      }
    }
    return hasMissingMacros() ? Outcome.INCOMPLETE : Outcome.ABSENT;
  }

  /// Somewhere that sees only what is public: the standard library's own root would see more.
  private Def outside() {
    CrateDefs core = config.externs().get("core");
    CrateDefs library = library();
    if (core != null && core != library) {
      return core.root();
    }
    for (CrateDefs other : config.externs().values()) {
      if (other != library) {
        return other.root();
      }
    }
    return Objects.requireNonNull(library).root();
  }
}
