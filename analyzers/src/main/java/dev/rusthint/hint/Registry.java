package dev.rusthint.hint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The analyzers there are.
public final class Registry {
  private final List<Analyzer<?>> analyzers;

  /// @throws IllegalArgumentException if two rules share hint and name
  public Registry(List<Analyzer<?>> analyzers) {
    this.analyzers = List.copyOf(analyzers);
    Set<String> names = new HashSet<>();
    for (Analyzer<?> analyzer : analyzers) {
      RuleSpec spec = analyzer.spec();
      if (!names.add(spec.hint() + " " + spec.rule())) {
        throw new IllegalArgumentException("two rules are called " + spec.rule());
      }
    }
  }

  public List<Analyzer<?>> analyzers() {
    return analyzers;
  }

  /// Whether a rule that is on asks for types.
  public boolean asksForTypes(Settings settings) {
    for (Analyzer<?> analyzer : analyzers) {
      RuleSpec spec = analyzer.spec();
      if (spec.reach() == Reach.TYPES && settings.levelOf(spec).isOn()) {
        return true;
      }
    }
    return false;
  }
}
