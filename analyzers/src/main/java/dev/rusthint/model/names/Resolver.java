package dev.rusthint.model.names;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.model.names.Lookup.Query;
import dev.rusthint.model.names.Lookup.Start;
import dev.rusthint.syntax.Node;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resolves paths in the code of a crate (Reference, *Paths*, *Names*). Generic parameters, `Self`
/// and local variables are its caller's affair: they shadow what is found here, but for the items of
/// a block that is further in.
public final class Resolver {
  private final SourceCrate crate;

  public Resolver(SourceCrate crate) {
    this.crate = crate;
  }

  /// The innermost scope at a node of a definition's tree: a block with items that the node is, or
  /// is in; else the module.
  ///
  /// @param node a node of the tree of `def`'s [DefSource#placed]
  public Scope scopeAt(SourceDef def, Node node) {
    return def.kind() == DefKind.MODULE && def.item().index() < 0
        ? def.scope()
        : def.bodies().at(node.index());
  }

  /// The scope for what a definition says of itself: its generics, its signature, its fields.
  public Scope scopeAround(SourceDef def) {
    return def.around();
  }

  /// The definition that an item in a body makes, null if there is none: `cfg` leaves it out.
  ///
  /// @param item its node, in the tree of `def`'s [DefSource#placed]
  public @Nullable SourceDef definition(SourceDef def, Node item) {
    return def.bodies().def(item.index());
  }

  /// What a path means. In it `$crate` is the crate itself.
  ///
  /// @param absolute whether it begins with `::`
  /// @param namespace that of the path's last part
  public PathResolution resolve(
      Scope scope, List<String> segments, boolean absolute, Namespace namespace) {
    return resolve(scope, segments, absolute, namespace, null);
  }

  /// What a path means.
  ///
  /// @param dollarCrate what `$crate` means in it, see [SourceUnit#dollarCrate]; null for the crate
  ///     itself
  public PathResolution resolve(
      Scope scope,
      List<String> segments,
      boolean absolute,
      Namespace namespace,
      @Nullable CrateDefs dollarCrate) {
    if (segments.isEmpty()) {
      return new PathResolution.Unresolved(0);
    }
    Lookup names = crate.names();
    Query query = new Query(scope, segments, absolute, false, dollarCrate, null);
    Start start = names.start(query, namespace);
    Outcome at = start.outcome();
    int used = start.used();
    while (at.def() != null && used < segments.size() && Lookup.isContainer(at.def())) {
      boolean isLast = used == segments.size() - 1;
      Def container = at.def();
      Outcome next =
          names.member(
              container,
              segments.get(used),
              isLast ? namespace : Namespace.TYPE,
              scope.module(),
              null);
      if (next.def() == null && container.kind() == DefKind.ENUM) {
        break;
      }
      Prim prim = used == 1 && next.def() == null ? Prim.named(segments.getFirst()) : null;
      if (prim != null && !absolute) {
        return new PathResolution.Primitive(prim, 1);
      }
      Prim exported = isPrimitiveModule(container) ? Prim.named(segments.get(used)) : null;
      if (exported != null) {
        return new PathResolution.Primitive(exported, used + 1);
      }
      at = next;
      used++;
    }
    return answer(at, used, query, namespace);
  }

  /// Whether it is `core::primitive`, which exports what has no definition.
  private static boolean isPrimitiveModule(Def module) {
    Def root = module.parent();
    return module.name().equals("primitive")
        && root != null
        && root.parent() == null
        && root.name().equals("core");
  }

  private static PathResolution answer(
      Outcome outcome, int used, Query query, Namespace namespace) {
    Def def = outcome.def();
    boolean isAlone = used == 1 && !query.isAbsolute();
    boolean namesType = namespace == Namespace.TYPE || query.path().size() > 1;
    Prim prim = isAlone && namesType ? Prim.named(query.path().getFirst()) : null;
    boolean isModule = def != null && def.kind() == DefKind.MODULE && query.path().size() == 1;
    if (prim != null && (outcome.isAbsent() || isModule)) {
      return new PathResolution.Primitive(prim, 1);
    }
    if (def != null) {
      return new PathResolution.Resolved(def, used);
    }
    return outcome == Outcome.ABSENT
        ? new PathResolution.Unresolved(used - 1)
        : new PathResolution.Unknown();
  }

  /// The traits whose methods can be called in a scope: those that it and the scopes around it
  /// declare or import, by globs and as `_` too. Those of the prelude are not among them.
  public Collection<Def> traitsInScope(Scope scope) {
    Set<Def> traits = new LinkedHashSet<>();
    for (Scope at = scope; at != null; at = at.outer()) {
      at.collectTraits(traits);
    }
    return traits;
  }

  /// The traits of the standard prelude, as far as it is in scope.
  public Collection<Def> preludeTraits(Scope scope) {
    Def standard = scope.noImplicitPrelude() ? null : crate.preludes().standard();
    return standard == null ? List.of() : standard.crate().traitsInScope(standard);
  }

  /// The macro that a call means, null if that is not known.
  ///
  /// @param def the definition in whose code the call is
  /// @param scope where the call is
  /// @param unit the text that it is in: that of `def`, or an expansion of a call in it
  /// @param call the `macro_invocation`
  /// @param base the offset in `unit` of the tree that `call` is in
  public @Nullable Def macro(SourceDef def, Scope scope, SourceUnit unit, Node call, int base) {
    MacroItems.Call read = MacroItems.call(call, base);
    return read == null ? null : macro(def, scope, unit, read, call);
  }

  private @Nullable Def macro(
      SourceDef def, Scope scope, SourceUnit unit, MacroItems.Call call, Node node) {
    if (call.path().size() == 1 && !call.isAbsolute()) {
      boolean isOwn = node.tree() == def.item().placed().item().tree();
      TextualScope macros =
          isOwn ? def.bodies().macrosAt(node.index()) : def.bodies().macrosOf(scope);
      Outcome textual = macros.find(call.path().getFirst());
      if (textual.isFound()) {
        return textual.def();
      }
    }
    return crate.names().macro(scope, call, unit).def();
  }

  /// What a macro call stands for, null if that cannot be found out: the macro is not known or has
  /// no rules, or no rule matches. Parameters are those of [#macro].
  public SourceUnit.@Nullable OfExpansion expand(
      SourceDef def, Scope scope, SourceUnit unit, Node call, int base, ExpansionKind kind) {
    MacroItems.Call read = MacroItems.call(call, base);
    Def macro = read == null ? null : macro(def, scope, unit, read, call);
    return macro == null || read == null
        ? null
        : crate.expansions().expand(macro, unit, read, kind);
  }
}
