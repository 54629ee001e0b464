package dev.rusthint.model;

import dev.rusthint.model.ModuleTree.Entry;
import dev.rusthint.model.ModuleTree.Glob;
import dev.rusthint.model.ModuleTree.Impl;
import dev.rusthint.model.ModuleTree.Item;
import dev.rusthint.model.ModuleTree.Module;
import dev.rusthint.model.ModuleTree.Use;
import dev.rusthint.model.ModuleTree.Variant;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds what of a crate can be named from outside, as rustc's *effective visibility* at the level
/// of re-exports has it: what is `pub` in a module that can be named, and what `pub use` in such a
/// module leads to. Programs are no different from libraries in that (tried with rustc 1.95).
final class ExportResolver {
  private final ModuleTree tree;
  private final CfgOracle cfg;

  /// Modules whose `pub` items can be named.
  private final Set<Module> modules = new LinkedHashSet<>();

  private final Deque<Module> open = new ArrayDeque<>();
  private final Set<Item> items = new HashSet<>();

  /// Per file and module of it, what [FileExports] says.
  private final Map<Path, Map<Module, Set<Item>>> namedByFile = new HashMap<>();

  private final Map<Path, Set<Module>> modulesByFile = new HashMap<>();
  private final Map<Path, Map<Module, List<Impl>>> implsByFile = new HashMap<>();

  ExportResolver(ModuleTree tree, CfgOracle cfg) {
    this.tree = tree;
    this.cfg = cfg;
    tree.root()
        .ifPresent(
            root -> {
              reach(root);
              while (!open.isEmpty()) {
                exportFrom(open.poll());
              }
              index(root, new HashSet<>());
            });
  }

  private void reach(Module module) {
    if (modules.add(module)) {
      open.add(module);
    }
  }

  private void exportFrom(Module module) {
    for (List<Entry> entries : module.names().values()) {
      for (Entry entry : entries) {
        if (entry.visibility() != Visibility.PUBLIC) {
          continue;
        }
        switch (entry) {
          case Item item -> export(item);
          case Use(Import use, Visibility _) -> tree.follow(use, module).forEach(this::export);
          case Variant _ -> {}
        }
      }
    }
    for (Glob glob : module.globs()) {
      if (glob.visibility() == Visibility.PUBLIC) {
        for (Entry source : tree.sources(glob.use(), module)) {
          if (source instanceof Item(var _, var _, Module inner, var _) && inner != null) {
            reach(inner);
          }
        }
      }
    }
  }

  private void export(Entry entry) {
    if (entry instanceof Item item && items.add(item)) {
      if (item.module() != null) {
        reach(item.module());
      }
    }
  }

  /// Sorts what was found by file.
  private void index(Module module, Set<Module> seen) {
    if (!seen.add(module)) {
      return;
    }
    modulesByFile.computeIfAbsent(module.file(), _ -> new LinkedHashSet<>()).add(module);
    for (Path included : module.included()) {
      modulesByFile.computeIfAbsent(included, _ -> new LinkedHashSet<>()).add(module);
    }
    for (Impl impl : module.impls()) {
      implsByFile
          .computeIfAbsent(impl.file(), _ -> new HashMap<>())
          .computeIfAbsent(module, _ -> new ArrayList<>())
          .add(impl);
    }
    for (List<Entry> entries : module.names().values()) {
      for (Entry entry : entries) {
        if (entry instanceof Item item) {
          if (items.contains(item)) {
            namedByFile
                .computeIfAbsent(item.file(), _ -> new HashMap<>())
                .computeIfAbsent(module, _ -> new LinkedHashSet<>())
                .add(item);
          }
          if (item.module() != null) {
            index(item.module(), seen);
          }
        }
      }
    }
  }

  /// @param base the module that the file's own items are in
  FileExports of(Path file, Module base) {
    Set<String> reachable = new TreeSet<>();
    for (Module module : modulesByFile.getOrDefault(file, Set.of())) {
      if (modules.contains(module)) {
        reachable.add(relative(module, base));
      }
    }
    Set<String> names = new TreeSet<>();
    namedByFile
        .getOrDefault(file, Map.of())
        .forEach(
            (module, exported) -> {
              for (Item item : exported) {
                boolean byPlace =
                    modules.contains(module) && item.visibility() == Visibility.PUBLIC;
                if (!byPlace) {
                  names.add(
                      FileExports.join(relative(module, base), item.declaration().name()));
                }
              }
            });
    Map<String, Boolean> types = new TreeMap<>();
    Map<String, Boolean> traits = new TreeMap<>();
    Set<String> hiddenTypes = new TreeSet<>();
    implsByFile
        .getOrDefault(file, Map.of())
        .forEach(
            (module, impls) -> {
              String prefix = relative(module, base) + "|";
              for (Impl impl : impls) {
                addHead(impl, module, prefix, types, traits, hiddenTypes);
              }
            });
    return new FileExports(reachable, names, types, traits, hiddenTypes, base.isHidden(), tree.opaque(), cfg);
  }

  private static String relative(Module module, Module base) {
    if (module == base) {
      return "";
    }
    return base.path().isEmpty() ? module.path() : module.path().substring(base.path().length() + 2);
  }

  private void addHead(
      Impl impl,
      Module module,
      String prefix,
      Map<String, Boolean> types,
      Map<String, Boolean> traits,
      Set<String> hiddenTypes) {
    ImplHead head = impl.declaration().impl();
    if (head == null) {
      return;
    }
    List<String> generics = impl.declaration().generics();
    if (head.subject() != null) {
      Boolean exported = isExported(head.subject(), module, generics, head.isTraitImpl());
      if (exported != null) {
        types.put(prefix + head.subject(), exported);
      }
    }
    if (head.selfPath() != null && isHidden(head.selfPath(), module)) {
      hiddenTypes.add(prefix + head.selfPath());
    }
    if (head.traitPath() != null) {
      Boolean exported = isExported(head.traitPath(), module, generics, true);
      if (exported != null) {
        traits.put(prefix + head.traitPath(), exported);
      }
    }
  }

  private boolean isHidden(String path, Module module) {
    for (Entry entry : tree.find(List.of(path.split("::")), module)) {
      if (entry instanceof Item item
          && (item.in().isHidden() || FileExports.isDocHidden(item.declaration(), cfg))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a type or trait that an impl speaks of can be named; null if it is not found.
  ///
  /// @param foreign whether it may be of another crate, as what is not found here then is
  private @Nullable Boolean isExported(
      String path, Module module, List<String> generics, boolean foreign) {
    List<String> parts = List.of(path.split("::"));
    if (parts.size() == 1 && generics.contains(parts.getFirst())) {
      return true;
    }
    Boolean exported = null;
    for (Entry entry : tree.find(parts, module)) {
      if (entry instanceof Item item) {
        switch (item.declaration().kind()) {
          case STRUCT, ENUM, UNION, TRAIT -> exported = items.contains(item);
          case TYPE_ALIAS -> {
            if (ModuleTree.isAlias(item)) {
              Import target = item.declaration().imports().getFirst();
              exported =
                  isExported(
                      String.join("::", target.path()),
                      item.in(),
                      item.declaration().generics(),
                      foreign);
            }
          }
          default -> {}
        }
      }
    }
    if (exported == null && foreign) {
      boolean known = tree.isForeign(parts.getFirst(), module);
      return known || !tree.opaque().contains(parts.getLast()) ? Boolean.TRUE : null;
    }
    return exported;
  }
}
