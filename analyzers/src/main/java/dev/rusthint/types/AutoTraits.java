package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether types implement auto traits, `Send`, `Sync`, `Unpin`, and what decides it (Reference,
/// *Auto traits*; rustc dev guide, *Auto traits*).
///
/// A type for which somebody wrote an impl has what the impls say; any other has the trait if all
/// that it consists of has it.
public final class AutoTraits {
  /// More types than this are not looked into for one question.
  private static final int MAX_GOALS = 2_000;

  private final World world;
  private final List<Predicate> env;

  /// @param env what is required of the parameters in the types that will be asked about
  public AutoTraits(World world, List<Predicate> env) {
    this.world = world;
    this.env = Environment.of(world, env);
  }

  /// How one type came to be asked about because of another.
  public sealed interface Step {
    /// What is asked of it.
    TraitRef goal();

    /// What the question was about.
    record Start(TraitRef goal) implements Step {}

    /// A field.
    ///
    /// @param owner the struct, union or variant that has it
    record Field(TraitRef goal, Def owner, FieldDef field) implements Step {}

    /// A part of a tuple, array, reference or the like, or an argument of a type whose fields are not
    /// known.
    record Part(TraitRef goal) implements Step {}

    /// What an impl asks for.
    record Clause(TraitRef goal, Def impl) implements Step {}
  }

  /// Why the last type on the way does not have the trait.
  public enum Lack {
    /// Somebody wrote `impl !Trait for …`.
    NEGATIVE_IMPL,
    /// There are impls, none of which is for it.
    OTHER_IMPLS,
    /// It is a `dyn Trait` that does not say so.
    OBJECT,
    /// It is a trait that is not an auto trait, and it does not hold.
    NO_IMPL
  }

  public sealed interface Verdict {
    /// It holds if what is asked of parameters does.
    ///
    /// @param conditions each about a parameter or an associated type of one; none if it just holds
    /// @param impls the impls of the trait that were used for it, in the order of their use
    record Holds(List<TraitRef> conditions, List<Def> impls) implements Verdict {}

    /// It does not hold, whatever the parameters are.
    ///
    /// @param path from the type asked about to the one that has not the trait
    /// @param impl the one that denies it, if there is one
    record Lacks(List<Step> path, Lack lack, @Nullable Def impl) implements Verdict {}

    /// It could not be found out.
    record Unclear() implements Verdict {}
  }

  private static final Verdict UNCLEAR = new Verdict.Unclear();

  /// Whether a type has a trait.
  ///
  /// @param trait an auto trait without parameters of its own
  /// @param type it may have parameters, but no variables
  public Verdict of(Def trait, Ty type) {
    return new Question().answer(new TraitRef(trait, List.of(type)));
  }

  /// A goal with the way to it.
  private record Node(Step step, @Nullable Node before) {
    List<Step> path() {
      List<Step> path = new ArrayList<>();
      for (Node at = this; at != null; at = at.before) {
        path.addFirst(at.step);
      }
      return path;
    }
  }

  /// All that must hold, in the order of its distance: whatever is asked about again holds if the
  /// rest does (auto traits are coinductive).
  private final class Question {
    private final Deque<Node> open = new ArrayDeque<>();
    private final Set<TraitRef> seen = new HashSet<>();
    private final Set<TraitRef> conditions = new LinkedHashSet<>();
    private final Set<Def> impls = new LinkedHashSet<>();
    private boolean isUnclear;

    Verdict answer(TraitRef start) {
      open.add(new Node(new Step.Start(start), null));
      while (!open.isEmpty()) {
        Node node = open.removeFirst();
        if (!seen.add(node.step.goal())) {
          continue;
        }
        if (seen.size() > MAX_GOALS) {
          return UNCLEAR;
        }
        Verdict lacking = look(node);
        if (lacking != null) {
          return lacking;
        }
      }
      return isUnclear
          ? UNCLEAR
          : new Verdict.Holds(List.copyOf(conditions), List.copyOf(impls));
    }

    private @Nullable Verdict look(Node node) {
      TraitRef goal = node.step.goal();
      if (goal.trait().facts().isAuto()) {
        return auto(node, goal.trait(), goal.self());
      }
      InferenceTable table = new InferenceTable();
      Traits traits = new Traits(world, table, env);
      if (goal.args().stream().anyMatch(Types::hasUnknown)) {
        isUnclear = true;
      } else if (!traits.holds(goal)) {
        if (goal.args().stream().anyMatch(Types::hasParam)) {
          conditions.add(goal);
        } else if (traits.mayHold(goal)) {
          isUnclear = true;
        } else {
          return new Verdict.Lacks(node.path(), Lack.NO_IMPL, null);
        }
      }
      return null;
    }

    private @Nullable Verdict auto(Node node, Def trait, Ty type) {
      switch (type) {
        case Ty.Param _, Ty.Projection _ -> {
          if (!isPromised(trait, type)) {
            conditions.add(node.step.goal());
          }
          return null;
        }
        case Ty.Opaque opaque -> {
          Traits traits = new Traits(world, new InferenceTable(), env);
          if (!implies(traits.promises(opaque), trait)) {
            isUnclear = true;
          }
          return null;
        }
        case Ty.Unknown _, Ty.Infer _, Ty.Closure _ -> {
          isUnclear = true;
          return null;
        }
        case Ty.Dyn dyn -> {
          return hasBound(dyn, trait)
              ? null
              : new Verdict.Lacks(node.path(), Lack.OBJECT, null);
        }
        default -> {
          return written(node, trait, type);
        }
      }
    }

    private boolean isPromised(Def trait, Ty type) {
      Traits traits = new Traits(world, new InferenceTable(), env);
      return env.stream()
              .anyMatch(
                  each ->
                      each instanceof Predicate.Implements(TraitRef bound)
                          && bound.trait() == trait
                          && bound.self().equals(type))
          || type instanceof Ty.Projection projection
              && implies(traits.promises(projection), trait);
    }

    private boolean implies(List<Predicate> promises, Def trait) {
      return promises.stream()
          .anyMatch(each -> each instanceof Predicate.Implements p && p.trait().trait() == trait);
    }

    private boolean hasBound(Ty.Dyn dyn, Def trait) {
      return dyn.bounds().stream()
          .flatMap(bound -> world.withSupertraits(bound.trait()).stream())
          .anyMatch(each -> each.trait() == trait);
    }

    /// What the impls for a type say, or what it consists of if there are none.
    private @Nullable Verdict written(Node node, Def trait, Ty type) {
      Head head = Head.of(type);
      if (head == null) {
        isUnclear = true;
        return null;
      }
      for (Def impl : world.negativeImpls(trait, head)) {
        if (match(impl, type) != null) {
          return new Verdict.Lacks(node.path(), Lack.NEGATIVE_IMPL, impl);
        }
      }
      List<Def> positive = world.traitImpls(trait, head);
      for (Def impl : positive) {
        List<Predicate> clauses = match(impl, type);
        if (clauses != null) {
          impls.add(impl);
          for (Predicate clause : clauses) {
            if (clause instanceof Predicate.Implements(TraitRef required)) {
              follow(node, new Step.Clause(required, impl));
            }
          }
          return null;
        }
      }
      if (!positive.isEmpty() && type instanceof Ty.Adt) {
        return new Verdict.Lacks(node.path(), Lack.OTHER_IMPLS, positive.getFirst());
      }
      addParts(node, trait, type);
      return null;
    }

    private void follow(Node node, Step step) {
      open.addLast(new Node(step, node));
    }

    private void addParts(Node node, Def trait, Ty type) {
      switch (type) {
        case Ty.Adt adt -> addFields(node, trait, adt);
        case Ty.Tuple t -> t.elements().forEach(each -> addPart(node, trait, each));
        case Ty.Array t -> addPart(node, trait, t.element());
        case Ty.Slice t -> addPart(node, trait, t.element());
        case Ty.Ref t -> addPart(node, trait, t.target());
        case Ty.RawPtr t -> addPart(node, trait, t.target());
        default -> {}
      }
    }

    private void addPart(Node node, Def trait, Ty type) {
      follow(node, new Step.Part(new TraitRef(trait, List.of(type))));
    }

    private void addFields(Node node, Def trait, Ty.Adt type) {
      Def def = type.def();
      List<Ty> hidden = HiddenParts.of(type);
      if (hidden != null || "phantom_data".equals(def.facts().lang())) {
        (hidden == null ? type.args() : hidden).forEach(each -> addPart(node, trait, each));
        return;
      }
      if (!def.isSettled() || !def.kind().isAdt()) {
        isUnclear = true;
        return;
      }
      if (def.kind() == DefKind.ENUM) {
        def.members().forEach(variant -> addFields(node, trait, type, variant));
      } else {
        addFields(node, trait, type, def);
      }
    }

    private void addFields(Node node, Def trait, Ty.Adt type, Def owner) {
      for (FieldDef field : owner.fields()) {
        Ty own = normalize(Substitution.apply(field.type(), type.args()));
        follow(node, new Step.Field(new TraitRef(trait, List.of(own)), owner, field));
      }
    }
  }

  private Ty normalize(Ty type) {
    if (!Types.hasProjection(type)) {
      return type;
    }
    InferenceTable table = new InferenceTable();
    Ty found = table.resolve(new Traits(world, table, env).normalize(type));
    return Types.hasVariable(found) ? Ty.UNKNOWN : found;
  }

  /// What an impl asks for, if it is for a type; null if it is not.
  private @Nullable List<Predicate> match(Def impl, Ty type) {
    ImplHead head = impl.impl();
    if (head == null) {
      return null;
    }
    InferenceTable table = new InferenceTable();
    Traits traits = new Traits(world, table, env);
    List<Ty> args = traits.freshArgs(impl);
    if (!table.unify(traits.normalize(Substitution.apply(head.self(), args)), type)) {
      return null;
    }
    traits.solve();
    List<Ty> found = table.resolve(args);
    List<Predicate> clauses = new ArrayList<>();
    for (Predicate clause : impl.generics().predicates()) {
      if (Substitution.apply(clause, found) instanceof Predicate.Implements(TraitRef required)) {
        TraitRef normal =
            new TraitRef(required.trait(), table.resolve(traits.normalizeAll(required.args())));
        boolean isOpen = normal.args().stream().anyMatch(Types::hasVariable);
        clauses.add(
            new Predicate.Implements(
                isOpen ? new TraitRef(required.trait(), List.of(Ty.UNKNOWN)) : normal));
      }
    }
    return clauses;
  }
}
