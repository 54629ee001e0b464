package dev.rusthint.model;

import dev.rusthint.model.ModuleTree.Entry;
import dev.rusthint.model.ModuleTree.Foreign;
import dev.rusthint.model.ModuleTree.Glob;
import dev.rusthint.model.ModuleTree.Impl;
import dev.rusthint.model.ModuleTree.Item;
import dev.rusthint.model.ModuleTree.Module;
import dev.rusthint.model.ModuleTree.Use;
import dev.rusthint.model.ModuleTree.Variant;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
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
  private final Map<String, MacroRules.Passing> macros;
  private final CfgOracle cfg;

  /// Modules whose `pub` items can be named.
  private final Set<Module> modules = new LinkedHashSet<>();

  private final Deque<Module> open = new ArrayDeque<>();
  private final Set<Item> items = new HashSet<>();

  private boolean isDone;

  /// Null until it is asked for.
  private @Nullable CrateTypes crateTypes;

  ExportResolver(ModuleTree tree, Map<String, MacroRules.Passing> macros, CfgOracle cfg) {
    this.tree = tree;
    this.macros = macros;
    this.cfg = cfg;
  }

  /// Goes through the modules once, when something is asked for.
  private void resolve() {
    if (isDone) {
      return;
    }
    isDone = true;
    tree.root().ifPresent(this::reach);
    while (!open.isEmpty()) {
      exportFrom(open.poll());
    }
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
          case Variant _, Foreign _ -> {}
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

  /// What of one file can be named. A file that is in several modules counts as all of them.
  FileExports of(Path file) {
    resolve();
    Set<String> reachable = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    Map<String, Boolean> types = new TreeMap<>();
    Map<String, Boolean> traits = new TreeMap<>();
    Set<String> hiddenTypes = new TreeSet<>();
    CrateTypes known = crateTypes;
    if (known == null) {
      known = CrateTypes.of(tree);
      crateTypes = known;
    }
    boolean hidden = true;
    String place = null;
    Map<String, Map<String, NamedType>> scopes = new TreeMap<>();
    for (Module module : tree.modulesIn(file)) {
      Module top = top(module, file);
      String path = module == top ? "" : relative(module, top);
      place = place == null ? top.path() : place;
      Map<String, NamedType> scope = known.scopeOf(module, tree);
      if (!scope.isEmpty() && top.path().equals(place)) {
        scopes.putIfAbsent(path, scope);
      }
      hidden &= top.isHidden();
      boolean isOpen = modules.contains(module);
      if (isOpen) {
        reachable.add(path);
      }
      for (List<Entry> entries : module.names().values()) {
        for (Entry entry : entries) {
          if (entry instanceof Item item && item.file().equals(file) && items.contains(item)) {
            if (!isOpen || item.visibility() != Visibility.PUBLIC) {
              names.add(FileExports.join(path, item.declaration().name()));
            }
          }
        }
      }
      for (Impl impl : module.impls()) {
        if (impl.file().equals(file)) {
          addHead(impl, module, path + "|", types, traits, hiddenTypes);
        }
      }
    }
    return new FileExports(
        reachable,
        names,
        types,
        traits,
        hiddenTypes,
        hidden,
        tree.opaque(),
        cfg,
        place == null ? "" : place,
        scopes,
        known,
        macros);
  }

  /// The module that a file's own items are in, `module` being it or an inline module below.
  private static Module top(Module module, Path file) {
    Module top = module;
    while (!top.included().contains(file)) {
      Module parent = top.parent();
      if (parent == null || !parent.file().equals(file) && !parent.included().contains(file)) {
        break;
      }
      top = parent;
    }
    return top;
  }

  private static String relative(Module module, Module top) {
    return top.path().isEmpty() ? module.path() : module.path().substring(top.path().length() + 2);
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
        types.merge(prefix + head.subject(), exported, Boolean::logicalOr);
      }
    }
    if (head.selfPath() != null && isHidden(head.selfPath(), module)) {
      hiddenTypes.add(prefix + head.selfPath());
    }
    if (head.traitPath() != null) {
      Boolean exported = isExported(head.traitPath(), module, generics, true);
      if (exported != null) {
        traits.merge(prefix + head.traitPath(), exported, Boolean::logicalOr);
      }
    }
  }

  private boolean isHidden(String path, Module module) {
    for (Entry entry : tree.find(PathParts.of(path), module)) {
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
    List<String> parts = PathParts.of(path);
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
