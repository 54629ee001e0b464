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

/// The features that are on in the packages of a workspace when some of its members are built.
///
/// Packages that come from a registry are not looked into, so a feature that only one of those
/// would switch on in a package of the workspace is missed; cargo lets none of them depend on one.
public final class ActiveFeatures {
  private static final String DEFAULT = "default";

  private final Workspace workspace;
  private final CfgSet cfg;
  private final Map<Path, State> states = new HashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();
  private final Deque<Runnable> open = new ArrayDeque<>();

  /// What is on in one package.
  private static final class State {
    final CargoPackage of;
    final PackageFeatures declared;
    final Set<String> features = new TreeSet<>();
    final Set<String> optionalDependencies = new TreeSet<>();

    /// Features asked for with `name?/feature` of dependencies that are not on so far.
    final Map<String, Set<String>> waiting = new TreeMap<>();

    boolean reached;

    State(CargoPackage of) {
      this.of = of;
      this.declared = PackageFeatures.of(of);
    }
  }

  private ActiveFeatures(Workspace workspace, CfgSet cfg) {
    this.workspace = workspace;
    this.cfg = cfg;
  }

  /// Works out what is on when some packages are built.
  ///
  /// @param selected the packages built
  /// @param cfg tells which target-specific dependencies count
  /// @param tests whether the selected packages' dev-dependencies count
  public static ActiveFeatures resolve(
      Workspace workspace,
      List<CargoPackage> selected,
      FeatureSelection selection,
      CfgSet cfg,
      boolean tests) {
    ActiveFeatures result = new ActiveFeatures(workspace, cfg);
    for (CargoPackage one : selected) {
      result.reach(result.stateOf(one), tests);
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

  /// The features that are on in a package, sorted; none if it is not built at all.
  public Set<String> of(CargoPackage one) {
    State state = states.get(one.directory());
    return state == null ? Set.of() : new LinkedHashSet<>(state.features);
  }

  /// The optional dependencies that are on in a package, by the names of their keys.
  public Set<String> optionalDependenciesOf(CargoPackage one) {
    State state = states.get(one.directory());
    return state == null ? Set.of() : new LinkedHashSet<>(state.optionalDependencies);
  }

  /// Features asked for that no selected package has.
  public Set<String> unknown() {
    return new LinkedHashSet<>(unknown);
  }

  private State stateOf(CargoPackage one) {
    return states.computeIfAbsent(one.directory(), folder -> new State(one));
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

  private void reach(State state, boolean tests) {
    if (state.reached) {
      return;
    }
    state.reached = true;
    for (Dependency dependency : state.of.dependencies()) {
      boolean counts = tests || dependency.kind() != Dependency.Kind.DEV;
      if (counts && !dependency.isOptional()) {
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
    open.add(() -> reach(on, false));
    if (dependency.usesDefaultFeatures()) {
      activate(on, DEFAULT);
    }
    for (Field<String> feature : dependency.features()) {
      activate(on, feature.value());
    }
  }

  private @Nullable State targetOf(State state, Dependency dependency) {
    Field<String> condition = dependency.target();
    if (condition != null
        && !CfgPredicate.ofTargetKey(condition.value()).evaluate(cfg).isPossible()) {
      return null;
    }
    Path folder = state.of.folderOf(dependency);
    CargoPackage found = folder == null ? null : workspace.packageIn(folder);
    return found == null ? null : stateOf(found);
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
