package dev.rusthint.model.defs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The generic parameters of a definition and what is required of them (Reference, *Generic
/// parameters*).
///
/// Type and const parameters are numbered from the outside in: those of the trait (`Self` first) or
/// impl around a member, then its own, then one for each `impl Trait` among a function's parameters.
/// [Ty.Param] names them by that number. Lifetimes have no numbers: a region names its parameter.
///
/// Defaults and clauses can name the definition itself, so they are read when first asked for.
public final class Generics {
  public static final Generics NONE = new Generics(null, List.of(), List.of(), List.of());

  private final @Nullable Generics parent;
  private final List<Param> own;
  private final List<String> lifetimes;
  private final Later<List<Predicate>> predicates;
  private final Later<List<Predicate>> all;
  private final int outer;

  /// A type or const parameter.
  public static final class Param {
    private final String name;
    private final Later<@Nullable Ty> fallback;
    private final Later<@Nullable Ty> constType;
    private final boolean isSized;
    private final boolean isSynthetic;

    public Param(
        String name,
        @Nullable Ty fallback,
        @Nullable Ty constType,
        boolean isSized,
        boolean isSynthetic) {
      this(name, () -> fallback, () -> constType, isSized, isSynthetic);
    }

    public Param(
        String name,
        Supplier<@Nullable Ty> fallback,
        Supplier<@Nullable Ty> constType,
        boolean isSized,
        boolean isSynthetic) {
      this.name = name;
      this.fallback = new Later<>(fallback, null);
      this.constType = new Later<>(constType, null);
      this.isSized = isSized;
      this.isSynthetic = isSynthetic;
    }

    public String name() {
      return name;
    }

    /// The default, in terms of the parameters before it; null if none.
    public @Nullable Ty fallback() {
      return fallback.get();
    }

    /// The type of a const parameter, null for a type parameter.
    public @Nullable Ty constType() {
      return constType.get();
    }

    /// Whether `Sized` is implied, that is, there is no `?Sized`.
    public boolean isSized() {
      return isSized;
    }

    /// Whether it stands for an `impl Trait` in a parameter's type.
    public boolean isSynthetic() {
      return isSynthetic;
    }
  }

  /// A value that is made when first asked for; who asks while it is made gets a substitute.
  private static final class Later<T extends @Nullable Object> {
    private @Nullable Supplier<? extends T> make;
    private final T meanwhile;
    private T value;
    private final ThreadLocal<Boolean> making = new ThreadLocal<>();

    Later(Supplier<? extends T> make, T meanwhile) {
      this.make = make;
      this.meanwhile = meanwhile;
      this.value = meanwhile;
    }

    T get() {
      Supplier<? extends T> supplier;
      synchronized (this) {
        supplier = make;
        if (supplier == null) {
          return value;
        }
      }
      if (making.get() != null) {
        return meanwhile;
      }
      making.set(true);
      try {
        T made = supplier.get();
        synchronized (this) {
          value = made;
          make = null;
        }
        return made;
      } finally {
        making.remove();
      }
    }
  }

  /// @param parent of the trait or impl around, null if there is none
  /// @param own its own parameters
  /// @param lifetimes its own lifetime parameters with their `'`
  /// @param predicates what its own clauses require; a trait's first is `Self: Trait` of itself
  public Generics(
      @Nullable Generics parent,
      List<Param> own,
      List<String> lifetimes,
      List<Predicate> predicates) {
    this(parent, own, lifetimes, () -> predicates);
  }

  public Generics(
      @Nullable Generics parent,
      List<Param> own,
      List<String> lifetimes,
      Supplier<List<Predicate>> predicates) {
    this.parent = parent;
    this.own = List.copyOf(own);
    this.lifetimes = List.copyOf(lifetimes);
    this.predicates = new Later<>(() -> List.copyOf(predicates.get()), List.of());
    this.all = new Later<>(this::gather, List.of());
    this.outer = parent == null ? 0 : parent.size();
  }

  /// Of the trait or impl around; null if there is none.
  public @Nullable Generics parent() {
    return parent;
  }

  /// Its own parameters.
  public List<Param> own() {
    return own;
  }

  /// Its own lifetime parameters with their `'`.
  public List<String> lifetimes() {
    return lifetimes;
  }

  /// What its own clauses require; a trait's first is `Self: Trait` of itself.
  public List<Predicate> predicates() {
    return predicates.get();
  }

  /// The number of parameters, those around included.
  public int size() {
    return outer + own.size();
  }

  /// The number of parameters around its own.
  public int outer() {
    return outer;
  }

  /// The parameter with a number.
  public Param param(int index) {
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
    return all.get();
  }

  private List<Predicate> gather() {
    if (parent == null || parent.allPredicates().isEmpty()) {
      return predicates();
    }
    List<Predicate> found = new ArrayList<>(parent.allPredicates());
    found.addAll(predicates());
    return List.copyOf(found);
  }
}
