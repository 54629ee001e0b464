package dev.rusthint.model.defs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The generic parameters of a definition and what is required of them (Reference, *Generic
/// parameters*).
///
/// Type and const parameters are numbered from the outside in: those of the trait (`Self` first) or
/// impl around a member, then its own, then one for each `impl Trait` among a function's parameters.
/// [Ty.Param] names them by that number. Lifetimes have no numbers: a region names its parameter.
///
/// @param parent of the trait or impl around, null if there is none
/// @param own its own parameters
/// @param lifetimes its own lifetime parameters with their `'`
/// @param predicates what its own clauses require; a trait's first is `Self: Trait` of itself
public record Generics(
    @Nullable Generics parent,
    List<Param> own,
    List<String> lifetimes,
    List<Predicate> predicates) {
  public static final Generics NONE = new Generics(null, List.of(), List.of(), List.of());

  /// A type or const parameter.
  ///
  /// @param fallback the default, in terms of the parameters before it; null if none
  /// @param constType the type of a const parameter, null for a type parameter
  /// @param isSized whether `Sized` is implied, that is, there is no `?Sized`
  /// @param isSynthetic whether it stands for an `impl Trait` in a parameter's type
  public record Param(
      String name,
      @Nullable Ty fallback,
      @Nullable Ty constType,
      boolean isSized,
      boolean isSynthetic) {}

  public Generics {
    own = List.copyOf(own);
    lifetimes = List.copyOf(lifetimes);
    predicates = List.copyOf(predicates);
  }

  /// The number of parameters, those around included.
  public int size() {
    return (parent == null ? 0 : parent.size()) + own.size();
  }

  /// The number of parameters around its own.
  public int outer() {
    return parent == null ? 0 : parent.size();
  }

  /// The parameter with a number.
  public Param param(int index) {
    int outer = outer();
    return index < outer && parent != null ? parent.param(index) : own.get(index - outer);
  }

  /// The parameters themselves as arguments: the identity substitution.
  public List<Ty> identity() {
    List<Ty> all = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      all.add(new Ty.Param(i, param(i).name()));
    }
    return all;
  }

  /// All that is required, of the parameters around too.
  public List<Predicate> allPredicates() {
    if (parent == null || parent.allPredicates().isEmpty()) {
      return predicates;
    }
    List<Predicate> all = new ArrayList<>(parent.allPredicates());
    all.addAll(predicates);
    return all;
  }
}
