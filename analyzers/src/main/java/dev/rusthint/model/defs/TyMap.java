package dev.rusthint.model.defs;

import java.util.ArrayList;
import java.util.List;

/// Rebuilds a type from the inside out; parts that stay the same are shared.
public abstract class TyMap {
  /// What takes the place of a type without parts: a parameter, an inference variable, a primitive,
  /// a constant.
  protected abstract Ty leaf(Ty type);

  /// What takes the place of a type whose parts are done.
  protected Ty whole(Ty type) {
    return type;
  }

  protected Region region(Region region) {
    return region;
  }

  public final Ty type(Ty type) {
    return switch (type) {
      case Ty.Adt t -> {
        List<Ty> args = types(t.args());
        List<Region> regions = regions(t.regions());
        yield whole(
            args == t.args() && regions == t.regions() ? t : new Ty.Adt(t.def(), args, regions));
      }
      case Ty.Tuple t -> {
        List<Ty> elements = types(t.elements());
        yield whole(elements == t.elements() ? t : new Ty.Tuple(elements));
      }
      case Ty.Array t -> {
        Ty element = type(t.element());
        Ty length = type(t.length());
        yield whole(
            element == t.element() && length == t.length() ? t : new Ty.Array(element, length));
      }
      case Ty.Slice t -> {
        Ty element = type(t.element());
        yield whole(element == t.element() ? t : new Ty.Slice(element));
      }
      case Ty.Ref t -> {
        Ty target = type(t.target());
        Region region = region(t.region());
        yield whole(
            target == t.target() && region == t.region()
                ? t
                : new Ty.Ref(region, t.mutable(), target));
      }
      case Ty.RawPtr t -> {
        Ty target = type(t.target());
        yield whole(target == t.target() ? t : new Ty.RawPtr(t.mutable(), target));
      }
      case Ty.FnPtr t -> {
        List<Ty> params = types(t.params());
        Ty result = type(t.result());
        yield whole(
            params == t.params() && result == t.result()
                ? t
                : new Ty.FnPtr(params, result, t.isUnsafe(), t.abi(), t.isVariadic()));
      }
      case Ty.FnDef t -> {
        List<Ty> args = types(t.args());
        yield whole(args == t.args() ? t : new Ty.FnDef(t.def(), args));
      }
      case Ty.Dyn t -> whole(dyn(t));
      case Ty.Projection t -> {
        List<Ty> args = types(t.args());
        yield whole(args == t.args() ? t : new Ty.Projection(t.assoc(), args));
      }
      case Ty.Opaque t -> {
        List<Ty> args = types(t.args());
        yield whole(args == t.args() ? t : new Ty.Opaque(t.function(), t.index(), args));
      }
      case Ty.Closure t -> {
        List<Ty> args = types(t.args());
        yield whole(args == t.args() ? t : new Ty.Closure(t.place(), args));
      }
      case Ty.Primitive t -> leaf(t);
      case Ty.Never t -> leaf(t);
      case Ty.Param t -> leaf(t);
      case Ty.Infer t -> leaf(t);
      case Ty.ConstValue t -> leaf(t);
      case Ty.Unknown t -> leaf(t);
    };
  }

  private Ty dyn(Ty.Dyn type) {
    boolean same = true;
    List<Ty.DynBound> bounds = new ArrayList<>(type.bounds().size());
    for (Ty.DynBound bound : type.bounds()) {
      List<Ty> args = types(bound.args());
      boolean sameBindings = true;
      List<Ty.Binding> bindings = new ArrayList<>(bound.bindings().size());
      for (Ty.Binding binding : bound.bindings()) {
        Ty bound2 = type(binding.type());
        sameBindings &= bound2 == binding.type();
        bindings.add(new Ty.Binding(binding.assoc(), bound2));
      }
      boolean sameBound = args == bound.args() && sameBindings;
      same &= sameBound;
      bounds.add(sameBound ? bound : new Ty.DynBound(bound.trait(), args, bindings));
    }
    Region region = region(type.region());
    return same && region == type.region() ? type : new Ty.Dyn(bounds, region);
  }

  /// The same list if all its types stay.
  public final List<Ty> types(List<Ty> types) {
    List<Ty> changed = null;
    for (int i = 0; i < types.size(); i++) {
      Ty before = types.get(i);
      Ty after = type(before);
      if (changed == null && after != before) {
        changed = new ArrayList<>(types.subList(0, i));
      }
      if (changed != null) {
        changed.add(after);
      }
    }
    return changed == null ? types : changed;
  }

  private List<Region> regions(List<Region> regions) {
    List<Region> changed = null;
    for (int i = 0; i < regions.size(); i++) {
      Region before = regions.get(i);
      Region after = region(before);
      if (changed == null && after != before) {
        changed = new ArrayList<>(regions.subList(0, i));
      }
      if (changed != null) {
        changed.add(after);
      }
    }
    return changed == null ? regions : changed;
  }
}
