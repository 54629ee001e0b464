package dev.rusthint.model;

import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The modules of one file and what each name in them stands for (Reference, *Name resolution*, as
/// far as one file tells).
final class FileScopes {
  /// Imports followed one after the other; a cycle of them ends here.
  private static final int MAX_STEPS = 32;

  /// How many steps a glob import counts for. Every name may come by any of a scope's globs, whose
  /// own paths may come by globs: a few levels of that, or it takes exponential time.
  private static final int GLOB_STEPS = 12;

  /// What a name is bound to in a scope: an item of the scope, or what an import leads to.
  private record Binding(@Nullable ItemKind item, @Nullable Import use) {}

  /// A module, or a block of a function.
  ///
  /// @param outer for a block the scope around it, null for a module
  /// @param parent the module around a module, null for the file's own; a block's is its module's
  /// @param path the names of the inline modules down to this one
  /// @param opaque the words among the arguments of macros that may declare what they like
  private record Scope(
      @Nullable Scope outer,
      @Nullable Scope parent,
      List<String> path,
      Map<String, List<Binding>> names,
      List<Import> globs,
      Map<String, Scope> modules,
      Set<String> opaque) {
    Scope(@Nullable Scope outer, @Nullable Scope parent, List<String> path) {
      this(
          outer,
          parent,
          path,
          new HashMap<>(),
          new ArrayList<>(),
          new HashMap<>(),
          new HashSet<>());
    }

    void bind(String name, Binding binding) {
      names.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(binding);
    }

    Scope module() {
      Scope scope = this;
      while (scope.outer != null) {
        scope = scope.outer;
      }
      return scope;
    }
  }

  /// Where a path leads: a module of this file, or something with a name; or it is not known.
  private sealed interface Target {
    record Module(Scope scope) implements Target {}

    record Named(List<String> path) implements Target {}

    /// The name is not declared there.
    record Absent() implements Target {}

    record Unknown() implements Target {}
  }

  private static final Target UNKNOWN = new Target.Unknown();
  private static final Target ABSENT = new Target.Absent();

  private final SourceFile file;
  private final CrateInfo crate;
  private final Scope root;

  /// The scope of each inline module, by its item's ordinal.
  private final Map<Integer, Scope> modules = new HashMap<>();

  private final MacroTable definitions;

  /// The `macro_rules!` of each name in the order of the text.
  private final Map<String, List<Placed>> macros = new HashMap<>();

  FileScopes(SourceFile file, CrateInfo crate) {
    this.file = file;
    this.crate = crate;
    this.root = new Scope(null, null, List.of());
    this.definitions = new MacroTable(crate.cfg());
    for (Placed placed : file.allItems()) {
      if (placed.kind() == ItemKind.MACRO_RULES) {
        Declaration declaration = Declaration.of(file, placed);
        definitions.define(declaration);
        macros.computeIfAbsent(declaration.name(), _ -> new ArrayList<>(1)).add(placed);
      }
    }
    fill(root, file.items());
  }

  private void fill(Scope scope, List<Placed> items) {
    for (Placed placed : items) {
      Declaration declaration = Declaration.of(file, placed);
      if (!Attribute.mayHold(declaration.attributes(), crate.cfg())) {
        continue;
      }
      if (placed.kind() == ItemKind.MODULE) {
        Scope inner = new Scope(null, scope, plus(scope.path, declaration.name()));
        modules.put(placed.ordinal(), inner);
        scope.modules.putIfAbsent(declaration.name(), inner);
        fill(inner, placed.children());
      }
      if (placed.kind() == ItemKind.EXTERN_BLOCK) {
        for (Placed member : placed.children()) {
          declare(scope, Declaration.of(file, member));
        }
      }
      declare(scope, declaration);
    }
  }

  private void declare(Scope scope, Declaration declaration) {
    switch (declaration.kind()) {
      case USE, EXTERN_CRATE -> imports(scope, declaration.imports());
      case MACRO_CALL -> call(scope, declaration);
      case MACRO_RULES -> {}
      default -> {
        if (!declaration.name().isEmpty()) {
          scope.bind(declaration.name(), new Binding(declaration.kind(), null));
        }
      }
    }
  }

  private static void imports(Scope scope, List<Import> imports) {
    for (Import use : imports) {
      if (use.isGlob()) {
        scope.globs.add(use);
      } else {
        scope.bind(use.name(), new Binding(null, use));
      }
    }
  }

  /// The items that a macro is given count as declared where the macro is known to pass them on;
  /// where it is not, each word among its arguments may be declared.
  private void call(Scope scope, Declaration declaration) {
    MacroCall call = declaration.call();
    if (call == null) {
      return;
    }
    MacroRules rules = definitions.find(call.name());
    switch (definitions.outcome(call)) {
      case LEFT_OUT -> {}
      case PASSED -> declareAll(scope, call.items());
      case UNKNOWN -> {
        if (rules == null && call.name().startsWith("cfg_") && !call.items().isEmpty()) {
          declareAll(scope, call.items());
        } else {
          scope.opaque.addAll(call.words());
          if (rules != null) {
            scope.opaque.addAll(rules.words());
          }
        }
      }
    }
  }

  private void declareAll(Scope scope, List<ItemTree> items) {
    for (ItemTree tree : items) {
      Declaration declaration = tree.declaration();
      if (!Attribute.mayHold(declaration.attributes(), crate.cfg())) {
        continue;
      }
      if (declaration.kind() == ItemKind.MODULE) {
        Scope inner = new Scope(null, scope, plus(scope.path, declaration.name()));
        scope.modules.putIfAbsent(declaration.name(), inner);
        declareAll(inner, tree.members());
      } else if (declaration.kind() == ItemKind.EXTERN_BLOCK) {
        declareAll(scope, tree.members());
      }
      declare(scope, declaration);
    }
  }

  private static List<String> plus(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private Scope scopeOf(Placed at) {
    for (Placed p = at.parent(); p != null; p = p.parent()) {
      Scope scope = modules.get(p.ordinal());
      if (scope != null) {
        return scope;
      }
    }
    return root;
  }

  Optional<String> resolve(String path, Placed at, @Nullable Node node) {
    boolean absolute = path.startsWith("::");
    List<String> parts = List.of((absolute ? path.substring(2) : path).split("::"));
    if (!absolute && isGeneric(parts.getFirst(), at, node)) {
      return Optional.empty();
    }
    Scope scope = scopeOf(at);
    if (node != null && !absolute) {
      if (parts.size() == 1 && isVariable(parts.getFirst(), node)) {
        return Optional.empty();
      }
      scope = withBlocks(scope, node);
    }
    Target target = path(parts, absolute, scope, false, 0);
    return switch (target) {
      case Target.Named(List<String> found) -> Optional.of(String.join("::", found));
      case Target.Module(Scope module) -> named(module.path).map(n -> String.join("::", n));
      case Target.Absent _, Target.Unknown _ -> Optional.empty();
    };
  }

  /// The path of something that the file declares.
  private Optional<List<String>> named(List<String> inFile) {
    List<String> path = new ArrayList<>();
    String module = crate.modulePath();
    if (module == null) {
      path.add("self");
    } else {
      path.add("crate");
      if (!module.isEmpty()) {
        path.addAll(PathParts.of(module));
      }
    }
    path.addAll(inFile);
    return Optional.of(path);
  }

  private Target declared(List<String> inFile, List<String> rest) {
    List<String> path = new ArrayList<>(named(inFile).orElseThrow());
    path.addAll(rest);
    return new Target.Named(path);
  }

  /// @param inUse whether the path stands in a `use` declaration
  private Target path(List<String> parts, boolean absolute, Scope scope, boolean inUse, int steps) {
    if (steps > MAX_STEPS || parts.isEmpty()) {
      return UNKNOWN;
    }
    String first = parts.getFirst();
    List<String> rest = parts.subList(1, parts.size());
    if (absolute) {
      boolean known = crate.edition() >= 2018 || Prelude.isFacade(first);
      return known ? new Target.Named(parts) : fromRoot(parts, steps);
    }
    switch (first) {
      case "crate" -> {
        return fromCrate(rest, steps);
      }
      case "self" -> {
        return below(scope.module(), rest, steps);
      }
      case "super" -> {
        return above(scope.module(), rest, steps);
      }
      case "Self", "$crate", "" -> {
        return UNKNOWN;
      }
      default -> {}
    }
    if (inUse && crate.edition() < 2018) {
      return Prelude.isFacade(first) ? new Target.Named(parts) : fromRoot(parts, steps);
    }
    for (Scope s = scope; s != null; s = s.outer) {
      Target found = lookup(s, first, rest, true, steps);
      if (found != ABSENT) {
        return found;
      }
    }
    return fromPreludes(first, rest, inUse);
  }

  private static Target fromRootOf(List<String> parts) {
    List<String> path = new ArrayList<>(List.of("crate"));
    path.addAll(parts);
    return new Target.Named(path);
  }

  /// A path that edition 2015 counts from the crate root, where crates and modules share names.
  private Target fromRoot(List<String> parts, int steps) {
    if (!"".equals(crate.modulePath())) {
      return UNKNOWN;
    }
    Target found = lookup(root, parts.getFirst(), parts.subList(1, parts.size()), false, steps);
    return found == ABSENT ? UNKNOWN : found;
  }

  private Target fromCrate(List<String> rest, int steps) {
    String module = crate.modulePath();
    if (module == null) {
      return fromRootOf(rest);
    }
    List<String> here = module.isEmpty() ? List.of() : PathParts.of(module);
    boolean inFile = rest.size() >= here.size() && rest.subList(0, here.size()).equals(here);
    return inFile ? below(root, rest.subList(here.size(), rest.size()), steps) : fromRootOf(rest);
  }

  private Target above(Scope scope, List<String> rest, int steps) {
    if (scope.parent != null) {
      return below(scope.parent.module(), rest, steps);
    }
    String module = crate.modulePath();
    if (module == null || module.isEmpty()) {
      return UNKNOWN;
    }
    List<String> up = new ArrayList<>(PathParts.of(module));
    up.removeLast();
    if (!rest.isEmpty() && rest.getFirst().equals("super")) {
      return UNKNOWN;
    }
    up.addAll(rest);
    return fromCrate(up, steps);
  }

  /// `rest` counted from a module of this file.
  private Target below(Scope scope, List<String> rest, int steps) {
    if (rest.isEmpty()) {
      return new Target.Module(scope);
    }
    if (rest.getFirst().equals("super")) {
      return above(scope, rest.subList(1, rest.size()), steps);
    }
    if (rest.getFirst().equals("self")) {
      return below(scope, rest.subList(1, rest.size()), steps);
    }
    Target found = lookup(scope, rest.getFirst(), rest.subList(1, rest.size()), false, steps);
    return found == ABSENT ? UNKNOWN : found;
  }

  /// What `name` is in one scope, and `rest` from there.
  ///
  /// @param lexical whether names from outside are tried next, so that a glob import of something
  ///   unknown matters only if it could hide them
  private Target lookup(Scope scope, String name, List<String> rest, boolean lexical, int steps) {
    List<Binding> bindings = bindings(scope, name, rest.isEmpty());
    if (!bindings.isEmpty()) {
      Target found = null;
      for (Binding binding : bindings) {
        Target next = follow(scope, name, binding, rest, steps);
        if (found != null && !found.equals(next)) {
          return UNKNOWN;
        }
        found = next;
      }
      return found == null ? UNKNOWN : found;
    }
    if (scope.opaque.contains(name)) {
      return UNKNOWN;
    }
    boolean open = false;
    for (Import glob : scope.globs) {
      if (steps + GLOB_STEPS > MAX_STEPS) {
        open = true;
        break;
      }
      Target source = path(glob.path(), glob.isAbsolute(), scope, true, steps + GLOB_STEPS);
      switch (source) {
        case Target.Module(Scope module) when module != scope -> {
          Target found = lookup(module, name, rest, lexical, steps + GLOB_STEPS);
          if (found == UNKNOWN) {
            open = true;
          } else if (found != ABSENT) {
            return found;
          }
        }
        case Target.Named(List<String> path) -> {
          Optional<Set<String>> names = Prelude.glob(String.join("::", path));
          if (names.isEmpty()) {
            open = true;
          } else if (names.get().contains(name)) {
            List<String> module = path.subList(0, path.indexOf("prelude"));
            return module.size() == 1
                ? fromPreludes(name, rest, false)
                : new Target.Named(concat(plus(module, name), rest));
          }
        }
        case Target.Module _ -> {}
        case Target.Absent _, Target.Unknown _ -> open = true;
      }
    }
    // Nobody gives another thing the name of a crate and has it imported by a glob.
    boolean hides = open && !(lexical && isCrate(name) && !rest.isEmpty());
    return hides ? UNKNOWN : ABSENT;
  }

  /// What a scope binds a name to.
  ///
  /// @param values whether functions, constants and statics count, through which no path goes on
  ///   (Reference, *Namespaces*)
  private static List<Binding> bindings(Scope scope, String name, boolean values) {
    List<Binding> all = scope.names.getOrDefault(name, List.of());
    if (values || all.isEmpty()) {
      return all;
    }
    List<Binding> types = new ArrayList<>(all);
    types.removeIf(
        binding ->
            binding.item == ItemKind.FUNCTION
                || binding.item == ItemKind.CONST
                || binding.item == ItemKind.STATIC);
    return types;
  }

  private boolean isCrate(String name) {
    return Prelude.isFacade(name)
        || crate.dependencies() != null && crate.dependencies().contains(name);
  }

  private Target follow(Scope scope, String name, Binding binding, List<String> rest, int steps) {
    Import use = binding.use;
    if (use == null) {
      Scope module = scope.modules.get(name);
      if (module != null && !rest.isEmpty()) {
        return below(module, rest, steps + 1);
      }
      if (module != null) {
        return new Target.Module(module);
      }
      if (scope.outer != null) {
        // Items inside a function have no path.
        return UNKNOWN;
      }
      return declared(plus(scope.path, name), rest);
    }
    if (use.isExternCrate()) {
      return use.path().equals(List.of("self"))
          ? fromCrate(rest, steps + 1)
          : new Target.Named(concat(use.path(), rest));
    }
    List<String> whole = concat(use.path(), rest);
    if (use.path().equals(List.of(name)) && !use.isAbsolute() && crate.edition() >= 2018) {
      // `use regex;` names the crate itself, not what it declares here.
      return new Target.Named(whole);
    }
    boolean selfNamed =
        use.path().getFirst().equals(name) && !use.isAbsolute() && crate.edition() >= 2018;
    if (selfNamed) {
      // `use log::log;`: the first part is the crate; the name that is bound cannot lead to itself.
      return Prelude.isFacade(name) || onlyBinding(scope, name) ? new Target.Named(whole) : UNKNOWN;
    }
    return path(whole, use.isAbsolute(), scope, true, steps + 1);
  }

  private static boolean onlyBinding(Scope scope, String name) {
    return scope.names.getOrDefault(name, List.of()).size() == 1;
  }

  private static List<String> concat(List<String> path, List<String> rest) {
    if (rest.isEmpty()) {
      return path;
    }
    List<String> whole = new ArrayList<>(path);
    whole.addAll(rest);
    return whole;
  }

  /// A name that no scope declares: a crate, something of std's prelude, or a primitive type.
  private Target fromPreludes(String name, List<String> rest, boolean inUse) {
    if (Prelude.isFacade(name) && (!rest.isEmpty() || inUse)) {
      return new Target.Named(concat(List.of(name), rest));
    }
    Optional<String> known = Prelude.find(name, crate);
    if (known.isPresent() && !inUse) {
      return new Target.Named(concat(PathParts.of(known.get()), rest));
    }
    // What is left and begins like a crate is one; edition 2015 has crates in reach of paths
    // outside
    // `use` too.
    boolean crateLike =
        crate.dependencies() == null
            ? Character.isLowerCase(name.charAt(0))
            : crate.dependencies().contains(name);
    return crateLike && (!rest.isEmpty() || inUse)
        ? new Target.Named(concat(List.of(name), rest))
        : UNKNOWN;
  }

  boolean isStdMacro(String name, Placed at) {
    if (!Prelude.hasMacro(name)) {
      return false;
    }
    for (Placed placed : macros.getOrDefault(name, List.of())) {
      if (placed.ordinal() < at.ordinal() && isInScope(placed, at)) {
        return false;
      }
    }
    for (Scope scope = scopeOf(at); scope != null; scope = scope.parent) {
      for (Binding binding : scope.names.getOrDefault(name, List.of())) {
        if (binding.use != null && !Prelude.isFacade(binding.use.path().getFirst())) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether a `macro_rules!` is in scope at a later item by the order of the text: in its module and
  /// those inside it, and beyond a module that is `#[macro_use]`.
  private boolean isInScope(Placed rules, Placed at) {
    boolean inside = false;
    for (Placed p = rules; p != null; p = p.parent()) {
      List<Attribute> attributes =
          Attribute.expand(Declaration.of(file, p).attributes(), crate.cfg());
      if (!Attribute.mayHold(attributes, crate.cfg())) {
        return false;
      }
      if (p.kind() == ItemKind.MODULE && !inside) {
        inside = isAround(p, at);
        if (!inside && attributes.stream().noneMatch(one -> one.is("macro_use"))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isAround(Placed module, Placed at) {
    for (Placed p = at; p != null; p = p.parent()) {
      if (p.ordinal() == module.ordinal()) {
        return true;
      }
    }
    return false;
  }

  /// The scopes of the blocks around a node, innermost first, before that of the module.
  private Scope withBlocks(Scope module, Node node) {
    List<Node> blocks = new ArrayList<>();
    for (Node n = node.parent(); n != null; n = n.parent()) {
      if (n.is(Kind.BLOCK)) {
        blocks.add(n);
      }
    }
    Scope scope = module;
    for (Node block : blocks.reversed()) {
      Scope inner = null;
      for (Node child : block.children()) {
        ItemKind kind = itemKind(child);
        if (kind == null || !isActive(child)) {
          continue;
        }
        if (inner == null) {
          inner = new Scope(scope, module.parent, module.path);
        }
        if (kind == ItemKind.USE || kind == ItemKind.EXTERN_CRATE) {
          imports(inner, DeclarationReader.ofStatement(child.text(), kind).imports());
        } else {
          inner.bind(child.textOf(Field.NAME).orElse(""), new Binding(kind, null));
        }
      }
      if (inner != null) {
        scope = inner;
      }
    }
    return scope;
  }

  private boolean isActive(Node node) {
    for (Node attribute : Attributes.outer(node)) {
      String predicate = Attributes.arguments(attribute);
      if (Attributes.path(attribute).equals("cfg")
          && predicate != null
          && !crate.cfg().mayHold(predicate)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable ItemKind itemKind(Node node) {
    return switch (node.kind()) {
      case USE_DECLARATION -> ItemKind.USE;
      case EXTERN_CRATE_DECLARATION -> ItemKind.EXTERN_CRATE;
      case FUNCTION_ITEM -> ItemKind.FUNCTION;
      case STRUCT_ITEM -> ItemKind.STRUCT;
      case ENUM_ITEM -> ItemKind.ENUM;
      case UNION_ITEM -> ItemKind.UNION;
      case TRAIT_ITEM -> ItemKind.TRAIT;
      case TYPE_ITEM -> ItemKind.TYPE_ALIAS;
      case CONST_ITEM -> ItemKind.CONST;
      case STATIC_ITEM -> ItemKind.STATIC;
      case MOD_ITEM -> ItemKind.MODULE;
      default -> null;
    };
  }

  /// Whether a name is a type or const parameter of the item, of the containers around it, or of an
  /// item inside it around the node.
  private boolean isGeneric(String name, Placed at, @Nullable Node node) {
    for (Placed p = at; p != null; p = p.parent()) {
      if (Declaration.of(file, p).generics().contains(name)) {
        return true;
      }
    }
    for (Node n = node; n != null; n = n.parent()) {
      Node parameters = n.child(Field.TYPE_PARAMETERS);
      if (parameters != null) {
        for (Node parameter : parameters.namedChildren()) {
          Node declared = parameter.child(Field.NAME);
          if ((declared == null ? parameter : declared).text().equals(name)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whether the function around the node has a variable of that name, anywhere in it.
  private static boolean isVariable(String name, Node node) {
    Node around = node;
    for (Node n = node; n != null; n = n.parent()) {
      if (n.is(Kind.FUNCTION_ITEM)) {
        around = n;
      }
    }
    for (Node n : around.descendants()) {
      boolean named = n.is(Kind.IDENTIFIER) || n.is(Kind.SHORTHAND_FIELD_IDENTIFIER);
      if (named && n.textIs(name) && isBinding(n)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBinding(Node identifier) {
    Node child = identifier;
    for (Node n = identifier.parent(); n != null; n = n.parent()) {
      switch (n.kind()) {
        case TUPLE_PATTERN,
            SLICE_PATTERN,
            OR_PATTERN,
            REF_PATTERN,
            MUT_PATTERN,
            FIELD_PATTERN,
            CAPTURED_PATTERN,
            REFERENCE_PATTERN,
            STRUCT_PATTERN,
            TUPLE_STRUCT_PATTERN -> {
          if (child.field() == Field.TYPE) {
            return false;
          }
        }
        case CLOSURE_PARAMETERS, MATCH_PATTERN -> {
          return child.field() != Field.CONDITION;
        }
        case LET_DECLARATION, LET_CONDITION, FOR_EXPRESSION, PARAMETER -> {
          return child.field() == Field.PATTERN;
        }
        default -> {
          return false;
        }
      }
      child = n;
    }
    return false;
  }
}
