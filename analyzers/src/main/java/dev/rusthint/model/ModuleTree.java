package dev.rusthint.model;

import dev.rusthint.syntax.ItemKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The modules of a crate and what names each declares and imports.
final class ModuleTree {
  /// A module.
  static final class Module {
    private final String path;
    private final @Nullable Module parent;
    private final Path file;
    private final boolean testOnly;
    private final boolean hidden;
    private final Map<String, List<Entry>> names = new LinkedHashMap<>();
    private final List<Glob> globs = new ArrayList<>();
    private final List<Impl> impls = new ArrayList<>();
    private final Set<Path> included = new HashSet<>();

    private Module(
        String path, @Nullable Module parent, Path file, boolean testOnly, boolean hidden) {
      this.path = path;
      this.parent = parent;
      this.file = file;
      this.testOnly = testOnly;
      this.hidden = hidden;
    }

    /// Its names from the crate root, `a::b`; empty for the root.
    String path() {
      return path;
    }

    @Nullable Module parent() {
      return parent;
    }

    /// The file that its items are in, those of included files aside.
    Path file() {
      return file;
    }

    boolean isTestOnly() {
      return testOnly;
    }

    /// Whether it or a module around it is `#[doc(hidden)]`.
    boolean isHidden() {
      return hidden;
    }

    Map<String, List<Entry>> names() {
      return names;
    }

    List<Glob> globs() {
      return globs;
    }

    List<Impl> impls() {
      return impls;
    }

    /// The files whose content `include!` puts here.
    Set<Path> included() {
      return included;
    }
  }

  /// What a name of a module is.
  sealed interface Entry {
    Visibility visibility();
  }

  /// An item.
  ///
  /// @param module the module that it is, null if it is another item
  /// @param file the file that it is in
  record Item(Module in, Declaration declaration, @Nullable Module module, Path file)
      implements Entry {
    @Override
    public Visibility visibility() {
      return declaration.visibility();
    }

    // Each is one of its kind: what is equal in two places is not the same.
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /// An import.
  record Use(Import use, Visibility visibility) implements Entry {}

  /// A variant of an enum.
  record Variant(Item of, String name) implements Entry {
    @Override
    public Visibility visibility() {
      return Visibility.PUBLIC;
    }
  }

  /// Something of std, by its path; whether there is such a thing is not known here.
  record Foreign(List<String> path) implements Entry {
    @Override
    public Visibility visibility() {
      return Visibility.PUBLIC;
    }

    Foreign member(String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return new Foreign(longer);
    }
  }

  /// A glob import.
  record Glob(Import use, Visibility visibility) {}

  /// An impl, by its head.
  record Impl(Path file, Declaration declaration) {}

  private static final int MAX_STEPS = 64;

  private final int edition;
  private final Map<Path, List<Module>> modules = new HashMap<>();
  private final Set<String> opaque = new LinkedHashSet<>();
  private final Map<Step, List<Entry>> resolved = new HashMap<>();
  private final Set<Step> open = new HashSet<>();
  private @Nullable Module root;
  private int size;

  /// A name looked up in a module.
  private record Step(Module module, String name) {}

  ModuleTree(int edition) {
    this.edition = edition;
  }

  Module root(Path file) {
    Module created = new Module("", null, file, false, false);
    addModule(file, created);
    root = created;
    return created;
  }

  Optional<Module> root() {
    return Optional.ofNullable(root);
  }

  private void addModule(Path file, Module module) {
    modules.computeIfAbsent(file, _ -> new ArrayList<>(1)).add(module);
  }

  /// The modules that have items of a file, in the order in which they are met.
  List<Module> modulesIn(Path file) {
    return modules.getOrDefault(file, List.of());
  }

  /// Notes that the content of a file stands in a module by `include!`; false if it does already.
  boolean include(Path file, Module module) {
    boolean isNew = module.included.add(file);
    if (isNew) {
      addModule(file, module);
    }
    return isNew;
  }

  /// The number of modules, the root aside.
  int size() {
    return size;
  }

  /// @param file the file that its items are in
  /// @param declaredIn the file that says `mod`
  Module child(
      Module parent,
      Declaration declaration,
      Path file,
      Path declaredIn,
      boolean forTests,
      boolean hidden) {
    size++;
    String path = FileExports.join(parent.path, declaration.name());
    Module child =
        new Module(path, parent, file, parent.testOnly || forTests, parent.hidden || hidden);
    addModule(file, child);
    addItem(parent, declaration, child, declaredIn);
    return child;
  }

  void addItem(Module in, Declaration declaration, @Nullable Module module, Path file) {
    if (!declaration.name().isEmpty()) {
      add(in, declaration.name(), new Item(in, declaration, module, file));
    }
  }

  void addImports(Module module, Declaration declaration) {
    for (Import use : declaration.imports()) {
      if (use.isGlob()) {
        module.globs.add(new Glob(use, declaration.visibility()));
      } else if (!use.name().equals("_")) {
        add(module, use.name(), new Use(use, declaration.visibility()));
      }
    }
  }

  private static void add(Module module, String name, Entry entry) {
    module.names.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(entry);
  }

  /// Words in macros that may declare what they like.
  void addOpaque(Set<String> words) {
    opaque.addAll(words);
  }

  Set<String> opaque() {
    return opaque;
  }

  /// All modules, in the order in which they are met in each file.
  List<Module> modules() {
    List<Module> all = new ArrayList<>();
    modules.values().forEach(all::addAll);
    return all;
  }

  /// What a name in a module leads to at last.
  List<Entry> named(String name, Module module) {
    return lookup(module, name, 0);
  }

  /// The items and variants of this crate and the paths of std that an import in `from` leads to:
  /// none if it leads to another crate or is not understood.
  List<Entry> follow(Import use, Module from) {
    if (use.isExternCrate()) {
      return List.of();
    }
    return path(use.path(), use.isAbsolute(), from, true, 0);
  }

  /// The same for a path that is used as a type in `from`.
  List<Entry> find(List<String> path, Module from) {
    return path(path, false, from, false, 0);
  }

  /// The modules and enums whose names a glob import brings in.
  List<Entry> sources(Import glob, Module from) {
    return glob.path().isEmpty() ? List.of() : path(glob.path(), glob.isAbsolute(), from, true, 0);
  }

  /// Whether a name in a module is certainly of another crate, or the language's own.
  boolean isForeign(String name, Module module) {
    List<Entry> entries = module.names.get(name);
    if (entries == null) {
      return Prelude.isKnown(name);
    }
    for (Entry entry : entries) {
      boolean foreign =
          entry instanceof Use(Import use, Visibility _)
              && (use.isExternCrate() || leadsAway(use.path().getFirst(), module));
      if (!foreign) {
        return false;
      }
    }
    return true;
  }

  private boolean leadsAway(String first, Module module) {
    return switch (first) {
      case "crate", "self", "super", "$crate" -> false;
      default -> {
        Module from = edition < 2018 && root != null ? root : module;
        List<Entry> entries = from.names.getOrDefault(first, List.of());
        yield entries.stream().noneMatch(Item.class::isInstance);
      }
    };
  }

  private List<Entry> path(
      List<String> path, boolean absolute, Module from, boolean inUse, int steps) {
    Module top = root;
    if (steps > MAX_STEPS || path.isEmpty() || top == null) {
      return List.of();
    }
    int at = 0;
    Module module = from;
    boolean fromRoot = edition < 2018 && (absolute || inUse);
    if (absolute && !fromRoot) {
      return Prelude.isFacade(path.getFirst()) ? List.of(new Foreign(path)) : List.of();
    }
    String first = path.getFirst();
    switch (first) {
      case "crate", "$crate" -> {
        module = top;
        at++;
      }
      case "self" -> at++;
      case "super" -> {}
      default -> {
        if (fromRoot) {
          module = top;
        }
      }
    }
    while (at < path.size() && path.get(at).equals("super")) {
      if (module.parent == null) {
        return List.of();
      }
      module = module.parent;
      at++;
    }
    if (at == path.size()) {
      return List.of(new Item(module, MODULE_ITSELF, module, module.file));
    }
    List<Entry> found = lookup(module, path.get(at), steps);
    if (found.isEmpty() && at == 0 && Prelude.isFacade(first)) {
      return List.of(new Foreign(path));
    }
    for (at++; at < path.size() && !found.isEmpty(); at++) {
      found = members(found, path.get(at), steps);
    }
    return found;
  }

  /// Stands for a module that a path leads to by keywords alone: it is looked into, never named.
  private static final Declaration MODULE_ITSELF =
      new Declaration(
          ItemKind.MODULE,
          "",
          Visibility.PUBLIC,
          List.of(),
          List.of(),
          0,
          List.of(),
          List.of(),
          null,
          null,
          null);

  private List<Entry> members(List<Entry> of, String name, int steps) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : of) {
      if (entry instanceof Foreign foreign) {
        found.add(foreign.member(name));
      }
      if (!(entry instanceof Item item)) {
        continue;
      }
      if (item.module != null) {
        found.addAll(lookup(item.module, name, steps));
      } else if (item.declaration.variants().contains(name)) {
        found.add(new Variant(item, name));
      } else if (isAlias(item)) {
        Import target = item.declaration.imports().getFirst();
        List<Entry> type = path(target.path(), target.isAbsolute(), item.in, false, steps + 1);
        found.addAll(members(type, name, steps + 1));
      }
    }
    return found;
  }

  static boolean isAlias(Item item) {
    return item.declaration.kind() == ItemKind.TYPE_ALIAS && !item.declaration.imports().isEmpty();
  }

  /// What a name in a module leads to at last, whoever asks.
  private List<Entry> lookup(Module module, String name, int steps) {
    Step step = new Step(module, name);
    List<Entry> known = resolved.get(step);
    if (known != null) {
      return known;
    }
    if (steps > MAX_STEPS || !open.add(step)) {
      return List.of();
    }
    try {
      List<Entry> found = new ArrayList<>();
      List<Entry> declared = module.names.getOrDefault(name, List.of());
      for (Entry entry : declared) {
        switch (entry) {
          case Use(Import use, Visibility _) -> {
            boolean itself =
                edition >= 2018
                    && !use.isAbsolute()
                    && use.path().getFirst().equals(name)
                    && declared.size() == 1;
            if (use.isExternCrate()) {
              if (Prelude.isFacade(use.path().getFirst())) {
                addAll(found, List.of(new Foreign(use.path())));
              }
            } else if (!itself) {
              addAll(found, path(use.path(), use.isAbsolute(), module, true, steps + 1));
            }
          }
          case Item item -> addAll(found, List.of(item));
          case Variant variant -> addAll(found, List.of(variant));
          case Foreign foreign -> addAll(found, List.of(foreign));
        }
      }
      // Functions and constants have names of their own, beside those of types.
      if (declared.stream().allMatch(ModuleTree::isValue)) {
        for (Glob glob : module.globs) {
          for (Entry source :
              path(glob.use.path(), glob.use.isAbsolute(), module, true, steps + 1)) {
            if (source instanceof Item item && item.module != module) {
              for (Entry entry : members(List.of(item), name, steps + 1)) {
                boolean shadowed = !declared.isEmpty() && isValue(entry);
                if (!shadowed && isVisible(item, name, module)) {
                  addAll(found, List.of(entry));
                }
              }
            }
          }
        }
        if (found.isEmpty() && !Prelude.isFacade(name)) {
          addAll(found, inForeignGlobs(module, name, steps));
        }
      }
      // Inside a cycle the answer may be a part of the whole.
      if (open.size() == 1 || !found.isEmpty()) {
        resolved.put(step, found);
      }
      return found;
    } finally {
      open.remove(step);
    }
  }

  private static boolean isValue(Entry entry) {
    return entry instanceof Item item
        && switch (item.declaration.kind()) {
          case FUNCTION, CONST, STATIC -> true;
          default -> false;
        };
  }

  /// What a name would be by the glob imports from std, whether it is there or not.
  private List<Entry> inForeignGlobs(Module module, String name, int steps) {
    List<Entry> found = new ArrayList<>(0);
    for (Glob glob : module.globs) {
      for (Entry source : path(glob.use.path(), glob.use.isAbsolute(), module, true, steps + 1)) {
        if (source instanceof Foreign foreign) {
          found.add(foreign.member(name));
        }
      }
    }
    return found;
  }

  private static void addAll(List<Entry> found, List<Entry> more) {
    for (Entry entry : more) {
      if (!found.contains(entry)) {
        found.add(entry);
      }
    }
  }

  /// Whether a glob import in `into` may bring in a name of the module `source`.
  private static boolean isVisible(Item source, String name, Module into) {
    Module module = source.module;
    if (module == null) {
      return true;
    }
    List<Entry> entries = module.names.get(name);
    if (entries != null) {
      return entries.stream().anyMatch(entry -> reaches(entry.visibility(), module, into));
    }
    // It came by some glob import of that module.
    return module.globs.stream().anyMatch(glob -> reaches(glob.visibility(), module, into));
  }

  private static boolean reaches(Visibility visibility, Module module, Module into) {
    return switch (visibility) {
      case PUBLIC, CRATE -> true;
      case SUPER -> isInside(into, module.parent);
      case PRIVATE -> isInside(into, module);
    };
  }

  private static boolean isInside(Module module, @Nullable Module around) {
    for (Module m = module; m != null; m = m.parent) {
      if (m == around) {
        return true;
      }
    }
    return around == null;
  }
}
