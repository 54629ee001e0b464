package dev.rusthint.analyzers;

import dev.rusthint.analyzers.macros.MacroRules;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Registry;
import java.util.ArrayList;
import java.util.List;

/// All analyzers of Rust code. Each category has a list of its own, sorted by class name; a test
/// compares the lists with the classes that exist.
public final class Analyzers {
  private static final Registry REGISTRY = new Registry(join(List.of(MacroRules.ALL)));

  private Analyzers() {}

  public static Registry registry() {
    return REGISTRY;
  }

  private static List<Analyzer<?>> join(List<List<Analyzer<?>>> categories) {
    List<Analyzer<?>> all = new ArrayList<>();
    categories.forEach(all::addAll);
    return all;
  }
}
