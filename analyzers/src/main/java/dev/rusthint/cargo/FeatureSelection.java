package dev.rusthint.cargo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Which features were asked for, as on cargo's command line.
///
/// @param features `--features`: names, `dep:name`, `package/feature` or `dependency/feature`
/// @param all `--all-features`
/// @param defaults false with `--no-default-features`
public record FeatureSelection(List<String> features, boolean all, boolean defaults) {
  /// What cargo builds when nothing is said.
  public static final FeatureSelection DEFAULT = new FeatureSelection(List.of(), false, true);

  public FeatureSelection {
    features = List.copyOf(features);
  }

  /// Reads the values of `--features`: each may hold several names, with commas or blanks between.
  public static FeatureSelection of(Collection<String> arguments, boolean all, boolean defaults) {
    List<String> names = new ArrayList<>();
    for (String argument : arguments) {
      for (String name : argument.split("[,\\s]+", -1)) {
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
    return new FeatureSelection(names, all, defaults);
  }
}
