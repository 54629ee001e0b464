package dev.rusthint.model;

import dev.rusthint.model.ModuleTree.Module;
import dev.rusthint.syntax.ItemKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows `mod` and `include!` from a crate's root file.
final class CrateLoader {
  /// Modules nested deeper than this, and files included by files, are left out.
  private static final int MAX_DEPTH = 100;

  /// More modules than any crate has: files that include each other many times over end here.
  private static final int MAX_MODULES = 100_000;

  private final Path root;
  private final CrateModel.Sources sources;
  private final CfgOracle cfg;
  private final ModuleTree tree;
  private final Map<Path, CrateModel.Seen> files = new LinkedHashMap<>();
  private final Set<Path> missing = new LinkedHashSet<>();
  private final Set<Path> leftOut = new HashSet<>();
  private final MacroTable macros;
  private boolean noStd;
  private boolean namesStd;
  private @Nullable String msrv;

  /// Where items stand.
  ///
  /// @param file the file that they are in
  /// @param directory where the files of `mod x;` are
  /// @param inline whether an inline module of the file is around them
  /// @param lints the levels that hold there, outermost first
  /// @param depth how many modules and included files are around them
  private record Place(
      Path file, Path directory, boolean inline, List<LintSetting> lints, int depth) {}

  CrateLoader(Path root, CrateModel.Sources sources, CfgOracle cfg, int edition) {
    this.root = root;
    this.sources = sources;
    this.cfg = cfg;
    this.tree = new ModuleTree(edition);
    this.macros = new MacroTable(cfg);
  }

  CrateModel load() {
    List<ItemTree> items = sources.read(root);
    if (items == null) {
      missing.add(root);
    } else {
      readRootAttributes(items);
      Module module = tree.root(root);
      file(module, root, directoryOf(root), items, List.of(), 0);
    }
    return new CrateModel(
        root, files, new ExportResolver(tree, macros.passing(), cfg), missing, leftOut, std(), msrv);
  }

  private void readRootAttributes(List<ItemTree> items) {
    for (ItemTree item : items) {
      if (item.kind() == ItemKind.EXTERN_CRATE) {
        for (Import named : item.declaration().imports()) {
          namesStd |= named.path().equals(List.of("std"));
        }
      }
      if (item.kind() != ItemKind.INNER_ATTRIBUTE) {
        continue;
      }
      for (Attribute attribute : Attribute.expand(item.declaration().attributes(), cfg)) {
        noStd |= attribute.is("no_std") || attribute.is("no_core");
        if (attribute.is("clippy::msrv")) {
          msrv = attribute.value();
        }
      }
    }
  }

  private StdLink std() {
    if (!noStd) {
      return StdLink.ALWAYS;
    }
    return namesStd ? StdLink.OPTIONAL : StdLink.NEVER;
  }

  private static Path directoryOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /// @param inherited the levels around the file
  private void file(
      Module module,
      Path file,
      Path directory,
      List<ItemTree> items,
      List<LintSetting> inherited,
      int depth) {
    if (!isActive(items)) {
      leftOut.add(file);
      leftOut.add(directory.equals(directoryOf(file)) ? file : directory);
      return;
    }
    files.putIfAbsent(file, new CrateModel.Seen(module, inherited));
    List<LintSetting> lints = withInner(inherited, items);
    items(module, items, new Place(file, directory, false, lints, depth));
  }

  private List<LintSetting> withInner(List<LintSetting> around, List<ItemTree> items) {
    List<LintSetting> inner = LintAttributes.inner(items, cfg);
    if (inner.isEmpty()) {
      return around;
    }
    List<LintSetting> lints = new ArrayList<>(around);
    lints.addAll(inner);
    return lints;
  }

  private void items(Module module, List<ItemTree> items, Place place) {
    for (ItemTree item : items) {
      Declaration declaration = item.declaration();
      List<Attribute> attributes = Attribute.expand(declaration.attributes(), cfg);
      if (!Attribute.mayHold(attributes, cfg)) {
        leaveOut(item, attributes, place);
        continue;
      }
      switch (item.kind()) {
        case MODULE -> inline(module, item, attributes, place);
        case MODULE_FILE -> external(module, declaration, attributes, place);
        case USE, EXTERN_CRATE -> tree.addImports(module, declaration);
        case EXTERN_BLOCK -> items(module, item.members(), place);
        case IMPL -> module.impls().add(new ModuleTree.Impl(place.file(), declaration));
        case MACRO_RULES -> macros.define(declaration);
        case MACRO_CALL -> {
          if (declaration.call() != null) {
            call(module, declaration.call(), place);
          }
        }
        case FUNCTION, STRUCT, ENUM, UNION, TRAIT, CONST, STATIC, TYPE_ALIAS ->
            tree.addItem(module, declaration, null, place.file());
        case INNER_ATTRIBUTE, TRIVIA, OTHER -> {}
      }
    }
  }

  /// Notes the files of a module that is not looked into.
  private void leaveOut(ItemTree item, List<Attribute> attributes, Place place) {
    switch (item.kind()) {
      case MODULE_FILE -> {
        leftOut.addAll(candidates(item.declaration(), attributes, place));
        if (pathOf(attributes) == null) {
          leftOut.add(place.directory().resolve(item.declaration().name()).normalize());
        }
      }
      case MODULE -> leaveAllOut(item.members(), below(item.declaration(), attributes, place));
      case MACRO_CALL -> {
        if (item.declaration().call() != null) {
          leaveAllOut(item.declaration().call().items(), place);
        }
      }
      default -> {}
    }
  }

  private void leaveAllOut(List<ItemTree> items, Place place) {
    for (ItemTree item : items) {
      leaveOut(item, Attribute.expand(item.declaration().attributes(), cfg), place);
    }
  }

  /// Where the members of an inline module stand, the levels that it sets left out.
  private static Place below(Declaration module, List<Attribute> attributes, Place place) {
    String path = pathOf(attributes);
    Path directory =
        path == null
            ? place.directory().resolve(module.name())
            : resolve(place.inline() ? place.directory() : directoryOf(place.file()), path);
    return new Place(place.file(), directory, true, place.lints(), place.depth() + 1);
  }

  private boolean isActive(List<ItemTree> items) {
    for (ItemTree item : items) {
      if (item.kind() == ItemKind.INNER_ATTRIBUTE
          && !Attribute.mayHold(item.declaration().attributes(), cfg)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isForTests(List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      if (attribute.is("cfg")
          && attribute.arguments() != null
          && TestCfg.isRequiredBy(attribute.arguments())) {
        return true;
      }
    }
    return false;
  }

  private boolean isHidden(Declaration declaration) {
    return FileExports.isDocHidden(declaration, cfg);
  }

  private static @Nullable String pathOf(List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      if (attribute.is("path") && attribute.value() != null) {
        return attribute.value();
      }
    }
    return null;
  }

  private void inline(Module module, ItemTree item, List<Attribute> attributes, Place place) {
    if (place.depth() >= MAX_DEPTH || !isActive(item.members())) {
      return;
    }
    Declaration declaration = item.declaration();
    Module inner =
        tree.child(
            module,
            declaration,
            place.file(),
            place.file(),
            isForTests(attributes),
            isHidden(declaration));
    List<LintSetting> lints = new ArrayList<>(place.lints());
    LintAttributes.collect(attributes, cfg, lints);
    List<LintSetting> inside = withInner(lints, item.members());
    Place below = below(declaration, attributes, place);
    items(
        inner,
        item.members(),
        new Place(place.file(), below.directory(), true, inside, below.depth()));
  }

  private static Path resolve(Path directory, String path) {
    try {
      return directory.resolve(path).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      return directory.resolve("invalid");
    }
  }

  private static boolean hasTestsOnly(List<ItemTree> items) {
    for (ItemTree item : items) {
      if (item.kind() == ItemKind.INNER_ATTRIBUTE && isForTests(item.declaration().attributes())) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> candidates(
      Declaration declaration, List<Attribute> attributes, Place place) {
    String path = pathOf(attributes);
    if (path != null) {
      return List.of(resolve(place.inline() ? place.directory() : directoryOf(place.file()), path));
    }
    Path below = place.directory().resolve(declaration.name());
    return List.of(
        place.directory().resolve(declaration.name() + ".rs").normalize(),
        below.resolve("mod.rs").normalize());
  }

  private void external(
      Module module, Declaration declaration, List<Attribute> attributes, Place place) {
    if (place.depth() >= MAX_DEPTH || tree.size() >= MAX_MODULES) {
      return;
    }
    boolean named = pathOf(attributes) != null;
    List<Path> candidates = candidates(declaration, attributes, place);
    for (Path candidate : candidates) {
      List<ItemTree> items = isAround(module, candidate) ? null : sources.read(candidate);
      if (items == null) {
        missing.add(candidate);
        continue;
      }
      boolean ownDirectory = named || String.valueOf(candidate.getFileName()).equals("mod.rs");
      Path directory =
          ownDirectory
              ? directoryOf(candidate)
              : directoryOf(candidate).resolve(declaration.name());
      boolean forTests = isForTests(attributes) || hasTestsOnly(items);
      Module inner =
          tree.child(module, declaration, candidate, place.file(), forTests, isHidden(declaration));
      List<LintSetting> lints = new ArrayList<>(place.lints());
      LintAttributes.collect(attributes, cfg, lints);
      file(inner, candidate, directory, items, lints, place.depth() + 1);
      return;
    }
    // Its content is unknown, its name is not.
    tree.child(
        module,
        declaration,
        candidates.getFirst(),
        place.file(),
        isForTests(attributes),
        isHidden(declaration));
  }

  /// Whether a file is one of those that lead to this module: a cycle.
  private static boolean isAround(Module module, Path file) {
    for (Module m = module; m != null; m = m.parent()) {
      if (m.file().equals(file)) {
        return true;
      }
    }
    return false;
  }

  private void call(Module module, MacroCall call, Place place) {
    if (call.name().equals("include")) {
      include(module, call, place);
      return;
    }
    switch (macros.outcome(call)) {
      case PASSED -> {}
      case LEFT_OUT -> {
        leaveAllOut(call.items(), place);
        return;
      }
      case UNKNOWN -> {
        tree.addOpaque(call.words());
        MacroRules rules = macros.find(call.name());
        if (rules != null) {
          tree.addOpaque(rules.words());
        }
      }
    }
    if (place.depth() < MAX_DEPTH) {
      items(
          module,
          call.items(),
          new Place(
              place.file(), place.directory(), place.inline(), place.lints(), place.depth() + 1));
    }
  }

  private void include(Module module, MacroCall call, Place place) {
    String name = call.literal();
    if (name == null || !name.endsWith(".rs") || place.depth() >= MAX_DEPTH) {
      return;
    }
    Path file = resolve(directoryOf(place.file()), name);
    if (file.equals(place.file()) || isAround(module, file) || !tree.include(file, module)) {
      return;
    }
    List<ItemTree> items = sources.read(file);
    if (items == null) {
      missing.add(file);
      return;
    }
    file(module, file, directoryOf(file), items, place.lints(), place.depth() + 1);
  }
}
