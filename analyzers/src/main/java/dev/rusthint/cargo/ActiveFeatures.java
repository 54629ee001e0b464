package dev.rusthint.cargo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The features that are on in the packages that some members of a workspace are built from.
///
/// A package is built once with all features that anyone asks of it. Since resolver 2, what build
/// scripts and procedural macros ask for is apart from the rest, and what is for other platforms or
/// for tests that are not built asks for nothing (the Cargo Book, *Features*).
public final class ActiveFeatures {
  private static final String DEFAULT = "default";

  private final Packages packages;
  private final CfgSet cfg;
  private final boolean unified;
  private final Map<Place, State> states = new HashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();
  private final Deque<Runnable> open = new ArrayDeque<>();

  /// Finds what packages depend on.
  @FunctionalInterface
  public interface Packages {
    /// The package that a dependency of another means; null if it is not looked into.
    @Nullable CargoPackage packageOf(CargoPackage from, Dependency dependency);
  }

  /// @param host whether it is built to run while others are built
  private record Place(Path folder, boolean host) {}

  /// What is on in one package.
  private static final class State {
    final CargoPackage of;
    final boolean host;
    final boolean tests;
    final PackageFeatures declared;
    final Set<String> features = new TreeSet<>();
    final Set<String> optionalDependencies = new TreeSet<>();

    /// Features asked for with `name?/feature` of dependencies that are not on so far.
    final Map<String, Set<String>> waiting = new TreeMap<>();

    boolean reached;

    State(CargoPackage of, boolean host, boolean tests) {
      this.of = of;
      this.host = host;
      this.tests = tests;
      this.declared = PackageFeatures.of(of);
    }
  }

  private ActiveFeatures(Packages packages, CfgSet cfg, boolean unified) {
    this.packages = packages;
    this.cfg = cfg;
    this.unified = unified;
  }

  /// Works out what is on in the packages of a workspace when some of them are built; those of
  /// registries are not looked into, none of which depends on one of the workspace.
  public static ActiveFeatures resolve(
      Workspace workspace,
      List<CargoPackage> selected,
      FeatureSelection selection,
      CfgSet cfg,
      boolean tests) {
    Packages packages =
        (from, dependency) -> {
          Path folder = from.folderOf(dependency);
          return folder == null ? null : workspace.packageIn(folder);
        };
    return resolve(workspace, packages, selected, selection, cfg, tests);
  }

  /// Works out what is on when some packages of a workspace are built.
  ///
  /// @param selected the packages built
  /// @param cfg tells which target-specific dependencies count
  /// @param tests whether the selected packages' dev-dependencies count
  public static ActiveFeatures resolve(
      Workspace workspace,
      Packages packages,
      List<CargoPackage> selected,
      FeatureSelection selection,
      CfgSet cfg,
      boolean tests) {
    boolean unified = isUnified(workspace.rootManifest());
    ActiveFeatures result = new ActiveFeatures(packages, cfg, unified);
    for (CargoPackage one : selected) {
      Place place = new Place(one.directory(), false);
      result.states.put(place, new State(one, false, tests || unified));
    }
    for (CargoPackage one : selected) {
      result.reach(result.stateOf(one));
    }
    for (CargoPackage one : selected) {
      State state = result.stateOf(one);
      if (selection.all()) {
        state.declared.names().forEach(feature -> result.activate(state, feature));
      } else if (selection.defaults()) {
        result.activate(state, DEFAULT);
      }
    }
    for (String feature : selection.features()) {
      result.activateNamed(selected, feature);
    }
    result.finish();
    return result;
  }

  /// Whether the features of a package are the same wherever it is used: by resolver 1.
  private static boolean isUnified(Manifest root) {
    PackageSection own = root.packageSection();
    Field<String> resolver =
        root.workspace() != null && root.workspace().resolver() != null
            ? root.workspace().resolver()
            : own == null ? null : own.resolver();
    if (resolver != null) {
      return resolver.value().equals("1");
    }
    return own == null || !CargoPackage.of(root, root).edition().isAtLeast(Edition.E2021);
  }

  /// The features that are on in a package, sorted; none if it is not built at all.
  public Set<String> of(CargoPackage one) {
    return of(one, false);
  }

  /// The features that are on in a package, sorted; none if it is not built at all.
  ///
  /// @param host whether it is asked about as part of a build script or procedural macro
  public Set<String> of(CargoPackage one, boolean host) {
    State state = find(one, host);
    return state == null ? Set.of() : new LinkedHashSet<>(state.features);
  }

  /// The optional dependencies that are on in a package, by the names of their keys.
  public Set<String> optionalDependenciesOf(CargoPackage one) {
    return optionalDependenciesOf(one, false);
  }

  /// The optional dependencies that are on in a package, by the names of their keys.
  ///
  /// @param host whether it is asked about as part of a build script or procedural macro
  public Set<String> optionalDependenciesOf(CargoPackage one, boolean host) {
    State state = find(one, host);
    return state == null ? Set.of() : new LinkedHashSet<>(state.optionalDependencies);
  }

  private @Nullable State find(CargoPackage one, boolean host) {
    State state = states.get(new Place(one.directory(), host));
    return state == null ? states.get(new Place(one.directory(), !host)) : state;
  }

  /// Features asked for that no selected package has.
  public Set<String> unknown() {
    return new LinkedHashSet<>(unknown);
  }

  private State stateOf(CargoPackage one) {
    return stateOf(one, false);
  }

  private State stateOf(CargoPackage one, boolean host) {
    return states.computeIfAbsent(
        new Place(one.directory(), host), place -> new State(one, host, false));
  }

  private void activateNamed(List<CargoPackage> selected, String text) {
    boolean found = false;
    Feature.Enables enables = Feature.Enables.parse(text);
    for (CargoPackage one : selected) {
      State state = stateOf(one);
      switch (enables) {
        case Feature.Enables.OfPackage(String feature) -> {
          if (state.declared.has(feature)) {
            activate(state, feature);
            found = true;
          }
        }
        case Feature.Enables.OptionalDependency(String dependency) -> {
          if (hasDependency(one, dependency)) {
            apply(state, enables);
            found = true;
          }
        }
        case Feature.Enables.OfDependency(String dependency, String feature, boolean weak) -> {
          if (!weak && dependency.equals(one.name())) {
            if (state.declared.has(feature)) {
              activate(state, feature);
              found = true;
            }
          } else if (hasDependency(one, dependency)) {
            apply(state, enables);
            found = true;
          }
        }
      }
    }
    if (!found) {
      unknown.add(text);
    }
  }

  private static boolean hasDependency(CargoPackage one, String name) {
    return one.dependencies().stream().anyMatch(dependency -> dependency.name().equals(name));
  }

  /// Works off what has come up. A queue instead of recursion: chains of features can be long.
  private void finish() {
    for (Runnable next = open.poll(); next != null; next = open.poll()) {
      next.run();
    }
  }

  private void reach(State state) {
    if (state.reached) {
      return;
    }
    state.reached = true;
    for (Dependency dependency : state.of.dependencies()) {
      if (!dependency.isOptional()) {
        build(state, dependency);
      }
    }
  }

  /// Builds what a dependency names, with the features that it asks for.
  private void build(State state, Dependency dependency) {
    State on = targetOf(state, dependency);
    if (on == null) {
      return;
    }
    open.add(() -> reach(on));
    if (dependency.usesDefaultFeatures()) {
      activate(on, DEFAULT);
    }
    for (Field<String> feature : dependency.features()) {
      activate(on, feature.value());
    }
  }

  private @Nullable State targetOf(State state, Dependency dependency) {
    if (dependency.kind() == Dependency.Kind.DEV && !state.tests) {
      return null;
    }
    Field<String> condition = dependency.target();
    if (condition != null
        && !unified
        && !CfgPredicate.ofTargetKey(condition.value()).evaluate(cfg).isPossible()) {
      return null;
    }
    CargoPackage found = packages.packageOf(state.of, dependency);
    if (found == null) {
      return null;
    }
    boolean host =
        state.host || dependency.kind() == Dependency.Kind.BUILD || found.isProcMacro();
    return stateOf(found, host && !unified);
  }

  private void activate(State state, String feature) {
    List<String> enables = state.declared.enables().get(feature);
    if (enables == null || !state.features.add(feature)) {
      return;
    }
    for (String text : enables) {
      open.add(() -> apply(state, Feature.Enables.parse(text)));
    }
  }

  private void apply(State state, Feature.Enables enables) {
    switch (enables) {
      case Feature.Enables.OfPackage(String feature) -> activate(state, feature);
      case Feature.Enables.OptionalDependency(String name) -> switchOn(state, name);
      case Feature.Enables.OfDependency(String name, String feature, boolean weak) ->
          applyToDependency(state, name, feature, weak);
    }
  }

  private void applyToDependency(State state, String name, String feature, boolean weak) {
    boolean optional = false;
    for (Dependency dependency : state.of.dependencies()) {
      if (dependency.name().equals(name) && dependency.isOptional()) {
        optional = true;
      }
    }
    if (optional && weak && !state.optionalDependencies.contains(name)) {
      state.waiting.computeIfAbsent(name, key -> new TreeSet<>()).add(feature);
      return;
    }
    if (optional && !weak) {
      switchOn(state, name);
      // Before `dep:` there was, `name/feature` meant the feature `name` too; it still does.
      activate(state, name);
    }
    activateInDependency(state, name, feature);
  }

  private void activateInDependency(State state, String name, String feature) {
    for (Dependency dependency : state.of.dependencies()) {
      State on = dependency.name().equals(name) ? targetOf(state, dependency) : null;
      if (on != null) {
        activate(on, feature);
      }
    }
  }

  private void switchOn(State state, String name) {
    if (!state.optionalDependencies.add(name)) {
      return;
    }
    for (Dependency dependency : state.of.dependencies()) {
      if (dependency.name().equals(name) && dependency.isOptional()) {
        build(state, dependency);
      }
    }
    Set<String> waiting = state.waiting.remove(name);
    if (waiting != null) {
      waiting.forEach(feature -> activateInDependency(state, name, feature));
    }
  }

  /// The features that are on, by package name.
  @Override
  public String toString() {
    Map<String, Set<String>> byName = new LinkedHashMap<>();
    states.values().forEach(state -> byName.put(state.of.name(), state.features));
    return byName.toString();
  }
}
