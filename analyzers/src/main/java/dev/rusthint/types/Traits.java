package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Shape;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trait selection and the normalisation of projections, in one body.
///
/// As rustc does it (rustc dev guide, *Trait resolution*): candidates are assembled, those whose
/// nested obligations cannot hold are dropped, and what is left decides. Auto traits are taken to
/// hold.
final class Traits {
  /// Obligations nested deeper than this are left undecided.
  private static final int MAX_DEPTH = 24;

  private static final List<String> FN_TRAITS = List.of("fn", "fn_mut", "fn_once");

  private final World world;
  private final InferenceTable table;
  private final OpaqueResults opaques;

  /// What is required of the parameters where the body stands, elaborated.
  private final List<Predicate> env;

  private final Map<Object, ClosureInfo> closures = new HashMap<>();

  /// Projections that wait for their type.
  private final List<Pending> pending = new ArrayList<>();

  /// What is being evaluated, from the outside inwards, each as [#canonical].
  private final List<TraitRef> stack = new ArrayList<>();

  /// The outermost place of [#stack] that what is being evaluated was left undecided for; less than
  /// any place if something was not looked into at all.
  private int reliesOn = Integer.MAX_VALUE;

  private final SettledGoals settled;

  private final DeepReject reject;

  /// Steps that may still be taken for this body.
  private int fuel = 100_000;

  /// An obligation that could not be decided when it came up.
  ///
  /// @param variable what stands for the projection meanwhile; null for a trait obligation
  private record Pending(TraitRef trait, Ty.@Nullable Projection projection, @Nullable Ty variable) {}

  /// @param env what is required of the parameters, elaborated; see [Environment]
  Traits(World world, InferenceTable table, List<Predicate> env) {
    this.world = world;
    this.table = table;
    this.opaques = new OpaqueResults(this, table);
    this.settled = new SettledGoals(table, this::closure);
    this.reject = new DeepReject(table);
    this.env = env;
  }

  /// Whether the body has used up its share of work: all that is asked from now on is unclear.
  boolean isExhausted() {
    return fuel <= 0;
  }

  void add(Object place, ClosureInfo closure) {
    closures.put(place, closure);
  }

  @Nullable ClosureInfo closure(Ty type) {
    return type instanceof Ty.Closure c ? closures.get(c.place()) : null;
  }

  // Obligations.

  /// Requires a trait of a type, now or later.
  void require(TraitRef trait) {
    pending.add(new Pending(trait, null, null));
  }

  /// Requires what a definition's clauses do of the arguments given.
  void require(List<Predicate> predicates, List<Ty> args) {
    for (Predicate predicate : predicates) {
      require(Substitution.apply(predicate, args));
    }
  }

  void require(Predicate predicate) {
    switch (predicate) {
      case Predicate.Implements(TraitRef trait) -> require(normalize(trait));
      case Predicate.Projects p -> {
        List<Ty> args = new ArrayList<>(p.trait().args());
        args.addAll(p.own());
        Ty projected = normalize(new Ty.Projection(p.assoc(), args));
        table.unify(projected, normalize(p.type()));
      }
    }
  }

  /// The traits that are still required of a variable: what is known of a closure to come.
  List<TraitRef> requiredOf(Ty.Infer variable) {
    List<TraitRef> found = new ArrayList<>();
    for (Pending each : pending) {
      if (each.projection == null && table.shallow(each.trait.self()).equals(variable)) {
        found.add(each.trait);
      }
    }
    return found;
  }

  /// What an associated type of a trait on a variable has been given to be.
  @Nullable Ty projectedOf(Ty.Infer variable, Def assoc) {
    for (Pending each : pending) {
      if (each.projection != null
          && each.projection.assoc() == assoc
          && table.shallow(each.trait.self()).equals(variable)) {
        return each.variable;
      }
    }
    return null;
  }

  /// Decides what can be decided, until nothing changes.
  void solve() {
    boolean again = true;
    while (again && fuel > 0) {
      again = false;
      List<Pending> now = new ArrayList<>(pending);
      pending.clear();
      for (Pending each : now) {
        again |= step(each);
      }
    }
  }

  /// True if it was decided.
  private boolean step(Pending each) {
    Ty self = table.shallow(each.trait.self());
    boolean generalVariable =
        self instanceof Ty.Infer v && table.sort(v) == InferenceTable.Sort.ANY;
    if (generalVariable) {
      pending.add(each);
      return false;
    }
    if (each.projection != null && each.variable != null) {
      Ty result = project(each.projection);
      if (result == null) {
        pending.add(each);
        return false;
      }
      table.unify(each.variable, result);
      return true;
    }
    Selection selection = select(each.trait);
    if (selection instanceof Selection.Ambiguous) {
      pending.add(each);
      return false;
    }
    confirm(each.trait, selection);
    return true;
  }

  // Confirmation.

  /// Takes over what a selection says of the variables in the trait's arguments.
  void confirm(TraitRef trait, Selection selection) {
    switch (selection) {
      case Selection.ByImpl byImpl -> {
        ImplHead head = byImpl.impl().impl();
        if (head != null && head.trait() != null) {
          table.unifyAll(
              trait.args(), normalizeAll(Substitution.apply(head.trait(), byImpl.args()).args()));
        }
        require(byImpl.nested(), byImpl.args());
      }
      case Selection.ByBound byBound -> table.unifyAll(trait.args(), byBound.bound().args());
      case Selection.ByObject byObject -> table.unifyAll(trait.args(), byObject.trait().args());
      case Selection.BuiltIn builtIn -> {
        Callable callable = isFnTrait(trait.trait()) ? callable(trait.self()) : null;
        if (callable != null && trait.args().size() > 1) {
          table.unify(trait.args().get(1), new Ty.Tuple(callable.params()));
        }
        builtIn.nested().forEach(this::require);
      }
      case Selection.Ambiguous _, Selection.Fails _ -> {}
      case Selection.Unclear _ -> trait.args().forEach(table::taint);
    }
  }

  // Selection.

  /// Whether a trait holds, as far as it is known: true too if it is undecided.
  boolean mayHold(TraitRef trait) {
    return evaluate(trait, 0) != Truth.NO;
  }

  /// Whether a trait certainly holds.
  boolean holds(TraitRef trait) {
    return evaluate(trait, 0) == Truth.YES;
  }

  private enum Truth {
    NO,
    MAYBE,
    YES
  }

  private Truth evaluate(TraitRef trait, int depth) {
    if (depth > MAX_DEPTH || fuel-- <= 0) {
      reliesOn = -1;
      return Truth.MAYBE;
    }
    TraitRef resolved = new TraitRef(trait.trait(), table.resolve(trait.args()));
    int same = stack.indexOf(canonical(resolved));
    if (same >= 0) {
      reliesOn = Math.min(reliesOn, same);
      return resolved.trait().facts().isAuto() ? Truth.YES : Truth.MAYBE;
    }
    enter(resolved);
    try {
      Selection selection = select(resolved, depth);
      return switch (selection) {
        case Selection.Fails _ -> Truth.NO;
        case Selection.Ambiguous _, Selection.Unclear _ -> Truth.MAYBE;
        case Selection.ByImpl byImpl -> byImpl.isCertain() ? Truth.YES : Truth.MAYBE;
        case Selection.BuiltIn builtIn -> evaluateAll(builtIn.nested(), depth);
        case Selection.ByBound _, Selection.ByObject _ -> Truth.YES;
      };
    } finally {
      stack.removeLast();
    }
  }

  private void enter(TraitRef trait) {
    if (stack.isEmpty()) {
      reliesOn = Integer.MAX_VALUE;
    }
    stack.add(canonical(trait));
  }

  /// The same with its variables numbered by their order: equal for two that only differ in which
  /// variables they ask about, the second of which would be looked into for ever.
  private TraitRef canonical(TraitRef trait) {
    return table.haveVariables(trait.args())
        ? new TraitRef(trait.trait(), new Renumbering().types(trait.args()))
        : trait;
  }

  private static final class Renumbering extends TyMap {
    private final Map<Ty, Ty> numbered = new HashMap<>();

    @Override
    protected Ty leaf(Ty type) {
      return type instanceof Ty.Infer
          ? numbered.computeIfAbsent(type, _ -> new Ty.Infer(-1 - numbered.size()))
          : type;
    }
  }

  private Truth evaluateAll(List<TraitRef> traits, int depth) {
    Truth truth = Truth.YES;
    for (TraitRef each : traits) {
      Truth next = evaluate(each, depth + 1);
      if (next == Truth.NO) {
        return next;
      }
      truth = next.compareTo(truth) < 0 ? next : truth;
    }
    return truth;
  }

  /// Whether an impl's head fits and its clauses hold; leaves nothing bound.
  private Truth evaluateImpl(TraitRef trait, Selection.ByImpl byImpl, int depth) {
    InferenceTable.Snapshot before = table.snapshot();
    int waiting = pending.size();
    try {
      return evaluateImplBound(trait, byImpl, depth);
    } finally {
      while (pending.size() > waiting) {
        pending.removeLast();
      }
      table.rollback(before);
    }
  }

  private Truth evaluateImplBound(TraitRef trait, Selection.ByImpl byImpl, int depth) {
    ImplHead head = byImpl.impl().impl();
    if (head == null || head.trait() == null) {
      return Truth.NO;
    }
    List<Ty> header = Substitution.apply(head.trait(), byImpl.args()).args();
    if (!table.unifyAll(trait.args(), normalizeAll(header))) {
      return Truth.NO;
    }
    if (hasUnsizedArgument(byImpl)) {
      return Truth.NO;
    }
    Truth truth = Truth.YES;
    for (Predicate predicate : byImpl.nested()) {
      Truth next = evaluate(Substitution.apply(predicate, byImpl.args()), depth);
      if (next == Truth.NO) {
        return next;
      }
      truth = next.compareTo(truth) < 0 ? next : truth;
    }
    return truth;
  }

  private Truth evaluate(Predicate predicate, int depth) {
    return switch (predicate) {
      case Predicate.Implements(TraitRef nested) -> evaluate(normalize(nested), depth + 1);
      case Predicate.Projects p -> {
        List<Ty> args = new ArrayList<>(p.trait().args());
        args.addAll(p.own());
        Ty.Projection projection = new Ty.Projection(p.assoc(), args);
        Ty self = table.shallow(p.trait().self());
        Ty actual = self instanceof Ty.Infer ? null : project(projection);
        if (actual == null) {
          yield Truth.MAYBE;
        }
        yield table.unify(actual, normalize(p.type())) ? Truth.YES : Truth.NO;
      }
    };
  }

  private boolean hasUnsizedArgument(Selection.ByImpl byImpl) {
    Generics generics = byImpl.impl().generics();
    for (int i = 0; i < byImpl.args().size() && i < generics.size(); i++) {
      if (generics.param(i).isSized() && isUnsized(byImpl.args().get(i))) {
        return true;
      }
    }
    return false;
  }

  boolean isUnsized(Ty type) {
    return switch (table.shallow(type)) {
      case Ty.Slice _, Ty.Dyn _ -> true;
      case Ty.Primitive(var prim) -> prim == Prim.STR;
      default -> false;
    };
  }

  /// Why a trait holds.
  Selection select(TraitRef trait) {
    return select(new TraitRef(trait.trait(), table.resolve(trait.args())), 0);
  }

  private Selection select(TraitRef trait, int depth) {
    SettledGoals.Goal goal = settled.goal(trait.trait(), trait.args());
    Selection known = goal == null ? null : settled.selection(goal);
    if (known != null) {
      return known instanceof Selection.ByImpl byImpl ? fresh(byImpl) : known;
    }
    int outer = open();
    Selection found = choose(trait, depth);
    if (close(outer) && goal != null) {
      settled.add(goal, found);
    }
    return found;
  }

  /// Begins to watch what an answer relies on.
  private int open() {
    int outer = stack.isEmpty() ? Integer.MAX_VALUE : reliesOn;
    reliesOn = Integer.MAX_VALUE;
    return outer;
  }

  /// Ends it.
  ///
  /// @param outer what [#open] gave
  /// @return whether the answer relies on nothing that is being evaluated around it
  private boolean close(int outer) {
    boolean isSettled = reliesOn >= stack.size() - 1;
    reliesOn = isSettled ? outer : Math.min(outer, reliesOn);
    return isSettled;
  }

  private Selection choose(TraitRef trait, int depth) {
    if (fuel-- <= 0) {
      reliesOn = -1;
      return Selection.UNCLEAR;
    }
    Ty self = table.shallow(trait.self());
    if (self instanceof Ty.Unknown) {
      return Selection.UNCLEAR;
    }
    if (self instanceof Ty.Infer v && table.sort(v) == InferenceTable.Sort.ANY) {
      return Selection.AMBIGUOUS;
    }
    Selection bound = bound(trait, env);
    if (bound != null) {
      return bound;
    }
    Selection builtIn = builtIn(trait, self);
    if (builtIn != null) {
      return builtIn;
    }
    Selection promised = promised(trait, self);
    if (promised != null) {
      return promised;
    }
    return byImpl(trait, self, depth);
  }

  /// The bounds that fit: the one if it is one, the first if nothing is left to infer.
  private @Nullable Selection bound(TraitRef trait, List<Predicate> predicates) {
    TraitRef only = null;
    boolean several = false;
    for (Predicate predicate : predicates) {
      if (predicate instanceof Predicate.Implements(TraitRef candidate)
          && candidate.trait() == trait.trait()
          && fits(candidate.args(), trait.args())) {
        if (only != null && !only.equals(candidate)) {
          several = true;
        }
        if (only == null || isExact(candidate, trait)) {
          only = candidate;
        }
      }
    }
    if (only == null) {
      return null;
    }
    if (several && !isExact(only, trait)) {
      return Selection.AMBIGUOUS;
    }
    return new Selection.ByBound(only, predicates);
  }

  private boolean isExact(TraitRef candidate, TraitRef trait) {
    return candidate.args().equals(table.resolve(trait.args()));
  }

  /// Whether the two could be made equal; binds nothing.
  private boolean fits(List<Ty> candidate, List<Ty> wanted) {
    InferenceTable.Snapshot before = table.snapshot();
    boolean fits = table.unifyAll(candidate, wanted);
    table.rollback(before);
    return fits;
  }

  /// What an associated or opaque type, or a trait object, is promised to implement.
  private @Nullable Selection promised(TraitRef trait, Ty self) {
    return switch (self) {
      case Ty.Projection p -> bound(trait, promises(p));
      case Ty.Opaque o -> bound(trait, promises(o));
      case Ty.Dyn d -> byObject(trait, d);
      default -> null;
    };
  }

  List<Predicate> promises(Ty.Projection type) {
    List<Predicate> bounds = new ArrayList<>();
    for (Predicate predicate : type.assoc().bounds()) {
      bounds.add(normalize(Substitution.apply(predicate, type.args())));
    }
    return world.elaborate(bounds);
  }

  List<Predicate> promises(Ty.Opaque type) {
    FnSig sig = type.function().signature();
    if (sig == null || type.index() >= sig.opaques().size()) {
      return List.of();
    }
    List<Predicate> bounds = new ArrayList<>();
    for (Predicate predicate : sig.opaques().get(type.index())) {
      bounds.add(normalize(Substitution.apply(predicate, type.args())));
    }
    return world.elaborate(bounds);
  }

  private Predicate normalize(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Implements(TraitRef trait) -> new Predicate.Implements(normalizeArgs(trait));
      case Predicate.Projects p ->
          new Predicate.Projects(normalizeArgs(p.trait()), p.assoc(), p.own(), normalize(p.type()));
    };
  }

  /// The first argument is the alias that the predicate is about and stays.
  private TraitRef normalizeArgs(TraitRef trait) {
    List<Ty> args = new ArrayList<>(trait.args());
    for (int i = 1; i < args.size(); i++) {
      args.set(i, normalize(args.get(i)));
    }
    return new TraitRef(trait.trait(), args);
  }

  private @Nullable Selection byObject(TraitRef trait, Ty.Dyn self) {
    for (Ty.DynBound bound : self.bounds()) {
      List<Ty> args = new ArrayList<>();
      args.add(self);
      args.addAll(bound.args());
      for (TraitRef each : world.withSupertraits(bound.trait())) {
        if (each.trait() == trait.trait()) {
          TraitRef here = Substitution.apply(each, args);
          if (fits(here.args(), trait.args())) {
            return new Selection.ByObject(bound, here);
          }
        }
      }
    }
    return null;
  }

  private Selection byImpl(TraitRef trait, Ty self, int depth) {
    List<Def> impls =
        self instanceof Ty.Param || self instanceof Ty.Projection || self instanceof Ty.Opaque
            ? world.blanketImpls(trait.trait())
            : world.traitImpls(trait.trait(), Head.of(self));
    Selection.ByImpl chosen = null;
    boolean several = false;
    for (Def impl : impls) {
      ImplHead head = impl.impl();
      if (head == null
          || head.trait() == null
          || !reject.mayFit(head.trait().args(), trait.args())) {
        continue;
      }
      InferenceTable.Snapshot before = table.snapshot();
      Selection.ByImpl candidate = new Selection.ByImpl(impl, freshArgs(impl), false);
      Truth truth = evaluateImpl(trait, candidate, depth);
      table.rollback(before);
      if (truth == Truth.NO) {
        continue;
      }
      if (chosen != null) {
        several = true;
        if (!isMoreSpecific(candidate, chosen)) {
          continue;
        }
      }
      chosen = new Selection.ByImpl(impl, candidate.args(), truth == Truth.YES);
    }
    if (chosen == null) {
      return table.haveVariables(trait.args()) && mentionsUnknown(trait)
          ? Selection.UNCLEAR
          : Selection.FAILS;
    }
    if (several && (table.haveVariables(trait.args()) || mentionsUnknown(trait))) {
      return Selection.AMBIGUOUS;
    }
    return fresh(chosen);
  }

  private Selection.ByImpl fresh(Selection.ByImpl found) {
    return new Selection.ByImpl(found.impl(), freshArgs(found.impl()), found.isCertain());
  }

  private static boolean mentionsUnknown(TraitRef trait) {
    for (Ty arg : trait.args()) {
      if (Types.hasUnknown(arg)) {
        return true;
      }
    }
    return false;
  }

  /// Specialisation (RFC 1210): what is for a type rather than for all.
  private static boolean isMoreSpecific(Selection.ByImpl candidate, Selection.ByImpl other) {
    ImplHead a = candidate.impl().impl();
    ImplHead b = other.impl().impl();
    return a != null && b != null && Head.of(a.self()) != null && Head.of(b.self()) == null;
  }

  /// A fresh variable for each parameter of a definition.
  List<Ty> freshArgs(Def def) {
    int count = def.generics().size();
    List<Ty> args = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      args.add(table.fresh());
    }
    return args;
  }

  // What the language itself implements.

  private boolean isFnTrait(Def trait) {
    String lang = trait.facts().lang();
    return lang != null && FN_TRAITS.contains(lang);
  }

  private @Nullable Selection builtIn(TraitRef trait, Ty self) {
    if (trait.trait().facts().isAuto()) {
      return Selection.HOLDS;
    }
    String lang = trait.trait().facts().lang();
    if (lang == null) {
      return null;
    }
    return switch (lang) {
      case "sized" -> isUnsized(self) ? Selection.FAILS : Selection.HOLDS;
      case "copy", "clone" -> copyOrClone(trait, self);
      case "fn", "fn_mut", "fn_once" -> {
        Callable callable = callable(self);
        if (callable == null) {
          yield null;
        }
        if (trait.args().size() > 1
            && !fits(List.of(new Ty.Tuple(callable.params())), List.of(trait.args().get(1)))) {
          yield Selection.FAILS;
        }
        yield new Selection.BuiltIn(List.of(), callable.result());
      }
      case "future_trait" -> {
        ClosureInfo closure = closure(self);
        yield closure != null && closure.isAsyncBlock()
            ? new Selection.BuiltIn(List.of(), closure.result())
            : null;
      }
      case "tuple_trait" -> self instanceof Ty.Tuple ? Selection.HOLDS : null;
      case "discriminant_kind", "pointee_trait", "destruct", "freeze", "pointee_sized", "meta_sized",
          "unsize", "coerce_unsized", "dispatch_from_dyn", "structural_peq" ->
          Selection.HOLDS;
      case "fn_ptr_trait" -> self instanceof Ty.FnPtr ? Selection.HOLDS : Selection.FAILS;
      default -> null;
    };
  }

  private @Nullable Selection copyOrClone(TraitRef trait, Ty self) {
    return switch (self) {
      case Ty.Tuple t -> eachImplements(trait, t.elements());
      case Ty.Array t -> eachImplements(trait, List.of(t.element()));
      case Ty.FnDef _, Ty.FnPtr _, Ty.Never _ -> Selection.HOLDS;
      case Ty.Infer _ -> Selection.HOLDS;
      case Ty.Closure _ -> Selection.HOLDS;
      default -> null;
    };
  }

  private static Selection eachImplements(TraitRef trait, List<Ty> types) {
    List<TraitRef> nested = new ArrayList<>();
    for (Ty type : types) {
      nested.add(new TraitRef(trait.trait(), List.of(type)));
    }
    return new Selection.BuiltIn(nested, Ty.UNKNOWN);
  }

  /// What a function item, function pointer or closure takes and gives; null for other types.
  @Nullable Callable callable(Ty type) {
    return switch (table.shallow(type)) {
      case Ty.FnPtr t -> new Callable(t.params(), t.result());
      case Ty.FnDef t -> callable(t);
      case Ty.Closure t -> {
        ClosureInfo closure = closures.get(t.place());
        yield closure == null || closure.isAsyncBlock()
            ? null
            : new Callable(closure.params(), closure.result());
      }
      default -> null;
    };
  }

  private @Nullable Callable callable(Ty.FnDef type) {
    Def def = type.def();
    if (def.kind() == DefKind.FUNCTION) {
      FnSig sig = def.signature();
      return sig == null
          ? null
          : new Callable(
              normalizeAll(new Instantiation(type.args()).types(sig.params())),
              normalize(Substitution.apply(sig.result(), type.args())));
    }
    Def adt = def.kind() == DefKind.VARIANT ? def.parent() : def;
    if (adt == null || def.shape() != Shape.TUPLE) {
      return null;
    }
    List<Ty> params = new ArrayList<>();
    def.fields().forEach(f -> params.add(normalize(Substitution.apply(f.type(), type.args()))));
    return new Callable(params, new Ty.Adt(adt, type.args()));
  }

  private record Instantiation(List<Ty> args) {
    List<Ty> types(List<Ty> types) {
      List<Ty> all = new ArrayList<>(types.size());
      types.forEach(t -> all.add(Substitution.apply(t, args)));
      return all;
    }
  }

  // Projections.

  /// The type with its projections replaced by what they stand for: those of parameters stay, those
  /// that wait for a variable become one.
  Ty normalize(Ty type) {
    return Types.hasProjection(type) || Types.hasOpaque(type) ? normalizer.type(type) : type;
  }

  List<Ty> normalizeAll(List<Ty> types) {
    return normalizer.types(types);
  }

  TraitRef normalize(TraitRef trait) {
    return new TraitRef(trait.trait(), normalizeAll(trait.args()));
  }

  private final TyMap normalizer =
      new TyMap() {
        @Override
        protected Ty leaf(Ty type) {
          return type;
        }

        @Override
        protected Ty whole(Ty type) {
          if (type instanceof Ty.Opaque opaque) {
            return opaques.inImpl(opaque);
          }
          if (!(type instanceof Ty.Projection projection)) {
            return type;
          }
          Ty self = projection.args().isEmpty() ? Ty.UNKNOWN : table.shallow(projection.args().getFirst());
          Ty known =
              self instanceof Ty.Infer v && table.sort(v) == InferenceTable.Sort.ANY
                  ? null
                  : project(projection);
          if (known != null) {
            return known;
          }
          Ty.Infer variable = table.fresh();
          TraitRef trait = traitOf(projection);
          if (trait == null) {
            return Ty.UNKNOWN;
          }
          pending.add(new Pending(trait, projection, variable));
          return variable;
        }
      };

  private static @Nullable TraitRef traitOf(Ty.Projection projection) {
    Def trait = projection.assoc().parent();
    if (trait == null || trait.kind() != DefKind.TRAIT) {
      return null;
    }
    int size = trait.generics().size();
    return projection.args().size() < size
        ? null
        : new TraitRef(trait, projection.args().subList(0, size));
  }

  /// What a projection stands for; itself if that is all there is to say; null if it is undecided.
  private @Nullable Ty project(Ty.Projection projection) {
    TraitRef trait = traitOf(projection);
    if (trait == null) {
      return Ty.UNKNOWN;
    }
    if (stack.size() > MAX_DEPTH || fuel-- <= 0) {
      reliesOn = -1;
      return Ty.UNKNOWN;
    }
    TraitRef resolved = new TraitRef(trait.trait(), table.resolve(trait.args()));
    List<Ty> own = projection.args().subList(trait.args().size(), projection.args().size());
    List<Ty> args = new ArrayList<>(resolved.args());
    args.addAll(table.resolve(own));
    SettledGoals.Goal goal = settled.goal(projection.assoc(), args);
    Ty known = goal == null ? null : settled.projection(goal);
    if (known != null) {
      return known;
    }
    enter(resolved);
    int outer = open();
    Ty found = null;
    try {
      found = project(projection, resolved);
      return found;
    } finally {
      if (close(outer) && goal != null && found != null) {
        settled.add(goal, found);
      }
      stack.removeLast();
    }
  }

  private @Nullable Ty project(Ty.Projection projection, TraitRef trait) {
    Ty fixed = fixed(projection, trait);
    if (fixed != null) {
      return fixed;
    }
    Selection selection = select(trait, 0);
    return switch (selection) {
      case Selection.Ambiguous _ -> null;
      case Selection.Unclear _ -> Ty.UNKNOWN;
      case Selection.Fails _ -> Ty.UNKNOWN;
      case Selection.ByImpl byImpl -> {
        confirm(trait, byImpl);
        yield ofImpl(projection, trait, byImpl);
      }
      case Selection.ByBound byBound -> {
        confirm(trait, byBound);
        yield ofBound(projection, trait, byBound);
      }
      case Selection.ByObject byObject -> {
        confirm(trait, byObject);
        yield ofObject(projection, byObject, trait.self());
      }
      case Selection.BuiltIn builtIn -> {
        confirm(trait, builtIn);
        yield builtIn.output();
      }
    };
  }

  /// Projections that the language settles by itself.
  private @Nullable Ty fixed(Ty.Projection projection, TraitRef trait) {
    String lang = trait.trait().facts().lang();
    if (lang == null) {
      return null;
    }
    return switch (lang) {
      case "pointee_trait" ->
          switch (table.shallow(trait.self())) {
            case Ty.Slice _ -> Ty.of(Prim.USIZE);
            case Ty.Primitive(var p) ->
                p == Prim.STR
                    ? Ty.of(Prim.USIZE)
                    : Ty.UNIT;
            case Ty.Param _, Ty.Projection _ -> projection;
            case Ty.Adt _, Ty.Dyn _, Ty.Opaque _ -> Ty.UNKNOWN;
            case Ty.Infer _ -> null;
            default -> Ty.UNIT;
          };
      case "discriminant_kind" -> Ty.UNKNOWN;
      default -> null;
    };
  }

  private Ty ofImpl(Ty.Projection projection, TraitRef trait, Selection.ByImpl byImpl) {
    Def value = byImpl.impl().member(projection.assoc().name(), Namespace.TYPE);
    int outer = trait.args().size();
    List<Ty> own = projection.args().subList(outer, projection.args().size());
    if (value == null) {
      Ty fallback = projection.assoc().type();
      return fallback == null
          ? Ty.UNKNOWN
          : normalize(Substitution.apply(fallback, projection.args()));
    }
    Ty type = value.type();
    if (type == null) {
      return Ty.UNKNOWN;
    }
    List<Ty> args = new ArrayList<>(byImpl.args());
    args.addAll(own);
    return normalize(Substitution.apply(type, args));
  }

  private Ty ofBound(Ty.Projection projection, TraitRef trait, Selection.ByBound byBound) {
    for (Predicate predicate : byBound.promises()) {
      if (predicate instanceof Predicate.Projects p
          && p.assoc() == projection.assoc()
          && fits(p.trait().args(), trait.args())) {
        table.unifyAll(p.trait().args(), trait.args());
        return normalize(p.type());
      }
    }
    List<Ty> args = new ArrayList<>(table.resolve(trait.args()));
    args.addAll(projection.args().subList(trait.args().size(), projection.args().size()));
    return new Ty.Projection(projection.assoc(), args);
  }

  private Ty ofObject(Ty.Projection projection, Selection.ByObject byObject, Ty self) {
    for (Ty.Binding binding : byObject.bound().bindings()) {
      if (binding.assoc() == projection.assoc()) {
        return normalize(binding.type());
      }
    }
    List<Ty> args = new ArrayList<>();
    args.add(self);
    args.addAll(byObject.bound().args());
    for (TraitRef each : world.withSupertraits(byObject.bound().trait())) {
      for (Predicate predicate : each.trait().generics().predicates()) {
        if (predicate instanceof Predicate.Projects p && p.assoc() == projection.assoc()) {
          Predicate here =
              Substitution.apply(
                  Substitution.apply(predicate, each.args()), args);
          if (here instanceof Predicate.Projects found) {
            return normalize(found.type());
          }
        }
      }
    }
    return Ty.UNKNOWN;
  }
}
