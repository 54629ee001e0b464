package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.TypeReader;
import dev.rusthint.model.lower.TypeScope;
import dev.rusthint.model.macros.SyntaxContext;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the parts of the inference of one body share.
final class Inference {
  final World world;
  final InferenceTable table = new InferenceTable();
  final Traits traits;
  final Autoderef autoderef;
  final MethodProbe probe;
  final Coercion coercion;
  final Locals locals = new Locals();
  final BodyTexts texts;
  final Map<Node, Ty> expressions = new HashMap<>();
  final Map<Node, Ty> bindings = new HashMap<>();

  /// The methods and constants that expressions name.
  final Map<Node, Def> items = new HashMap<>();

  final Map<Node, MethodUse> calls = new HashMap<>();

  /// What expressions are coerced to where they stand.
  final Map<Node, Ty> targets = new HashMap<>();

  /// The declarations of the variables that expressions name.
  final Map<Node, Node> variables = new HashMap<>();

  /// The scopes of the blocks around, innermost last.
  private final List<BodyScope> scopes = new ArrayList<>();

  private final List<TypeReader> readers = new ArrayList<>();

  /// Checks of casts: they are done when all else is known.
  private final List<Runnable> deferred = new ArrayList<>();

  /// Called at each expression; what it throws ends the work.
  final Runnable checkpoint;

  Inference(World world, BodyScope scope, BodyTexts texts, Runnable checkpoint) {
    this.world = world;
    this.texts = texts;
    this.checkpoint = checkpoint;
    List<Predicate> env = Environment.of(world, scope.environment());
    this.traits = new Traits(world, table, env);
    this.autoderef = new Autoderef(world, table, traits);
    this.coercion = new Coercion(world, table, traits, autoderef);
    enter(scope);
    this.probe =
        new MethodProbe(
            world,
            table,
            traits,
            autoderef,
            env,
            scope.module(),
            name -> scope().traitMembers(name));
  }

  BodyScope scope() {
    return scopes.getLast();
  }

  TypeReader types() {
    return readers.getLast();
  }

  void enter(BodyScope scope) {
    scopes.add(scope);
    readers.add(new TypeReader(new Holes(scope)));
  }

  void leave() {
    scopes.removeLast();
    readers.removeLast();
  }

  /// The name that a node is or begins with, `'a` of a label.
  Locals.Name name(String text, Node at) {
    return new Locals.Name(text, texts.context(at));
  }

  /// The variable that a name at a node means, null if it means none. A macro that is defined in the
  /// body sees the variables before its definition.
  Locals.@Nullable Local local(String name, Node at) {
    SyntaxContext context = texts.context(at);
    int limit = Integer.MAX_VALUE;
    while (true) {
      int before = limit;
      Locals.Local found =
          locals.find(
              new Locals.Name(name, context),
              local ->
                  before == Integer.MAX_VALUE
                      || texts.isOwn(local.declaration()) && local.declaration().start() < before);
      SyntaxContext outer = context.parent();
      if (found != null || outer == null) {
        return found;
      }
      int defined = texts.definition(context);
      if (defined < 0) {
        return null;
      }
      limit = Math.min(limit, defined);
      context = outer;
    }
  }

  void defer(Runnable check) {
    deferred.add(check);
  }

  void runDeferred() {
    while (!deferred.isEmpty()) {
      List<Runnable> now = new ArrayList<>(deferred);
      deferred.clear();
      now.forEach(Runnable::run);
    }
  }

  /// The type written at a place of the body, `_` being a variable.
  Ty written(@Nullable Node type) {
    return traits.normalize(types().type(type));
  }

  Ty shallow(Ty type) {
    return table.shallow(type);
  }

  /// The type as far as it is known once all that can be decided is.
  Ty settled(Ty type) {
    Ty now = table.shallow(type);
    if (isVariable(now)) {
      traits.solve();
      now = table.shallow(now);
    }
    return now;
  }

  boolean isVariable(Ty type) {
    return table.shallow(type) instanceof Ty.Infer v
        && table.sort(v) == InferenceTable.Sort.ANY;
  }

  Ty usize() {
    return Ty.of(Prim.USIZE);
  }

  Ty bool() {
    return Ty.of(Prim.BOOL);
  }

  /// A type of std by its path, its arguments given; unknown if it is not there.
  Ty std(String path, List<Ty> args) {
    Def def = world.stdType(path);
    return def == null ? Ty.UNKNOWN : adt(def, args);
  }

  /// A lang item as a type.
  Ty lang(String name, List<Ty> args) {
    Def def = world.lang(name);
    return def == null ? Ty.UNKNOWN : adt(def, args);
  }

  private Ty adt(Def def, List<Ty> args) {
    return new Ty.Adt(def, types().fill(def, null, args));
  }

  /// `<self as Trait<args>>::name`, normalised; unknown if there is no such trait. The trait is
  /// required.
  Ty projection(@Nullable Def trait, String name, List<Ty> args) {
    Def item = trait == null ? null : trait.member(name, Namespace.TYPE);
    if (trait == null || item == null) {
      args.forEach(table::taint);
      return Ty.UNKNOWN;
    }
    return traits.normalize(new Ty.Projection(item, args));
  }

  void require(@Nullable Def trait, List<Ty> args) {
    if (trait != null) {
      traits.require(new TraitRef(trait, args));
    }
  }

  /// The body's scope with variables for holes.
  private final class Holes implements TypeScope {
    private final BodyScope scope;

    Holes(BodyScope scope) {
      this.scope = scope;
    }

    @Override
    public Found resolve(List<String> segments, boolean isAbsolute, Namespace last) {
      return scope.resolve(segments, isAbsolute, last);
    }

    @Override
    public Ty macro(Node call) {
      return scope.macro(call);
    }

    @Override
    public @Nullable Ty param(String name) {
      return scope.param(name);
    }

    @Override
    public @Nullable Ty self() {
      return scope.self();
    }

    @Override
    public @Nullable TraitRef selfTrait() {
      return scope.selfTrait();
    }

    @Override
    public @Nullable TraitRef boundWith(Ty param, String assoc) {
      return scope.boundWith(param, assoc);
    }

    @Override
    public Ty hole() {
      return table.fresh();
    }

    @Override
    public boolean infers() {
      return true;
    }

    @Override
    public Ty opaque(List<Node> bounds) {
      return Ty.UNKNOWN;
    }

    @Override
    public Ty constant(Node expression) {
      return scope.constant(expression);
    }
  }
}
