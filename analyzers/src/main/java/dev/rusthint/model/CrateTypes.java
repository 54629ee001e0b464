package dev.rusthint.model;

import dev.rusthint.model.ModuleTree.Entry;
import dev.rusthint.model.ModuleTree.Foreign;
import dev.rusthint.model.ModuleTree.Glob;
import dev.rusthint.model.ModuleTree.Item;
import dev.rusthint.model.ModuleTree.Module;
import dev.rusthint.model.ModuleTree.Use;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the names of a crate's modules lead to, as far as that has lifetimes, is a module, or is of
/// std or an alias of that.
///
/// Other types are left out, and so are a module's private imports from std, which
/// concern its own file alone: so it stays equal while most code is written.
///
/// @param modules by the path of the module, `a::b` or empty for the root, and the name in it
record CrateTypes(Map<String, Map<String, NamedType>> modules) {
  /// Aliases followed one after the other; a cycle of them ends here.
  private static final int MAX_ALIASES = 8;

  /// Reads all modules of a crate.
  static CrateTypes of(ModuleTree tree) {
    Map<String, Map<String, NamedType>> modules = new TreeMap<>();
    for (Module module : tree.modules()) {
      Map<String, NamedType> shared = namesIn(module, tree);
      shared
          .entrySet()
          .removeIf(name -> name.getValue().isForeign() && !isShared(module, name.getKey(), tree));
      modules.putIfAbsent(module.path(), shared);
    }
    CrateTypes all = new CrateTypes(modules);
    Set<String> leading = all.leadingSomewhere();
    modules.keySet().retainAll(leading);
    modules.values().forEach(all::dropEmptyModules);
    return all;
  }

  /// The modules that have something other than modules, or modules that have, and so on.
  private Set<String> leadingSomewhere() {
    Set<String> leading = new HashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<String, Map<String, NamedType>> module : modules.entrySet()) {
        if (!leading.contains(module.getKey())
            && module.getValue().values().stream()
                .anyMatch(type -> !type.isModule() || leading.contains(type.path()))) {
          leading.add(module.getKey());
          grown = true;
        }
      }
    }
    return leading;
  }

  private void dropEmptyModules(Map<String, NamedType> names) {
    names.values().removeIf(type -> type.isModule() && !modules.containsKey(type.path()));
  }

  /// What the names in scope in one module lead to, private imports included.
  Map<String, NamedType> scopeOf(Module module, ModuleTree tree) {
    Map<String, NamedType> names = namesIn(module, tree);
    dropEmptyModules(names);
    return names;
  }

  private static Map<String, NamedType> namesIn(Module module, ModuleTree tree) {
    Map<String, NamedType> names = new TreeMap<>();
    Set<String> candidates = new TreeSet<>();
    collect(module, tree, new HashSet<>(), candidates);
    for (String name : candidates) {
      NamedType type = only(tree.named(name, module), tree);
      if (type != null) {
        names.put(name, type);
      }
    }
    return names;
  }

  private static void collect(
      Module module, ModuleTree tree, Set<Module> seen, Set<String> names) {
    if (!seen.add(module)) {
      return;
    }
    module
        .names()
        .forEach(
            (name, entries) -> {
              if (entries.stream().anyMatch(CrateTypes::mayLeadToType)) {
                names.add(name);
              }
            });
    for (Glob glob : module.globs()) {
      for (Entry source : tree.sources(glob.use(), module)) {
        if (source instanceof Item item && item.module() != null) {
          collect(item.module(), tree, seen, names);
        }
      }
    }
  }

  /// Whether an entry may be one of those kept: most are functions, constants and types without
  /// lifetimes, of which some crates re-export thousands in each of their modules.
  private static boolean mayLeadToType(Entry entry) {
    return switch (entry) {
      case Use _ -> true;
      case Item item ->
          item.module() != null || item.declaration().lifetimes() > 0 || ModuleTree.isAlias(item);
      default -> false;
    };
  }

  private static boolean isShared(Module module, String name, ModuleTree tree) {
    List<Entry> declared = module.names().get(name);
    if (declared != null) {
      return declared.stream()
          .anyMatch(
              entry ->
                  entry.visibility() != Visibility.PRIVATE
                      || entry instanceof Use(Import use, Visibility _) && use.isExternCrate());
    }
    for (Glob glob : module.globs()) {
      if (glob.visibility() == Visibility.PRIVATE) {
        continue;
      }
      for (Entry source : tree.sources(glob.use(), module)) {
        if (source instanceof Item item && item.module() != null) {
          Set<String> names = new HashSet<>();
          collect(item.module(), tree, new HashSet<>(Set.of(module)), names);
          if (names.contains(name)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// The one type or module among what a name stands for; null if `cfg` leaves several that differ.
  private static @Nullable NamedType only(List<Entry> entries, ModuleTree tree) {
    NamedType only = null;
    for (Entry entry : entries) {
      NamedType type = typeOf(entry, tree);
      if (type == null) {
        continue;
      }
      if (only != null
          && (only.lifetimes() != type.lifetimes()
              || !Objects.equals(only.target(), type.target()))) {
        return null;
      }
      only = only == null ? type : only;
    }
    return only == null || only.lifetimes() == 0 && only.target() == null ? null : only;
  }

  private static @Nullable NamedType typeOf(Entry entry, ModuleTree tree) {
    return switch (entry) {
      case Foreign(List<String> path) ->
          new NamedType(String.join("::", path), NamedType.ELSEWHERE);
      case Item item when item.module() != null ->
          new NamedType(item.module().path(), NamedType.MODULE);
      case Item item ->
          switch (item.declaration().kind()) {
            case STRUCT, ENUM, UNION, TRAIT, TYPE_ALIAS ->
                new NamedType(
                    FileExports.join(item.in().path(), item.declaration().name()),
                    targetOf(item, tree, 0),
                    item.declaration().lifetimes());
            default -> null;
          };
      default -> null;
    };
  }

  /// The path of std that an alias stands for, through other aliases; null if that is not known.
  private static @Nullable String targetOf(Item item, ModuleTree tree, int steps) {
    if (!ModuleTree.isAlias(item) || steps > MAX_ALIASES) {
      return null;
    }
    Import target = item.declaration().imports().getFirst();
    if (target.isAbsolute()) {
      return Prelude.isFacade(target.path().getFirst()) ? String.join("::", target.path()) : null;
    }
    List<Entry> found = tree.find(target.path(), item.in());
    if (found.isEmpty()) {
      return target.path().size() == 1 ? Prelude.path(target.path().getFirst()) : null;
    }
    String only = null;
    for (Entry entry : found) {
      String path =
          switch (entry) {
            case Foreign(List<String> parts) -> String.join("::", parts);
            case Item other -> targetOf(other, tree, steps + 1);
            default -> null;
          };
      if (path == null || only != null && !path.equals(only)) {
        return null;
      }
      only = path;
    }
    return only;
  }

  /// What a path leads to.
  ///
  /// @param scope what the first name of `path` is looked up in
  /// @param module the path of the module that `path` is used in
  @Nullable NamedType find(List<String> path, Map<String, NamedType> scope, String module) {
    int at = 0;
    String from = module;
    switch (path.getFirst()) {
      case "crate", "$crate" -> {
        from = "";
        at++;
      }
      case "self" -> at++;
      default -> {}
    }
    while (at < path.size() && path.get(at).equals("super")) {
      if (from.isEmpty()) {
        return null;
      }
      int end = from.lastIndexOf("::");
      from = end < 0 ? "" : from.substring(0, end);
      at++;
    }
    Map<String, NamedType> names =
        from.equals(module) && !path.getFirst().equals("crate")
            ? scope
            : modules.getOrDefault(from, Map.of());
    while (at < path.size()) {
      NamedType found = names.get(path.get(at++));
      if (found == null || at == path.size()) {
        return found;
      }
      if (found.isForeign()) {
        List<String> rest = path.subList(at, path.size());
        return new NamedType(
            found.path() + "::" + String.join("::", rest), NamedType.ELSEWHERE);
      }
      if (!found.isModule()) {
        return null;
      }
      names = modules.getOrDefault(found.path(), Map.of());
    }
    return null;
  }
}
