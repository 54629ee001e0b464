package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.names.Import.Form;
import dev.rusthint.model.names.Lookup.Query;
import java.util.ArrayList;
import java.util.List;

/// Resolves imports, as far as what is known at the time allows.
final class ImportResolver {
  private static final Namespace[] NAMESPACES = Namespace.values();

  private final SourceCrate crate;
  private final Lookup lookup;
  private List<Import> open = new ArrayList<>();

  ImportResolver(SourceCrate crate) {
    this.crate = crate;
    this.lookup = crate.names();
  }

  void add(Import added) {
    open.add(added);
    added.scope().addPending(added);
  }

  /// Tries each import that is open once.
  ///
  /// @return whether that led to anything
  boolean pass() {
    boolean progress = false;
    List<Import> left = new ArrayList<>();
    for (Import one : open) {
      progress |= one.isGlob() ? glob(one) : named(one);
      if (!isDone(one)) {
        left.add(one);
      }
    }
    open = left;
    return progress;
  }

  private static boolean isDone(Import one) {
    return one.isAllSettled();
  }

  /// Takes what imports have found so far as all that they bring in.
  ///
  /// @return whether there were such
  boolean settleFound() {
    List<Import> left = new ArrayList<>();
    for (Import one : open) {
      if (one.hasFound()) {
        finish(one);
      } else {
        left.add(one);
      }
    }
    boolean progress = left.size() < open.size();
    open = left;
    return progress;
  }

  /// Gives up the imports that are open.
  void giveUp() {
    for (Import one : open) {
      one.setDoubtful();
      finish(one);
    }
    open = new ArrayList<>();
  }

  private boolean glob(Import glob) {
    Outcome source = lookup.whole(Query.of(glob, glob.path().path()));
    if (source.isUndetermined()) {
      return false;
    }
    Def from = source.def();
    if (from == null || !Lookup.isContainer(from)) {
      glob.setDoubtful();
    } else if (glob.form() == Form.PRELUDE) {
      crate.preludes().setStandard(from);
    } else {
      bringAll(glob, from);
    }
    finish(glob);
    return true;
  }

  private static void bringAll(Import glob, Def from) {
    Scope scope = glob.scope();
    if (from.kind() == DefKind.ENUM) {
      for (Def variant : from.members()) {
        for (Namespace namespace : NAMESPACES) {
          if (variant.isIn(namespace)) {
            scope.define(
                variant.name(), namespace, new Binding(variant, glob.visibility(), true));
          }
        }
      }
    } else if (from instanceof SourceDef module) {
      module.scope().addImporter(scope, glob.visibility());
    } else {
      bringForeign(glob, from);
    }
  }

  private static void bringForeign(Import glob, Def from) {
    Scope scope = glob.scope();
    for (Namespace namespace : NAMESPACES) {
      from.crate()
          .names(from, namespace)
          .forEach(
              (name, _) -> {
                Def def = from.crate().lookup(from, name, namespace, scope.module());
                if (def != null) {
                  scope.define(name, namespace, new Binding(def, glob.visibility(), true));
                }
              });
    }
    for (Def trait : from.crate().traitsInScope(from)) {
      if (trait.visibility().reaches(scope.module())) {
        scope.defineUnnamed(new Binding(trait, glob.visibility(), true));
      }
    }
    if (!from.crate().isComplete(from)) {
      scope.setIncomplete();
    }
  }

  private boolean named(Import one) {
    boolean progress = false;
    for (Namespace namespace : NAMESPACES) {
      if (one.isSettled(namespace.ordinal())) {
        continue;
      }
      Outcome target = target(one, namespace);
      if (target.isUndetermined()) {
        continue;
      }
      progress = true;
      Def def = target.def();
      if (def != null) {
        bring(one, namespace, def);
      } else if (target != Outcome.ABSENT) {
        one.setDoubtful();
      }
      one.settle(namespace.ordinal(), def != null);
      if (target == Outcome.UNKNOWN && one.form() != Form.UNNAMED) {
        one.scope().define(one.name(), namespace, new Binding(null, one.visibility(), false));
      }
    }
    if (one.isAllSettled()) {
      finish(one);
    }
    return progress;
  }

  private static void bring(Import one, Namespace namespace, Def def) {
    Binding binding = new Binding(def, one.visibility(), false);
    if (one.form() != Form.UNNAMED) {
      one.scope().define(one.name(), namespace, binding);
    } else if (namespace == Namespace.TYPE) {
      one.scope().defineUnnamed(binding);
    }
  }

  /// What an import's path means in a namespace.
  private Outcome target(Import one, Namespace namespace) {
    List<String> path = one.path().path();
    if (one.form() == Form.SELF && namespace != Namespace.TYPE) {
      return Outcome.ABSENT;
    }
    if (path.isEmpty()) {
      return Outcome.ABSENT;
    }
    if (endsWithKeyword(path)) {
      return namespace == Namespace.TYPE ? lookup.whole(Query.of(one, path)) : Outcome.ABSENT;
    }
    if (path.size() == 1) {
      boolean isLexical = !one.path().isAbsolute() && crate.edition() >= 2018;
      if (namespace == Namespace.MACRO && isLexical) {
        Outcome macro = one.textual().find(path.getFirst());
        if (!macro.isAbsent()) {
          return macro;
        }
      }
      return lookup.start(Query.of(one, path), namespace).outcome();
    }
    Def container = one.container();
    if (container == null) {
      Outcome before = lookup.whole(Query.of(one, path.subList(0, path.size() - 1)));
      container = before.def();
      if (container == null) {
        return before;
      }
      if (!Lookup.isContainer(container)) {
        return Outcome.ABSENT;
      }
      one.setContainer(container);
    }
    return lookup.member(container, path.getLast(), namespace, one.scope().module(), one);
  }

  private static boolean endsWithKeyword(List<String> path) {
    return switch (path.getLast()) {
      case "self", "super", "crate", "$crate" -> true;
      default -> false;
    };
  }

  /// Closes an import. One that leads to nothing known leaves its name unknown.
  private static void finish(Import one) {
    Scope scope = one.scope();
    scope.removePending(one);
    boolean nothing = !one.hasFound();
    if (one.isGlob()) {
      if (one.isDoubtful()) {
        scope.setIncomplete();
      }
    } else if (nothing && one.form() == Form.UNNAMED) {
      scope.setIncomplete();
    } else if (nothing) {
      DefVisibility visibility = one.visibility();
      for (Namespace namespace : NAMESPACES) {
        scope.define(one.name(), namespace, new Binding(null, visibility, false));
      }
    }
    for (Namespace namespace : NAMESPACES) {
      one.settle(namespace.ordinal(), false);
    }
  }
}
