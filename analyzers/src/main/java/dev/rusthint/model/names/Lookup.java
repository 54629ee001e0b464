package dev.rusthint.model.names;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Namespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks names up, in a crate that is built or is being built.
final class Lookup {
  private final SourceCrate crate;

  Lookup(SourceCrate crate) {
    this.crate = crate;
  }

  /// What the beginning of a path means.
  ///
  /// @param used how many parts of the path that takes, at least one
  record Start(Outcome outcome, int used) {}

  /// A path as it is looked up.
  ///
  /// @param isAbsolute whether it begins with `::`
  /// @param inUse whether it is the path of a `use` declaration, which in edition 2015 begins at
  ///     the crate's root
  /// @param dollarCrate what `$crate` means in it; null where it does not occur
  /// @param except the import that it is the path of, whose own names do not count
  record Query(
      Scope scope,
      List<String> path,
      boolean isAbsolute,
      boolean inUse,
      @Nullable CrateDefs dollarCrate,
      @Nullable Import except) {
    static Query of(Import use, List<String> path) {
      return new Query(
          use.scope(), path, use.path().isAbsolute(), true, use.path().dollarCrate(), use);
    }
  }

  /// What a name means in a module or enum, seen from a module.
  Outcome member(
      Def container, String name, Namespace namespace, Def from, @Nullable Import except) {
    if (container.kind() == DefKind.ENUM) {
      Def variant = container.member(name, namespace);
      return variant == null || variant.kind() != DefKind.VARIANT
          ? Outcome.ABSENT
          : Outcome.found(variant);
    }
    if (container instanceof SourceDef module) {
      return inScope(module.scope(), name, namespace, from, except);
    }
    CrateDefs other = container.crate();
    Def found = other.lookup(container, name, namespace, from);
    if (found != null) {
      return Outcome.found(found);
    }
    return other.isComplete(container) ? Outcome.ABSENT : Outcome.INCOMPLETE;
  }

  private static Outcome inScope(
      Scope scope, String name, Namespace namespace, Def from, @Nullable Import except) {
    Binding binding = scope.binding(name, namespace);
    if (binding != null && !binding.isGlob()) {
      return outcome(binding, from, scope);
    }
    if (scope.isPending(name, namespace, except)) {
      return Outcome.UNDETERMINED;
    }
    if (binding != null) {
      return scope.hasPendingCalls() && namespace != Namespace.MACRO
          ? Outcome.UNDETERMINED
          : outcome(binding, from, scope);
    }
    if (scope.mayGain(name, namespace, except)) {
      return Outcome.OPEN;
    }
    return scope.isIncomplete() ? Outcome.INCOMPLETE : Outcome.ABSENT;
  }

  private static Outcome outcome(Binding binding, Def from, Scope scope) {
    Def def = binding.def();
    if (!binding.visibility().reaches(from)) {
      return scope.isIncomplete() ? Outcome.INCOMPLETE : Outcome.ABSENT;
    }
    return def == null ? Outcome.UNKNOWN : Outcome.found(def);
  }

  /// What a name alone means in a scope: there, in the scopes around it, and in the preludes; the
  /// textual scope of macros and the primitive types aside.
  Outcome lexical(Scope scope, String name, Namespace namespace, @Nullable Import except) {
    Outcome weakest = Outcome.ABSENT;
    for (Scope at = scope; at != null; at = at.outer()) {
      Outcome found = inScope(at, name, namespace, scope.module(), except);
      if (!found.isAbsent() && found != Outcome.OPEN) {
        return found;
      }
      weakest = weaker(weakest, found);
    }
    Outcome found = inPreludes(scope, name, namespace, except);
    return found.isAbsent() || found == Outcome.OPEN ? weaker(weakest, found) : found;
  }

  private static Outcome weaker(Outcome one, Outcome other) {
    return one.state().compareTo(other.state()) > 0 ? one : other;
  }

  private Outcome inPreludes(
      Scope scope, String name, Namespace namespace, @Nullable Import except) {
    Preludes preludes = crate.preludes();
    boolean incomplete = false;
    if (namespace == Namespace.TYPE && !scope.noImplicitPrelude()) {
      Outcome found = preludes.externCrate(name);
      if (!found.isAbsent()) {
        return found;
      }
    }
    if (namespace == Namespace.MACRO && (!scope.noImplicitPrelude() || crate.edition() < 2018)) {
      Outcome found = preludes.macro(name);
      if (!found.isAbsent()) {
        return found;
      }
      incomplete = found == Outcome.INCOMPLETE;
    }
    Def standard = preludes.standard();
    if (standard != null && !scope.noImplicitPrelude()) {
      Outcome found = member(standard, name, namespace, scope.module(), except);
      if (found != Outcome.ABSENT && found != Outcome.INCOMPLETE) {
        return found;
      }
      incomplete |= found == Outcome.INCOMPLETE;
    }
    incomplete |= preludes.isStandardMissing() && !scope.noImplicitPrelude();
    return incomplete ? Outcome.INCOMPLETE : Outcome.ABSENT;
  }

  /// What the keywords and the first name of a path mean.
  ///
  /// @param namespace that of the path's last name
  Start start(Query query, Namespace namespace) {
    List<String> path = query.path;
    String first = path.getFirst();
    int used = 0;
    Def module = query.scope.module();
    switch (first) {
      case "crate" -> {
        return new Start(root(crate), 1);
      }
      case "$crate" -> {
        return new Start(root(query.dollarCrate == null ? crate : query.dollarCrate), 1);
      }
      case "self" -> used = 1;
      default -> {}
    }
    while (used < path.size() && path.get(used).equals("super")) {
      Def around = module.parent() == null ? null : module.parent().module();
      if (around == null) {
        return new Start(Outcome.ABSENT, used + 1);
      }
      module = around;
      used++;
    }
    if (used > 0) {
      return new Start(Outcome.found(module), used);
    }
    Namespace own = path.size() == 1 ? namespace : Namespace.TYPE;
    if (query.isAbsolute && crate.edition() >= 2018) {
      return new Start(named(crate.preludes().externCrate(first), path), 1);
    }
    if (query.isAbsolute || query.inUse && crate.edition() < 2018) {
      Outcome atRoot = member(crate.root(), first, own, query.scope.module(), query.except);
      if (!atRoot.isAbsent() || own != Namespace.TYPE) {
        return new Start(atRoot, 1);
      }
      Outcome other = crate.preludes().externCrate(first);
      return new Start(other.isAbsent() ? named(atRoot, path) : other, 1);
    }
    return new Start(named(lexical(query.scope, first, own, query.except), path), 1);
  }

  /// A first name that is nowhere can be that of a crate which is missing.
  private static Outcome named(Outcome outcome, List<String> path) {
    return path.size() > 1 ? orMissing(outcome) : outcome;
  }

  private static Outcome orMissing(Outcome outcome) {
    return outcome == Outcome.ABSENT ? Outcome.INCOMPLETE : outcome;
  }

  private static Outcome root(CrateDefs crate) {
    return Outcome.found(crate.root());
  }

  /// The module or enum that a whole path leads to; also what else it leads to.
  Outcome whole(Query query) {
    if (query.path.isEmpty()) {
      boolean fromRoot = query.isAbsolute || crate.edition() < 2018;
      Def module = fromRoot ? crate.root() : query.scope.module();
      return Outcome.found(module);
    }
    Start start = start(query, Namespace.TYPE);
    Outcome at = start.used == 1 ? orMissing(start.outcome) : start.outcome;
    for (int i = start.used; i < query.path.size(); i++) {
      Def container = at.def();
      if (container == null) {
        return at;
      }
      if (!isContainer(container)) {
        return Outcome.ABSENT;
      }
      Def from = query.scope.module();
      at = member(container, query.path.get(i), Namespace.TYPE, from, query.except);
    }
    return at;
  }

  /// The macro that a call means by its path, the textual scope aside.
  Outcome macro(Scope scope, MacroItems.Call call, SourceUnit unit) {
    List<String> path = call.path();
    CrateDefs dollarCrate =
        path.getFirst().equals("$crate") ? unit.dollarCrate(call.start(), crate) : null;
    boolean absolute = call.isAbsolute();
    if (path.size() == 1) {
      Query query = new Query(scope, path, absolute, false, dollarCrate, null);
      return start(query, Namespace.MACRO).outcome;
    }
    List<String> before = path.subList(0, path.size() - 1);
    Outcome container = whole(new Query(scope, before, absolute, false, dollarCrate, null));
    Def def = container.def();
    if (def == null || def.kind() != DefKind.MODULE) {
      return def == null ? container : Outcome.ABSENT;
    }
    return member(def, path.getLast(), Namespace.MACRO, scope.module(), null);
  }

  static boolean isContainer(Def def) {
    return def.kind() == DefKind.MODULE || def.kind() == DefKind.ENUM;
  }
}
