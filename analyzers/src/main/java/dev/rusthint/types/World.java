package dev.rusthint.types;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Head;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.defs.Substitution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A crate and all crates that it can see, with their impls by trait and by type.
///
/// It does not change; what it finds out it keeps, and several threads may ask.
public final class World {
  private final CrateDefs crate;
  private final Set<CrateDefs> crates = new LinkedHashSet<>();

  private final Map<Def, List<Def>> allImpls = new ConcurrentHashMap<>();
  private final Map<TraitAndHead, List<Def>> traitImpls = new ConcurrentHashMap<>();
  private final Map<Def, List<Def>> negativeImpls = new ConcurrentHashMap<>();
  private final Map<Head, List<Def>> inherentImpls = new ConcurrentHashMap<>();
  private final Map<String, Def> langItems = new ConcurrentHashMap<>();
  private final Set<String> noLangItems = ConcurrentHashMap.newKeySet();
  private final Map<Def, List<TraitRef>> supertraits = new ConcurrentHashMap<>();

  /// @param head null for blanket impls
  private record TraitAndHead(Def trait, @Nullable Head head) {}

  private World(CrateDefs crate) {
    this.crate = crate;
  }

  /// The world as a crate sees it: itself and what it depends on, directly or not.
  public static World of(CrateDefs crate) {
    World world = new World(crate);
    world.add(crate);
    return world;
  }

  private void add(CrateDefs added) {
    if (crates.add(added)) {
      added.externs().values().forEach(this::add);
    }
  }

  /// The crate whose bodies are typed.
  public CrateDefs crate() {
    return crate;
  }

  public Set<CrateDefs> crates() {
    return Collections.unmodifiableSet(crates);
  }

  /// The inherent impls for types with a head.
  List<Def> inherentImpls(Head head) {
    List<Def> known = inherentImpls.get(head);
    if (known == null) {
      known = collect(each -> each.implIndex().inherent(head));
      inherentImpls.put(head, known);
    }
    return known;
  }

  /// The impls of a trait that can be for a type: those for its head and the blanket ones; all, if
  /// its head is not known.
  List<Def> traitImpls(Def trait, @Nullable Head head) {
    if (head == null) {
      List<Def> all = allImpls.get(trait);
      if (all == null) {
        all = collect(each -> each.implIndex().ofTrait(trait));
        allImpls.put(trait, all);
      }
      return all;
    }
    List<Def> exact = ofTrait(trait, head);
    List<Def> blanket = ofTrait(trait, null);
    if (blanket.isEmpty() || exact.isEmpty()) {
      return blanket.isEmpty() ? exact : blanket;
    }
    List<Def> both = new ArrayList<>(exact);
    both.addAll(blanket);
    return both;
  }

  List<Def> blanketImpls(Def trait) {
    return ofTrait(trait, null);
  }

  private List<Def> ofTrait(Def trait, @Nullable Head head) {
    TraitAndHead key = new TraitAndHead(trait, head);
    List<Def> known = traitImpls.get(key);
    if (known == null) {
      known = collect(each -> each.implIndex().ofTrait(trait, head));
      traitImpls.put(key, known);
    }
    return known;
  }

  /// The negative impls of a trait for types with a head.
  List<Def> negativeImpls(Def trait, Head head) {
    List<Def> known = negativeImpls.get(trait);
    if (known == null) {
      known = collect(each -> each.implIndex().negative(trait));
      negativeImpls.put(trait, known);
    }
    return known.stream()
        .filter(impl -> impl.impl() instanceof ImplHead it && head.equals(Head.of(it.self())))
        .toList();
  }

  private List<Def> collect(Function<CrateDefs, List<Def>> impls) {
    List<Def> all = new ArrayList<>();
    for (CrateDefs each : crates) {
      all.addAll(impls.apply(each));
    }
    return List.copyOf(all);
  }

  /// The lang item with a name, null if no crate has it.
  @Nullable Def lang(String name) {
    Def known = langItems.get(name);
    if (known != null || noLangItems.contains(name)) {
      return known;
    }
    for (CrateDefs each : crates) {
      Def found = each.langItem(name);
      if (found != null) {
        langItems.put(name, found);
        return found;
      }
    }
    noLangItems.add(name);
    return null;
  }

  /// The definition at a public path of std, `core::iter::IntoIterator`, null if there is none.
  @Nullable Def std(String path, Namespace namespace) {
    Def known = langItems.get(path);
    if (known != null) {
      return known;
    }
    String[] parts = path.split("::");
    for (CrateDefs each : crates) {
      if (each.name().equals(parts[0])) {
        Def at = each.root();
        for (int i = 1; i < parts.length && at != null; i++) {
          Namespace wanted = i == parts.length - 1 ? namespace : Namespace.TYPE;
          at =
              at.kind() == DefKind.MODULE
                  ? at.crate().lookup(at, parts[i], wanted, each.root())
                  : at.member(parts[i], wanted);
        }
        if (at != null) {
          langItems.put(path, at);
          return at;
        }
      }
    }
    return null;
  }

  /// The type or trait at a public path of std, null if there is none.
  public @Nullable Def stdType(String path) {
    return std(path, Namespace.TYPE);
  }

  /// The function, constant or static at a public path of std, null if there is none.
  public @Nullable Def stdValue(String path) {
    return std(path, Namespace.VALUE);
  }

  /// A trait and its supertraits, each with arguments in terms of the trait's parameters, itself
  /// first.
  List<TraitRef> withSupertraits(Def trait) {
    List<TraitRef> known = supertraits.get(trait);
    if (known == null) {
      List<TraitRef> found = new ArrayList<>();
      addSupertraits(new TraitRef(trait, trait.generics().identity()), found);
      known = List.copyOf(found);
      supertraits.put(trait, known);
    }
    return known;
  }

  private static void addSupertraits(TraitRef trait, List<TraitRef> found) {
    if (found.contains(trait) || found.size() > 100) {
      return;
    }
    found.add(trait);
    for (Predicate predicate : trait.trait().generics().predicates()) {
      if (predicate instanceof Predicate.Implements(TraitRef required)
          && required.self() instanceof Ty.Param(int index, String _)
          && index == 0
          && !required.args().isEmpty()) {
        addSupertraits(Substitution.apply(required, trait.args()), found);
      }
    }
  }

  /// The predicates with those that follow from them by supertraits.
  public List<Predicate> elaborate(List<Predicate> predicates) {
    Set<Predicate> all = new LinkedHashSet<>(predicates);
    for (Predicate predicate : predicates) {
      if (predicate instanceof Predicate.Implements(TraitRef trait)) {
        for (TraitRef each : withSupertraits(trait.trait())) {
          TraitRef here = Substitution.apply(each, trait.args());
          all.add(new Predicate.Implements(here));
          for (Predicate own : each.trait().generics().predicates()) {
            if (own instanceof Predicate.Projects projects
                && projects.trait().self() instanceof Ty.Param(int index, String _)
                && index == 0) {
              all.add(Substitution.apply(own, here.args()));
            }
          }
        }
      }
    }
    return List.copyOf(all);
  }
}
