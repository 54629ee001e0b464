package dev.rusthint.model.defs;

import java.util.ArrayList;
import java.util.List;

/// Puts arguments in place of parameters.
public final class Substitution {
  private Substitution() {}

  /// The type with `args[i]` for parameter `i`; a parameter without an argument stays.
  public static Ty apply(Ty type, List<Ty> args) {
    return args.isEmpty() ? type : new Mapping(args).type(type);
  }

  public static TraitRef apply(TraitRef trait, List<Ty> args) {
    return args.isEmpty()
        ? trait
        : new TraitRef(trait.trait(), new Mapping(args).all(trait.args()));
  }

  public static Predicate apply(Predicate predicate, List<Ty> args) {
    Mapping mapping = new Mapping(args);
    return switch (predicate) {
      case Predicate.Implements p -> new Predicate.Implements(apply(p.trait(), args));
      case Predicate.Projects p ->
          new Predicate.Projects(
              apply(p.trait(), args), p.assoc(), mapping.all(p.own()), mapping.type(p.type()));
    };
  }

  private static final class Mapping extends TyMap {
    private final List<Ty> args;

    Mapping(List<Ty> args) {
      this.args = args;
    }

    @Override
    protected Ty leaf(Ty type) {
      return type instanceof Ty.Param p && p.index() < args.size() ? args.get(p.index()) : type;
    }

    List<Ty> all(List<Ty> types) {
      List<Ty> result = new ArrayList<>(types.size());
      for (Ty type : types) {
        result.add(type(type));
      }
      return result;
    }
  }
}
