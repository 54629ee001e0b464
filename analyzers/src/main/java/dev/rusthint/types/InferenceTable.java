package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.TyMap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The inference variables of one body, and unification.
///
/// Regions are not looked at: two types that differ in them alone unify. [Ty.Unknown] unifies with
/// everything and tells nothing, but the variables that meet it are *tainted*: an integer variable
/// that is, is unknown in the end and not `i32`.
final class InferenceTable {
  /// What a variable can stand for.
  enum Sort {
    ANY,
    /// An integer type, by default `i32`.
    INTEGER,
    /// A float type, by default `f64`.
    FLOAT
  }

  private static final int FIRST = 64;

  /// What each variable is bound to: a type, or another variable.
  private @Nullable Ty[] bound = new Ty[FIRST];

  private Sort[] sorts = new Sort[FIRST];
  private boolean[] tainted = new boolean[FIRST];
  private boolean[] diverging = new boolean[FIRST];
  private int size;

  /// What was written, to take it back: a variable's number, with its sort and taint before.
  private int[] trail = new int[FIRST];

  private Sort[] trailSorts = new Sort[FIRST];
  private boolean[] trailTaints = new boolean[FIRST];
  private int trailSize;

  /// Grows with each binding that is not taken back.
  private int version;

  /// A state to which the table can go back.
  record Snapshot(int size, int trail, int version) {}

  Snapshot snapshot() {
    return new Snapshot(size, trailSize, version);
  }

  /// Forgets all that happened since.
  void rollback(Snapshot to) {
    while (trailSize > to.trail) {
      trailSize--;
      int variable = trail[trailSize];
      bound[variable] = null;
      sorts[variable] = trailSorts[trailSize];
      tainted[variable] = trailTaints[trailSize];
    }
    Arrays.fill(bound, to.size, size, null);
    Arrays.fill(diverging, to.size, size, false);
    Arrays.fill(tainted, to.size, size, false);
    size = to.size;
    version = to.version;
  }

  /// Tells whether anything was bound since it was another number.
  int version() {
    return version;
  }

  Ty.Infer fresh() {
    return fresh(Sort.ANY);
  }

  Ty.Infer fresh(Sort sort) {
    if (size == bound.length) {
      int more = size * 2;
      bound = Arrays.copyOf(bound, more);
      sorts = Arrays.copyOf(sorts, more);
      tainted = Arrays.copyOf(tainted, more);
      diverging = Arrays.copyOf(diverging, more);
    }
    sorts[size] = sort;
    return new Ty.Infer(size++);
  }

  /// A variable for the type of what is never reached.
  Ty.Infer freshDiverging() {
    Ty.Infer variable = fresh();
    diverging[variable.id()] = true;
    return variable;
  }

  int size() {
    return size;
  }

  /// The sort of a variable that is not bound.
  Sort sort(Ty.Infer variable) {
    return sorts[root(variable.id())];
  }

  boolean isTainted(Ty.Infer variable) {
    return tainted[root(variable.id())];
  }

  boolean isDiverging(Ty.Infer variable) {
    return diverging[root(variable.id())];
  }

  private int root(int variable) {
    int at = variable;
    while (bound[at] instanceof Ty.Infer(int next)) {
      at = next;
    }
    return at;
  }

  /// The type itself, or what its variable is bound to; the last unbound variable.
  Ty shallow(Ty type) {
    if (!(type instanceof Ty.Infer(int id))) {
      return type;
    }
    int at = root(id);
    Ty target = bound[at];
    return target != null ? target : at == id ? type : new Ty.Infer(at);
  }

  /// The type with all bound variables replaced.
  Ty resolve(Ty type) {
    return switch (type) {
      case Ty.Primitive t -> t;
      case Ty.Param t -> t;
      case Ty.Never t -> t;
      case Ty.Unknown t -> t;
      default -> resolver.type(type);
    };
  }

  List<Ty> resolve(List<Ty> types) {
    return resolver.types(types);
  }

  private final TyMap resolver =
      new TyMap() {
        @Override
        protected Ty leaf(Ty type) {
          if (type instanceof Ty.Infer) {
            Ty target = shallow(type);
            return target instanceof Ty.Infer ? target : type(target);
          }
          return type;
        }
      };

  private void bind(int variable, Ty type) {
    record(variable);
    bound[variable] = type;
    version++;
  }

  private void record(int variable) {
    if (trailSize == trail.length) {
      int more = trailSize * 2;
      trail = Arrays.copyOf(trail, more);
      trailSorts = Arrays.copyOf(trailSorts, more);
      trailTaints = Arrays.copyOf(trailTaints, more);
    }
    trail[trailSize] = variable;
    trailSorts[trailSize] = sorts[variable];
    trailTaints[trailSize] = tainted[variable];
    trailSize++;
  }

  /// Notes that unbound variables in a type are used in a way that is not known.
  void taint(Ty type) {
    switch (shallow(type)) {
      case Ty.Infer v -> {
        if (!tainted[v.id()]) {
          record(v.id());
          tainted[v.id()] = true;
        }
      }
      case Ty.Adt t -> t.args().forEach(this::taint);
      case Ty.Tuple t -> t.elements().forEach(this::taint);
      case Ty.Array t -> taint(t.element());
      case Ty.Slice t -> taint(t.element());
      case Ty.Ref t -> taint(t.target());
      case Ty.RawPtr t -> taint(t.target());
      case Ty.Closure t -> t.args().forEach(this::taint);
      default -> {}
    }
  }

  /// Makes two types equal; false, with some variables perhaps bound, if they cannot be. Who needs
  /// that undone takes a snapshot first.
  boolean unify(Ty left, Ty right) {
    Ty a = shallow(left);
    Ty b = shallow(right);
    if (a == b) {
      return true;
    }
    if (a instanceof Ty.Unknown) {
      taint(b);
      return true;
    }
    if (b instanceof Ty.Unknown) {
      taint(a);
      return true;
    }
    if (a instanceof Ty.Infer v) {
      return unifyVariable(v.id(), b);
    }
    if (b instanceof Ty.Infer v) {
      return unifyVariable(v.id(), a);
    }
    return switch (a) {
      case Ty.Adt x ->
          b instanceof Ty.Adt y && x.def() == y.def() && unifyAll(x.args(), y.args());
      case Ty.Tuple x -> b instanceof Ty.Tuple y && unifyAll(x.elements(), y.elements());
      case Ty.Array x ->
          b instanceof Ty.Array y
              && unify(x.element(), y.element())
              && unify(x.length(), y.length());
      case Ty.Slice x -> b instanceof Ty.Slice y && unify(x.element(), y.element());
      case Ty.Ref x ->
          b instanceof Ty.Ref y && x.mutable() == y.mutable() && unify(x.target(), y.target());
      case Ty.RawPtr x ->
          b instanceof Ty.RawPtr y && x.mutable() == y.mutable() && unify(x.target(), y.target());
      case Ty.FnPtr x ->
          b instanceof Ty.FnPtr y
              && x.isUnsafe() == y.isUnsafe()
              && x.isVariadic() == y.isVariadic()
              && x.abi().equals(y.abi())
              && unifyAll(x.params(), y.params())
              && unify(x.result(), y.result());
      case Ty.FnDef x ->
          b instanceof Ty.FnDef y && x.def() == y.def() && unifyAll(x.args(), y.args());
      case Ty.Dyn x -> b instanceof Ty.Dyn y && unifyDyn(x, y);
      case Ty.Projection x ->
          b instanceof Ty.Projection y && x.assoc() == y.assoc() && unifyAll(x.args(), y.args());
      case Ty.Opaque x ->
          b instanceof Ty.Opaque y
              && x.function() == y.function()
              && x.index() == y.index()
              && unifyAll(x.args(), y.args());
      case Ty.Closure x ->
          b instanceof Ty.Closure y
              && x.place().equals(y.place())
              && unifyAll(x.args(), y.args());
      case Ty.Param x -> b instanceof Ty.Param y && x.index() == y.index();
      case Ty.Primitive x -> x.equals(b);
      case Ty.ConstValue x -> x.equals(b);
      case Ty.Never _ -> b instanceof Ty.Never;
      case Ty.Infer _, Ty.Unknown _ -> true;
    };
  }

  boolean unifyAll(List<Ty> left, List<Ty> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!unify(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Auto traits and their order do not matter.
  private boolean unifyDyn(Ty.Dyn left, Ty.Dyn right) {
    if (left.bounds().isEmpty() || right.bounds().isEmpty()) {
      return left.bounds().size() == right.bounds().size();
    }
    Ty.DynBound x = left.bounds().getFirst();
    Ty.DynBound y = right.bounds().getFirst();
    if (x.trait() != y.trait() || !unifyAll(x.args(), y.args())) {
      return false;
    }
    for (Ty.Binding binding : x.bindings()) {
      for (Ty.Binding other : y.bindings()) {
        if (binding.assoc() == other.assoc() && !unify(binding.type(), other.type())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean unifyVariable(int variable, Ty type) {
    if (type instanceof Ty.Infer(int other)) {
      return union(variable, other);
    }
    boolean fits =
        switch (sorts[variable]) {
          case ANY -> !occurs(variable, type);
          case INTEGER -> type instanceof Ty.Primitive p && p.prim().isInteger();
          case FLOAT -> type instanceof Ty.Primitive p && p.prim().isFloat();
        };
    if (fits) {
      bind(variable, type);
    }
    return fits;
  }

  private boolean union(int one, int other) {
    if (one == other) {
      return true;
    }
    Sort a = sorts[one];
    Sort b = sorts[other];
    if (a != Sort.ANY && b != Sort.ANY && a != b) {
      return false;
    }
    int from = a == Sort.ANY ? one : other;
    int to = from == one ? other : one;
    if (tainted[from] && !tainted[to]) {
      record(to);
      tainted[to] = true;
    }
    if (!diverging[from]) {
      diverging[to] = false;
    }
    bind(from, new Ty.Infer(to));
    return true;
  }

  private boolean occurs(int variable, Ty type) {
    return switch (shallow(type)) {
      case Ty.Infer(int id) -> id == variable;
      case Ty.Adt t -> occursIn(variable, t.args());
      case Ty.Tuple t -> occursIn(variable, t.elements());
      case Ty.Array t -> occurs(variable, t.element()) || occurs(variable, t.length());
      case Ty.Slice t -> occurs(variable, t.element());
      case Ty.Ref t -> occurs(variable, t.target());
      case Ty.RawPtr t -> occurs(variable, t.target());
      case Ty.FnPtr t -> occursIn(variable, t.params()) || occurs(variable, t.result());
      case Ty.FnDef t -> occursIn(variable, t.args());
      case Ty.Projection t -> occursIn(variable, t.args());
      case Ty.Opaque t -> occursIn(variable, t.args());
      case Ty.Closure t -> occursIn(variable, t.args());
      case Ty.Dyn t -> {
        for (Ty.DynBound bound : t.bounds()) {
          if (occursIn(variable, bound.args())) {
            yield true;
          }
          for (Ty.Binding binding : bound.bindings()) {
            if (occurs(variable, binding.type())) {
              yield true;
            }
          }
        }
        yield false;
      }
      default -> false;
    };
  }

  private boolean occursIn(int variable, List<Ty> types) {
    for (Ty type : types) {
      if (occurs(variable, type)) {
        return true;
      }
    }
    return false;
  }

  /// Whether an unbound variable is anywhere in a type.
  boolean hasVariables(Ty type) {
    return switch (shallow(type)) {
      case Ty.Infer _ -> true;
      case Ty.Adt t -> haveVariables(t.args());
      case Ty.Tuple t -> haveVariables(t.elements());
      case Ty.Array t -> hasVariables(t.element()) || hasVariables(t.length());
      case Ty.Slice t -> hasVariables(t.element());
      case Ty.Ref t -> hasVariables(t.target());
      case Ty.RawPtr t -> hasVariables(t.target());
      case Ty.FnPtr t -> haveVariables(t.params()) || hasVariables(t.result());
      case Ty.FnDef t -> haveVariables(t.args());
      case Ty.Projection t -> haveVariables(t.args());
      case Ty.Opaque t -> haveVariables(t.args());
      case Ty.Closure t -> haveVariables(t.args());
      case Ty.Dyn t -> {
        for (Ty.DynBound bound : t.bounds()) {
          if (haveVariables(bound.args())) {
            yield true;
          }
          for (Ty.Binding binding : bound.bindings()) {
            if (hasVariables(binding.type())) {
              yield true;
            }
          }
        }
        yield false;
      }
      default -> false;
    };
  }

  boolean haveVariables(List<Ty> types) {
    for (Ty type : types) {
      if (hasVariables(type)) {
        return true;
      }
    }
    return false;
  }
}
