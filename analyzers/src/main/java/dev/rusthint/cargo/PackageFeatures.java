package dev.rusthint.cargo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The features that a package has: those it declares, and one for each optional dependency that
/// no feature names with `dep:`.
///
/// @param enables for each feature what it switches on, as a manifest writes it
public record PackageFeatures(Map<String, List<String>> enables) {

  public static PackageFeatures of(CargoPackage from) {
    Map<String, List<String>> enables = new LinkedHashMap<>();
    Set<String> named = new HashSet<>();
    for (Feature feature : from.manifest().features()) {
      List<String> texts = new ArrayList<>();
      for (Field<Feature.Enables> enabled : feature.enables()) {
        texts.add(enabled.value().toString());
        if (enabled.value() instanceof Feature.Enables.OptionalDependency(String dependency)) {
          named.add(dependency);
        }
      }
      enables.put(feature.name(), List.copyOf(texts));
    }
    for (Dependency dependency : from.dependencies()) {
      String name = dependency.name();
      if (dependency.isOptional() && !named.contains(name)) {
        enables.putIfAbsent(name, List.of("dep:" + name));
      }
    }
    return new PackageFeatures(Collections.unmodifiableMap(enables));
  }

  public boolean has(String feature) {
    return enables.containsKey(feature);
  }

  public Set<String> names() {
    return enables.keySet();
  }
}
