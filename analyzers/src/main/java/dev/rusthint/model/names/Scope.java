package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names that a module, or a block with items in it, declares and imports.
///
/// A block is an anonymous module (Reference, *Name spaces*, *Scopes*): what it does not have is
/// looked for in the scope around it. A scope changes while its crate is built, then no more.
public final class Scope {
  private static final int NAMESPACES = Namespace.values().length;

  private final SourceDef owner;
  private final SourceDef module;
  private final @Nullable Scope outer;
  private final List<Map<String, Binding>> names = new ArrayList<>(NAMESPACES);
  private final List<SourceDef> declared = new ArrayList<>(0);
  private final List<Binding> unnamed = new ArrayList<>(0);
  private final List<Target> importers = new ArrayList<>(0);
  private final List<Scope> globSources = new ArrayList<>(0);
  private final Map<String, List<Import>> pending = new HashMap<>(0);
  private final boolean noImplicitPrelude;
  private int pendingGlobs;
  private int pendingCalls;
  private boolean incomplete;
  private boolean frozen;

  /// A scope that has a glob import from this one.
  private record Target(Scope scope, DefVisibility visibility) {}

  /// The scope of a module.
  Scope(SourceDef module, boolean noImplicitPrelude) {
    this(module, module, null, noImplicitPrelude);
  }

  /// The scope of a block.
  ///
  /// @param owner the definition that the block is part of
  Scope(SourceDef owner, Scope outer) {
    this(owner, outer.module, outer, outer.noImplicitPrelude);
  }

  private Scope(
      SourceDef owner, SourceDef module, @Nullable Scope outer, boolean noImplicitPrelude) {
    this.owner = owner;
    this.module = module;
    this.outer = outer;
    this.noImplicitPrelude = noImplicitPrelude;
    for (int i = 0; i < NAMESPACES; i++) {
      names.add(new LinkedHashMap<>(0));
    }
  }

  /// The parent of what is declared in it: the module, or the function that the block is in.
  SourceDef owner() {
    return owner;
  }

  /// The module that it is the scope of, or that the block is in.
  public SourceDef module() {
    return module;
  }

  /// The scope around a block, null for a module.
  public @Nullable Scope outer() {
    return outer;
  }

  /// Whether the preludes are not in scope: `#![no_implicit_prelude]`.
  boolean noImplicitPrelude() {
    return noImplicitPrelude;
  }

  void declare(SourceDef def) {
    declared.add(def);
  }

  /// What it declares, in the order of the source, impls aside.
  List<SourceDef> declared() {
    return declared;
  }

  /// Whether it has no names at all.
  boolean isEmpty() {
    for (Map<String, Binding> table : names) {
      if (!table.isEmpty()) {
        return false;
      }
    }
    return declared.isEmpty() && unnamed.isEmpty() && !incomplete;
  }

  @Nullable Binding binding(String name, Namespace namespace) {
    return names.get(namespace.ordinal()).get(name);
  }

  Map<String, Binding> bindings(Namespace namespace) {
    return names.get(namespace.ordinal());
  }

  /// Whether there can be names that are not known.
  boolean isIncomplete() {
    return incomplete;
  }

  void setIncomplete() {
    incomplete = true;
  }

  // While its crate is built.

  void addPending(Import pendingImport) {
    if (pendingImport.isGlob()) {
      pendingGlobs++;
    } else {
      pending.computeIfAbsent(pendingImport.name(), _ -> new ArrayList<>(1)).add(pendingImport);
    }
  }

  void removePending(Import settled) {
    if (settled.isGlob()) {
      pendingGlobs--;
      return;
    }
    List<Import> same = pending.get(settled.name());
    if (same != null) {
      same.remove(settled);
      if (same.isEmpty()) {
        pending.remove(settled.name());
      }
    }
  }

  void addPendingCall() {
    pendingCalls++;
  }

  void removePendingCall() {
    pendingCalls--;
  }

  boolean hasPendingCalls() {
    return pendingCalls > 0;
  }

  /// Whether an import that is not settled will or may give a name a meaning.
  boolean isPending(String name, Namespace namespace, @Nullable Import except) {
    List<Import> same = pending.get(name);
    if (same == null) {
      return false;
    }
    for (Import one : same) {
      if (one != except && !one.isSettled(namespace.ordinal())) {
        return true;
      }
    }
    return false;
  }

  /// Whether imports and macros that are not resolved yet may give a name a meaning.
  boolean mayGain(String name, Namespace namespace, @Nullable Import except) {
    if (pendingCalls > 0 || pendingGlobs > (except != null && isOwnGlob(except) ? 1 : 0)) {
      return true;
    }
    if (isPending(name, namespace, except)) {
      return true;
    }
    if (globSources.isEmpty()) {
      return false;
    }
    Set<Scope> seen = new HashSet<>();
    seen.add(this);
    return sourcesMayGain(name, namespace, seen);
  }

  private boolean isOwnGlob(Import one) {
    return one.isGlob() && one.scope() == this;
  }

  private boolean sourcesMayGain(String name, Namespace namespace, Set<Scope> seen) {
    for (Scope source : globSources) {
      if (seen.add(source)
          && (source.pendingCalls > 0
              || source.pendingGlobs > 0
              || source.isPending(name, namespace, null)
              || source.sourcesMayGain(name, namespace, seen))) {
        return true;
      }
    }
    return false;
  }

  /// Gives a name a meaning, and passes it on to the scopes that import it by a glob. What is
  /// declared or imported by name is there to stay; a second such meaning is left out.
  ///
  /// @return whether anything changed
  boolean define(String name, Namespace namespace, Binding binding) {
    Map<String, Binding> table = names.get(namespace.ordinal());
    Binding known = table.get(name);
    Binding merged = known == null ? binding : merged(known, binding);
    if (merged.equals(known)) {
      return false;
    }
    table.put(name, merged);
    for (Target target : importers) {
      pass(name, namespace, merged, target);
    }
    return true;
  }

  private static Binding merged(Binding known, Binding more) {
    if (!known.isGlob()) {
      return known.def() == null && !more.isGlob() ? more : known;
    }
    if (!more.isGlob()) {
      return more;
    }
    if (known.def() != more.def()) {
      return known.def() == null ? known : new Binding(null, known.visibility(), true);
    }
    return isWider(more.visibility(), known.visibility()) ? more : known;
  }

  private static boolean isWider(DefVisibility one, DefVisibility other) {
    Def inside = other.module();
    return inside != null && !Objects.equals(one.module(), inside) && one.reaches(inside);
  }

  private static void pass(String name, Namespace namespace, Binding binding, Target target) {
    if (binding.visibility().reaches(target.scope.module)) {
      DefVisibility visibility =
          isWider(target.visibility, binding.visibility())
              ? binding.visibility()
              : target.visibility;
      target.scope.define(name, namespace, new Binding(binding.def(), visibility, true));
    }
  }

  /// Brings in a trait without a name.
  void defineUnnamed(Binding binding) {
    if (unnamed.contains(binding)) {
      return;
    }
    unnamed.add(binding);
    for (Target target : importers) {
      passUnnamed(binding, target);
    }
  }

  private static void passUnnamed(Binding binding, Target target) {
    if (binding.visibility().reaches(target.scope.module)) {
      target.scope.defineUnnamed(new Binding(binding.def(), target.visibility, true));
    }
  }

  /// Gives `into` all names of this scope, and those that it gets later.
  void addImporter(Scope into, DefVisibility visibility) {
    if (into == this) {
      return;
    }
    Target target = new Target(into, visibility);
    if (frozen) {
      into.incomplete |= incomplete;
    } else {
      if (importers.contains(target)) {
        return;
      }
      importers.add(target);
      into.globSources.add(this);
    }
    for (Namespace namespace : Namespace.values()) {
      Map<String, Binding> table = new LinkedHashMap<>(names.get(namespace.ordinal()));
      table.forEach((name, binding) -> pass(name, namespace, binding, target));
    }
    for (Binding binding : List.copyOf(unnamed)) {
      passUnnamed(binding, target);
    }
  }

  /// Forgets what only building needs; nothing changes any more.
  void freeze() {
    frozen = true;
    pending.clear();
    importers.clear();
    globSources.clear();
    pendingGlobs = 0;
    pendingCalls = 0;
  }

  boolean isFrozen() {
    return frozen;
  }

  /// What a scope does not know, those that import it by a glob do not know either.
  void spreadIncomplete() {
    if (!incomplete) {
      return;
    }
    for (Target target : importers) {
      if (!target.scope.incomplete) {
        target.scope.incomplete = true;
        target.scope.spreadIncomplete();
      }
    }
  }

  /// Adds the traits that it declares or imports.
  void collectTraits(Set<Def> into) {
    for (Binding binding : bindings(Namespace.TYPE).values()) {
      addTrait(binding, into);
    }
    for (Binding binding : unnamed) {
      addTrait(binding, into);
    }
  }

  private static void addTrait(Binding binding, Set<Def> into) {
    Def def = binding.def();
    if (def != null && (def.kind() == DefKind.TRAIT || def.kind() == DefKind.TRAIT_ALIAS)) {
      into.add(def);
    }
  }

  @Override
  public String toString() {
    return (outer == null ? "" : "block in ") + module;
  }
}
