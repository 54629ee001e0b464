package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the method that a call means, in rustc's order (Reference, *Method call expressions*; rustc
/// dev guide, *Method lookup*): for each step of autoderef by value, then by `&`, then by `&mut`;
/// inherent candidates before those of traits.
final class MethodProbe {
  /// Where a candidate comes from.
  private sealed interface Candidate {
    Def method();

    /// A method of an inherent impl.
    record Inherent(Def impl, Def method) implements Candidate {}

    /// A method of a trait that a bound or a trait object gives.
    record Bound(TraitRef trait, Def method) implements Candidate {}

    /// A method of a trait in scope.
    record Extension(Def trait, Def method) implements Candidate {}
  }

  /// What was found.
  ///
  /// @param method its definition
  /// @param args for all its parameters, variables those that are not known yet
  /// @param steps how often the receiver is dereferenced, the step from array to slice included
  /// @param receiver the type of the receiver after adjustment
  record Pick(Def method, List<Ty> args, int steps, MethodUse.Borrow autoref, Ty receiver) {}

  private final World world;
  private final InferenceTable table;
  private final Traits traits;
  private final Autoderef autoderef;
  private final List<Predicate> env;
  private final Def module;
  private final Function<String, List<Def>> traitMembers;

  MethodProbe(
      World world,
      InferenceTable table,
      Traits traits,
      Autoderef autoderef,
      List<Predicate> env,
      Def module,
      Function<String, List<Def>> traitMembers) {
    this.world = world;
    this.table = table;
    this.traits = traits;
    this.autoderef = autoderef;
    this.env = env;
    this.module = module;
    this.traitMembers = traitMembers;
  }

  /// The method of a name on a receiver; null if there is none, it is ambiguous, or something
  /// unknown is in the way.
  @Nullable Pick find(Ty receiver, String name) {
    List<Ty> steps = new ArrayList<>(autoderef.steps(receiver));
    Ty last = steps.getLast();
    boolean open = last instanceof Ty.Unknown || isVariable(last);
    if (last instanceof Ty.Array array) {
      steps.add(new Ty.Slice(array.element()));
    }
    if (isVariable(steps.getFirst())) {
      return null;
    }
    List<Candidate> inherent = new ArrayList<>();
    for (Ty step : steps) {
      addInherent(step, name, inherent);
    }
    List<Candidate> extension = new ArrayList<>();
    for (Def member : traitMembers.apply(name)) {
      Def trait = member.container();
      if (trait != null && isMethod(member)) {
        extension.add(new Candidate.Extension(trait, member));
      }
    }
    for (boolean unstable : new boolean[] {false, true}) {
      for (int i = 0; i < steps.size(); i++) {
        Ty step = steps.get(i);
        if (step instanceof Ty.Unknown || isVariable(step)) {
          return null;
        }
        Pick pick = pick(step, i, inherent, extension, unstable);
        if (pick != null) {
          return pick;
        }
      }
      if (open) {
        return null;
      }
    }
    return null;
  }

  private boolean isVariable(Ty type) {
    return table.shallow(type) instanceof Ty.Infer v && table.sort(v) == InferenceTable.Sort.ANY;
  }

  private @Nullable Pick pick(
      Ty step, int index, List<Candidate> inherent, List<Candidate> extension, boolean unstable) {
    for (MethodUse.Borrow autoref : MethodUse.Borrow.values()) {
      Ty self = adjusted(step, autoref);
      if (self == null) {
        continue;
      }
      for (List<Candidate> group : List.of(inherent, extension)) {
        Pick pick = pick(self, step, index, autoref, group, unstable);
        if (pick != null) {
          return pick;
        }
      }
    }
    return null;
  }

  private static @Nullable Ty adjusted(Ty step, MethodUse.Borrow autoref) {
    return switch (autoref) {
      case NONE -> step;
      case SHARED -> new Ty.Ref(Region.ERASED, false, step);
      case MUTABLE -> new Ty.Ref(Region.ERASED, true, step);
      case CONST_POINTER ->
          step instanceof Ty.RawPtr p && p.mutable() ? new Ty.RawPtr(false, p.target()) : null;
    };
  }

  private @Nullable Pick pick(
      Ty self, Ty step, int index, MethodUse.Borrow autoref, List<Candidate> group, boolean unstable) {
    Candidate chosen = null;
    for (Candidate candidate : group) {
      if (candidate.method().facts().isUnstable() != unstable
          || !candidate.method().visibility().reaches(module)
          || isSkipped(candidate, self)
          || !applies(candidate, self)) {
        continue;
      }
      if (chosen != null && chosen.method() != candidate.method()) {
        return ambiguous(chosen, candidate, self, index, autoref);
      }
      chosen = chosen == null ? candidate : chosen;
    }
    return chosen == null ? null : confirm(chosen, self, index, autoref);
  }

  /// Two fit: that of a bound goes before that of a trait in scope, one that surely holds before
  /// one that may.
  private @Nullable Pick ambiguous(
      Candidate one, Candidate other, Ty self, int index, MethodUse.Borrow autoref) {
    boolean first = surely(one, self);
    boolean second = surely(other, self);
    if (first == second) {
      return null;
    }
    return confirm(first ? one : other, self, index, autoref);
  }

  private boolean surely(Candidate candidate, Ty self) {
    if (!(candidate instanceof Candidate.Extension(Def trait, Def method))) {
      return true;
    }
    InferenceTable.Snapshot before = table.snapshot();
    List<Ty> args = traits.freshArgs(trait);
    boolean holds =
        table.unify(receiverOf(method, args), self) && traits.holds(new TraitRef(trait, args));
    table.rollback(before);
    return holds;
  }

  /// `into_iter` of an array or boxed slice by value is that of what it derefs to in the editions
  /// before it became an iterator by value (Edition Guide, *IntoIterator for arrays*).
  private boolean isSkipped(Candidate candidate, Ty self) {
    if (!candidate.method().name().equals("into_iter")
        || !(candidate instanceof Candidate.Extension(Def trait, Def _))
        || trait != world.stdType("core::iter::IntoIterator")) {
      return false;
    }
    int edition = world.crate().edition();
    return self instanceof Ty.Array && edition < 2021
        || edition < 2024
            && self instanceof Ty.Adt box
            && autoderef.isBox(box.def())
            && table.shallow(box.args().getFirst()) instanceof Ty.Slice;
  }

  private boolean applies(Candidate candidate, Ty self) {
    InferenceTable.Snapshot before = table.snapshot();
    boolean applies = appliesBound(candidate, self);
    table.rollback(before);
    return applies;
  }

  private boolean appliesBound(Candidate candidate, Ty self) {
    List<Ty> args = argsOf(candidate);
    Ty receiver = receiverOf(candidate.method(), args);
    if (receiver instanceof Ty.Unknown || !table.unify(receiver, self)) {
      return false;
    }
    return switch (candidate) {
      case Candidate.Inherent c -> {
        for (Predicate predicate : c.impl().generics().allPredicates()) {
          if (Substitution.apply(predicate, args) instanceof Predicate.Implements(TraitRef nested)
              && !traits.mayHold(traits.normalize(nested))) {
            yield false;
          }
        }
        yield true;
      }
      case Candidate.Bound _ -> true;
      case Candidate.Extension c ->
          traits.mayHold(
              new TraitRef(c.trait(), args.subList(0, c.trait().generics().size())));
    };
  }

  private Ty receiverOf(Def method, List<Ty> args) {
    FnSig sig = method.signature();
    return sig == null || !sig.hasSelf() || sig.params().isEmpty()
        ? Ty.UNKNOWN
        : traits.normalize(Substitution.apply(sig.params().getFirst(), args));
  }

  /// Arguments for all parameters of a candidate's method; for an inherent one those of the impl
  /// are fresh, for a trait's those that are known.
  private List<Ty> argsOf(Candidate candidate) {
    List<Ty> args = traits.freshArgs(candidate.method());
    if (candidate instanceof Candidate.Bound(TraitRef trait, Def _)) {
      for (int i = 0; i < trait.args().size() && i < args.size(); i++) {
        args.set(i, trait.args().get(i));
      }
    }
    return args;
  }

  private Pick confirm(Candidate candidate, Ty self, int index, MethodUse.Borrow autoref) {
    List<Ty> args = argsOf(candidate);
    table.unify(receiverOf(candidate.method(), args), self);
    return new Pick(candidate.method(), args, index, autoref, self);
  }

  // Candidates.

  private static boolean isMethod(Def def) {
    FnSig sig = def.kind() == DefKind.FUNCTION ? def.signature() : null;
    return sig != null && sig.hasSelf();
  }

  private void addInherent(Ty step, String name, List<Candidate> found) {
    Head head = Head.of(step);
    if (head != null) {
      for (Def impl : world.inherentImpls(head)) {
        Def method = impl.member(name, Namespace.VALUE);
        if (method != null && isMethod(method)) {
          found.add(new Candidate.Inherent(impl, method));
        }
      }
    }
    switch (step) {
      case Ty.Dyn dyn -> {
        for (Ty.DynBound bound : dyn.bounds()) {
          List<Ty> args = new ArrayList<>();
          args.add(dyn);
          args.addAll(bound.args());
          addBound(new TraitRef(bound.trait(), args), name, found);
        }
      }
      case Ty.Param _ -> addEnv(step, env, name, found);
      case Ty.Projection p -> {
        addEnv(step, env, name, found);
        addEnv(step, traits.promises(p), name, found);
      }
      case Ty.Opaque o -> addEnv(step, traits.promises(o), name, found);
      default -> {}
    }
  }

  private void addEnv(Ty self, List<Predicate> predicates, String name, List<Candidate> found) {
    Set<Candidate> fitting = new LinkedHashSet<>();
    for (Predicate predicate : predicates) {
      if (predicate instanceof Predicate.Implements(TraitRef trait)
          && table.resolve(trait.self()).equals(table.resolve(self))) {
        Def method = trait.trait().member(name, Namespace.VALUE);
        if (method != null && isMethod(method)) {
          fitting.add(new Candidate.Bound(trait, method));
        }
      }
    }
    found.addAll(fitting);
  }

  private void addBound(TraitRef trait, String name, List<Candidate> found) {
    for (TraitRef each : world.withSupertraits(trait.trait())) {
      Def method = each.trait().member(name, Namespace.VALUE);
      if (method != null && isMethod(method)) {
        found.add(new Candidate.Bound(Substitution.apply(each, trait.args()), method));
      }
    }
  }

  // Associated items by path.

  /// What `Type::name` means.
  ///
  /// @param item a function, constant or associated type
  /// @param args for the parameters of the impl or trait that it is in, then variables for its own
  record Associated(Def item, List<Ty> args) {}

  /// The associated item of a name of a type; null if there is none or it is not clear which.
  @Nullable Associated associated(Ty type, String name, Namespace namespace) {
    Ty self = table.shallow(type);
    if (self instanceof Ty.Unknown) {
      return null;
    }
    Head head = Head.of(self);
    if (head != null) {
      Associated own = inherent(self, head, name, namespace);
      if (own != null) {
        return own;
      }
    }
    List<Candidate> bounds = new ArrayList<>();
    switch (self) {
      case Ty.Param _ -> addMembers(self, env, name, namespace, bounds);
      case Ty.Projection p -> {
        addMembers(self, env, name, namespace, bounds);
        addMembers(self, traits.promises(p), name, namespace, bounds);
      }
      case Ty.Opaque o -> addMembers(self, traits.promises(o), name, namespace, bounds);
      case Ty.Dyn d -> {
        for (Ty.DynBound bound : d.bounds()) {
          List<Ty> args = new ArrayList<>();
          args.add(d);
          args.addAll(bound.args());
          for (TraitRef each : world.withSupertraits(bound.trait())) {
            Def member = each.trait().member(name, namespace);
            if (member != null) {
              bounds.add(new Candidate.Bound(Substitution.apply(each, args), member));
            }
          }
        }
      }
      default -> {}
    }
    if (!bounds.isEmpty()) {
      Candidate first = bounds.getFirst();
      boolean same = bounds.stream().allMatch(c -> c.equals(first));
      List<Ty> args = argsOf(first);
      if (!same) {
        // `T: From<A> + From<B>`: which one, the arguments tell.
        args = traits.freshArgs(first.method());
        args.set(0, self);
      }
      return new Associated(first.method(), args);
    }
    return ofTraits(self, name, namespace);
  }

  private void addMembers(
      Ty self,
      List<Predicate> predicates,
      String name,
      Namespace namespace,
      List<Candidate> found) {
    for (Predicate predicate : predicates) {
      if (predicate instanceof Predicate.Implements(TraitRef trait)
          && table.resolve(trait.self()).equals(table.resolve(self))) {
        Def member = trait.trait().member(name, namespace);
        if (member != null) {
          found.add(new Candidate.Bound(trait, member));
        }
      }
    }
  }

  private @Nullable Associated inherent(Ty self, Head head, String name, Namespace namespace) {
    for (Def impl : world.inherentImpls(head)) {
      Def item = impl.member(name, namespace);
      ImplHead implHead = impl.impl();
      if (item == null
          || implHead == null
          || !item.visibility().reaches(module)) {
        continue;
      }
      InferenceTable.Snapshot before = table.snapshot();
      List<Ty> args = traits.freshArgs(item);
      boolean fits =
          table.unify(traits.normalize(Substitution.apply(implHead.self(), args)), self);
      for (Predicate predicate : impl.generics().allPredicates()) {
        fits =
            fits
                && (!(Substitution.apply(predicate, args)
                        instanceof Predicate.Implements(TraitRef nested))
                    || traits.mayHold(traits.normalize(nested)));
      }
      if (fits) {
        return new Associated(item, args);
      }
      table.rollback(before);
    }
    return null;
  }

  private @Nullable Associated ofTraits(Ty self, String name, Namespace namespace) {
    Associated found = null;
    for (Def member : traitMembers.apply(name)) {
      Def trait = member.container();
      if (trait == null || !member.isIn(namespace)) {
        continue;
      }
      InferenceTable.Snapshot before = table.snapshot();
      List<Ty> args = traits.freshArgs(member);
      args.set(0, self);
      boolean may = traits.mayHold(new TraitRef(trait, args.subList(0, trait.generics().size())));
      table.rollback(before);
      if (!may) {
        continue;
      }
      if (found != null && found.item() != member) {
        return null;
      }
      if (found == null) {
        List<Ty> kept = traits.freshArgs(member);
        kept.set(0, self);
        found = new Associated(member, kept);
      }
    }
    return found;
  }
}
