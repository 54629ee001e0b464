package dev.rusthint.model.names;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.names.Import.UsePath;
import dev.rusthint.model.names.ModuleFiles.Place;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Lexer;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through items in the order of the text, makes definitions of them, and hands imports and
/// macro calls on to be resolved.
final class Collector {
  /// Modules and included files nested deeper than this are left out.
  private static final int MAX_DEPTH = 100;

  /// What imports and calls are handed to.
  interface Sink {
    void use(Import found);

    void scope(Scope made);

    void impl(SourceDef found);

    /// A macro call among the items of a scope.
    ///
    /// @return the textual scope after it
    TextualScope call(Scope scope, ItemSource item, Place place, TextualScope textual);
  }

  private final SourceCrate crate;
  private final CfgOracle cfg;
  private final ModuleFiles files;
  private final Sink sink;

  Collector(SourceCrate crate, ModuleFiles files, Sink sink) {
    this.crate = crate;
    this.cfg = crate.config().cfg();
    this.files = files;
    this.sink = sink;
  }

  /// Adds items to a scope.
  ///
  /// @param textual the macros in textual scope before the first
  /// @return those after the last
  TextualScope items(Scope scope, List<ItemSource> items, Place place, TextualScope textual) {
    TextualScope macros = textual;
    for (ItemSource item : items) {
      ItemKind kind = item.kind();
      if (kind == ItemKind.INNER_ATTRIBUTE || kind == ItemKind.TRIVIA) {
        continue;
      }
      List<Attribute> attributes = Attribute.expand(item.attributes(), cfg);
      if (!attributes.isEmpty() && !Attribute.mayHold(attributes, cfg)) {
        continue;
      }
      macros = new One(scope, item, attributes, place, macros).add();
    }
    return macros;
  }

  /// Whether the inner attributes among items leave them all out.
  boolean isLeftOut(List<ItemSource> items) {
    for (ItemSource item : items) {
      if (item.kind() == ItemKind.INNER_ATTRIBUTE
          && !Attribute.mayHold(Attribute.expand(item.attributes(), cfg), cfg)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasInner(List<ItemSource> items, String name) {
    for (ItemSource item : items) {
      if (item.kind() == ItemKind.INNER_ATTRIBUTE
          && has(Attribute.expand(item.attributes(), cfg), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(List<Attribute> attributes, String name) {
    for (Attribute attribute : attributes) {
      if (attribute.is(name)) {
        return true;
      }
    }
    return false;
  }

  /// One item on its way into a scope.
  private final class One {
    private final Scope scope;
    private final ItemSource item;
    private final List<Attribute> attributes;
    private final Place place;
    private final TextualScope textual;

    One(
        Scope scope,
        ItemSource item,
        List<Attribute> attributes,
        Place place,
        TextualScope textual) {
      this.scope = scope;
      this.item = item;
      this.attributes = attributes;
      this.place = place;
      this.textual = textual;
    }

    /// @return the textual scope after it
    TextualScope add() {
      switch (item.kind()) {
        case FUNCTION -> {
          named(DefKind.FUNCTION);
          procedure();
        }
        case STRUCT -> named(DefKind.STRUCT);
        case ENUM -> named(DefKind.ENUM);
        case UNION -> named(DefKind.UNION);
        case CONST -> named(DefKind.CONST);
        case STATIC -> named(DefKind.STATIC);
        case TYPE_ALIAS -> named(DefKind.TYPE_ALIAS);
        case TRAIT -> named(DefKind.TRAIT);
        case IMPL -> sink.impl(def(DefKind.IMPL, "", new DefVisibility(scope.module())));
        case USE -> uses();
        case EXTERN_CRATE -> externCrate();
        case EXTERN_BLOCK -> foreign();
        case MODULE -> {
          return inlineModule();
        }
        case MODULE_FILE -> {
          return moduleFile();
        }
        case MACRO_RULES -> {
          return macroRules();
        }
        case MACRO_CALL -> {
          return sink.call(scope, item, place, textual);
        }
        case OTHER -> other();
        case INNER_ATTRIBUTE, TRIVIA -> {}
      }
      return textual;
    }

    private DefVisibility visibility() {
      return Visibilities.read(item, scope.module(), crate);
    }

    private SourceDef def(DefKind kind, String name, DefVisibility visibility) {
      return def(kind, name, visibility, scope.owner(), false);
    }

    private SourceDef def(
        DefKind kind, String name, DefVisibility visibility, SourceDef parent, boolean noPrelude) {
      boolean rewritten = !attributes.isEmpty() && KnownAttributes.mayRewrite(attributes);
      SourceDef.Place at = new SourceDef.Place(item, visibility, textual, scope, rewritten);
      return new SourceDef(crate, kind, name, parent, at, noPrelude);
    }

    private void named(DefKind kind) {
      String name = item.name();
      if (!name.isEmpty()) {
        define(def(kind, name, visibility()));
      }
    }

    private void define(SourceDef def) {
      scope.declare(def);
      if (def.name().equals("_")) {
        return;
      }
      for (Namespace namespace : Namespace.values()) {
        if (def.isIn(namespace)) {
          scope.define(def.name(), namespace, new Binding(def, def.visibility(), false));
        }
      }
    }

    /// A function that is a procedural macro is, to other crates, a macro of the crate's root.
    private void procedure() {
      for (Attribute attribute : attributes) {
        String name =
            switch (attribute.path()) {
              case "proc_macro", "proc_macro_attribute" -> item.name();
              case "proc_macro_derive" ->
                  attribute.parts().isEmpty() ? "" : attribute.parts().getFirst().strip();
              default -> "";
            };
        if (!name.isEmpty()) {
          define(def(DefKind.MACRO, name, DefVisibility.PUBLIC));
        }
      }
    }

    private void uses() {
      boolean isPrelude = has(attributes, "prelude_import");
      Node node = item.node();
      CrateDefs dollarCrate =
          item.unit().dollarCrate(item.offset(node.start()), crate);
      if (item.unit().depth() > 0 && node.child(Field.ARGUMENT) != null) {
        Node argument = node.child(Field.ARGUMENT);
        dollarCrate =
            item.unit().dollarCrate(item.offset(argument == null ? 0 : argument.start()), crate);
      }
      DefVisibility visibility = visibility();
      for (UsePath path : UseTree.read(node, dollarCrate, isPrelude)) {
        sink.use(new Import(scope, path, visibility, textual));
      }
    }

    private void externCrate() {
      Node node = item.node();
      String name = item.name();
      if (name.isEmpty()) {
        return;
      }
      Node as = node.child(Field.ALIAS);
      String alias = as == null ? name : ItemSource.plain(as.text());
      CrateDefs other = name.equals("self") ? crate : crate.config().externs().get(name);
      Def root = other == null ? null : other.root();
      boolean atRoot = scope == crate.root().scope();
      if (!alias.equals("_") && !alias.equals("self")) {
        scope.define(alias, Namespace.TYPE, new Binding(root, visibility(), false));
        if (atRoot) {
          crate.preludes().declare(alias, root);
        }
      }
      if (atRoot && other != crate) {
        macroUse(other);
      }
    }

    private void macroUse(@Nullable CrateDefs other) {
      for (Attribute attribute : attributes) {
        if (!attribute.is("macro_use")) {
          continue;
        }
        if (other == null) {
          crate.preludes().setHasMissingMacros();
          continue;
        }
        Def from = crate.root();
        for (String name : other.names(other.root(), Namespace.MACRO).keySet()) {
          Def macro = other.lookup(other.root(), name, Namespace.MACRO, from);
          boolean wanted = attribute.parts().isEmpty() || attribute.parts().contains(name);
          if (macro != null && wanted) {
            crate.preludes().addMacro(name, macro);
          }
        }
        if (!other.isComplete(other.root())) {
          crate.preludes().setHasMissingMacros();
        }
      }
    }

    private void foreign() {
      for (ItemSource member : item.members()) {
        List<Attribute> own = Attribute.expand(member.attributes(), cfg);
        DefKind kind =
            switch (member.kind()) {
              case FUNCTION -> DefKind.FUNCTION;
              case STATIC -> DefKind.STATIC;
              case TYPE_ALIAS -> DefKind.FOREIGN_TYPE;
              default -> null;
            };
        if (kind != null && Attribute.mayHold(own, cfg)) {
          new One(scope, member, own, place, textual).named(kind);
        } else if (member.kind() == ItemKind.MACRO_CALL && Attribute.mayHold(own, cfg)) {
          scope.setIncomplete();
        }
      }
    }

    private @Nullable TextualScope enter(
        List<ItemSource> members, Place inside, DefVisibility visibility) {
      if (inside.depth() > MAX_DEPTH || isLeftOut(members)) {
        return null;
      }
      boolean noPrelude =
          scope.noImplicitPrelude()
              || has(attributes, "no_implicit_prelude")
              || hasInner(members, "no_implicit_prelude");
      SourceDef module =
          def(DefKind.MODULE, item.name(), visibility, scope.owner(), noPrelude);
      sink.scope(module.scope());
      define(module);
      return items(module.scope(), members, inside, textual);
    }

    private TextualScope inlineModule() {
      Place inside = ModuleFiles.inline(item.name(), attributes, place);
      return after(enter(item.members(), inside, visibility()));
    }

    private TextualScope after(@Nullable TextualScope inside) {
      return inside != null && has(attributes, "macro_use") ? inside : textual;
    }

    private TextualScope moduleFile() {
      ModuleFiles.Found found = files.module(item.name(), attributes, place);
      if (found == null || isAround(found.unit().path())) {
        SourceDef module = def(DefKind.MODULE, item.name(), visibility());
        sink.scope(module.scope());
        module.scope().setIncomplete();
        define(module);
        return textual;
      }
      List<ItemSource> members = ItemSource.all(found.unit(), found.unit().file().items());
      return after(enter(members, found.place(), visibility()));
    }

    /// Whether a file is one of those that lead to this module: a cycle.
    private boolean isAround(Path file) {
      for (Def at = scope.module(); at instanceof SourceDef module; at = at.parent()) {
        if (module.item().unit().origin().path().equals(file)) {
          return true;
        }
      }
      return place.file().equals(file);
    }

    private TextualScope macroRules() {
      String name = item.name();
      if (name.isEmpty()) {
        return textual;
      }
      boolean isExported = has(attributes, "macro_export");
      SourceDef root = crate.root();
      if (isExported && !root.scope().isFrozen()) {
        SourceDef macro = def(DefKind.MACRO, name, DefVisibility.PUBLIC, root, false);
        root.scope().declare(macro);
        root.scope().define(name, Namespace.MACRO, new Binding(macro, DefVisibility.PUBLIC, false));
        return textual.with(macro);
      }
      SourceDef macro = def(DefKind.MACRO, name, new DefVisibility(root));
      scope.declare(macro);
      return textual.with(macro);
    }

    /// `macro name …`, which the grammar does not know, and trait aliases.
    private void other() {
      String macro = MacroItems.declaredName(item);
      if (macro != null) {
        define(def(DefKind.MACRO, macro, writtenVisibility()));
        return;
      }
      String alias = traitAlias();
      if (!alias.isEmpty()) {
        define(def(DefKind.TRAIT_ALIAS, alias, writtenVisibility()));
        return;
      }
      if (item.unit().depth() > 0 && scope.outer() == null) {
        scope.setIncomplete();
      }
    }

    private DefVisibility writtenVisibility() {
      return item.index() < 0
          ? Visibilities.readTokens(item, scope.module(), crate)
          : visibility();
    }

    /// The name of `trait A = …`, empty if the item is none.
    private String traitAlias() {
      SourceText text = item.unit().file().text();
      Lexer lexer = new Lexer(text.bytes(), item.placed().head(), item.placed().end());
      boolean isTrait = false;
      String name = "";
      while (lexer.next() != Lexer.Token.END && lexer.first() != '=' && lexer.first() != '{') {
        if (isTrait && name.isEmpty()) {
          name = text.slice(lexer.start(), lexer.end());
        }
        isTrait |= lexer.is("trait");
      }
      return lexer.first() == '=' ? name : "";
    }
  }
}
