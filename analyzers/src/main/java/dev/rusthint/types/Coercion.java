package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Coercions (Reference, *Type coercions*).
final class Coercion {
  private final World world;
  private final InferenceTable table;
  private final Traits traits;
  private final Autoderef autoderef;

  Coercion(World world, InferenceTable table, Traits traits, Autoderef autoderef) {
    this.world = world;
    this.table = table;
    this.traits = traits;
    this.autoderef = autoderef;
  }

  /// Makes a value of one type fit a place of another; false if it cannot.
  boolean coerce(Ty from, Ty to) {
    Ty source = table.shallow(from);
    Ty target = table.shallow(to);
    if (source instanceof Ty.Never) {
      return true;
    }
    if (source instanceof Ty.Unknown || target instanceof Ty.Unknown) {
      return table.unify(source, target);
    }
    if (source instanceof Ty.Infer v && table.isDiverging(v)) {
      return true;
    }
    if (source instanceof Ty.Infer || target instanceof Ty.Infer) {
      return table.unify(source, target);
    }
    if (unsize(source, target)) {
      return true;
    }
    return switch (target) {
      case Ty.Ref t when source instanceof Ty.Ref s -> reference(s, t);
      case Ty.RawPtr t when source instanceof Ty.Ref s ->
          (s.mutable() || !t.mutable()) && table.unify(s.target(), t.target());
      case Ty.RawPtr t when source instanceof Ty.RawPtr s ->
          (s.mutable() || !t.mutable()) && table.unify(s.target(), t.target());
      case Ty.FnPtr t when source instanceof Ty.FnDef || source instanceof Ty.Closure ->
          functionPointer(source, t);
      case Ty.FnPtr t when source instanceof Ty.FnPtr s && t.isUnsafe() && !s.isUnsafe() ->
          table.unifyAll(s.params(), t.params()) && table.unify(s.result(), t.result());
      default -> table.unify(source, target);
    };
  }

  private boolean functionPointer(Ty source, Ty.FnPtr target) {
    Callable callable = traits.callable(source);
    return callable != null
        && table.unifyAll(callable.params(), target.params())
        && table.unify(callable.result(), target.result());
  }

  /// `&mut T` to `&T`, and `&T` to `&U` where `T` dereferences to `U`.
  private boolean reference(Ty.Ref source, Ty.Ref target) {
    if (target.mutable() && !source.mutable()) {
      return false;
    }
    Ty wanted = table.shallow(target.target());
    for (Ty step : autoderef.steps(source.target())) {
      InferenceTable.Snapshot before = table.snapshot();
      if (table.unify(step, wanted)) {
        return true;
      }
      table.rollback(before);
    }
    return false;
  }

  /// Arrays to slices and values to trait objects, behind pointers (Reference, *Unsized coercions*).
  private boolean unsize(Ty source, Ty target) {
    Ty inner = pointee(source, target);
    Ty wanted = inner == null ? null : pointeeOf(target);
    if (inner == null || wanted == null) {
      return false;
    }
    Ty from = table.shallow(inner);
    Ty to = table.shallow(wanted);
    return switch (to) {
      case Ty.Slice slice when from instanceof Ty.Array array ->
          table.unify(array.element(), slice.element());
      case Ty.Dyn object -> object(from, object);
      default -> false;
    };
  }

  private boolean object(Ty from, Ty.Dyn object) {
    switch (from) {
      case Ty.Dyn _, Ty.Infer _, Ty.Unknown _, Ty.Slice _ -> {
        return false;
      }
      default -> {}
    }
    for (Ty.DynBound bound : object.bounds()) {
      List<Ty> args = new ArrayList<>();
      args.add(from);
      args.addAll(bound.args());
      TraitRef trait = new TraitRef(bound.trait(), args);
      if (!traits.mayHold(trait)) {
        return false;
      }
      traits.require(trait);
      for (Ty.Binding binding : bound.bindings()) {
        Def owner = binding.assoc().parent();
        for (TraitRef each : world.withSupertraits(bound.trait())) {
          if (each.trait() == owner) {
            Ty projected =
                traits.normalize(
                    new Ty.Projection(
                        binding.assoc(),
                        Substitution.apply(each, args).args()));
            table.unify(projected, binding.type());
          }
        }
      }
    }
    return true;
  }

  /// What the source points to, if it is a pointer that can become one as the target is.
  private @Nullable Ty pointee(Ty source, Ty target) {
    return switch (target) {
      case Ty.Ref t when source instanceof Ty.Ref s && (s.mutable() || !t.mutable()) -> s.target();
      case Ty.RawPtr t when source instanceof Ty.Ref s && (s.mutable() || !t.mutable()) ->
          s.target();
      case Ty.RawPtr _ when source instanceof Ty.RawPtr s -> s.target();
      case Ty.Adt t when source instanceof Ty.Adt s && s.def() == t.def() && isPointer(t.def()) ->
          s.args().isEmpty() ? null : s.args().getFirst();
      default -> null;
    };
  }

  private static @Nullable Ty pointeeOf(Ty target) {
    return switch (target) {
      case Ty.Ref t -> t.target();
      case Ty.RawPtr t -> t.target();
      case Ty.Adt t -> t.args().isEmpty() ? null : t.args().getFirst();
      default -> null;
    };
  }

  private boolean isPointer(Def def) {
    return autoderef.isBox(def)
        || def == world.stdType("alloc::rc::Rc")
        || def == world.stdType("alloc::sync::Arc")
        || def == world.stdType("core::pin::Pin");
  }

  /// The one type of several branches: what has been found so far, and one more (Reference, *Least
  /// upper bound coercions*).
  Ty join(Ty before, Ty next) {
    Ty a = table.shallow(before);
    Ty b = table.shallow(next);
    if (a instanceof Ty.Never) {
      return b;
    }
    if (b instanceof Ty.Never) {
      return a;
    }
    if (a instanceof Ty.FnDef && b instanceof Ty.FnDef && !a.equals(b)
        || a instanceof Ty.Closure && b instanceof Ty.Closure && !a.equals(b)) {
      Callable callable = traits.callable(a);
      if (callable != null) {
        Ty pointer =
            new Ty.FnPtr(callable.params(), callable.result(), false, "Rust", false);
        coerce(b, pointer);
        return pointer;
      }
    }
    InferenceTable.Snapshot start = table.snapshot();
    if (coerce(b, a)) {
      return a;
    }
    table.rollback(start);
    if (coerce(a, b)) {
      return b;
    }
    table.rollback(start);
    return Ty.UNKNOWN;
  }

  static Ty reference(boolean mutable, Ty target) {
    return new Ty.Ref(Region.ERASED, mutable, target);
  }
}
