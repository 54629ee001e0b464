package dev.rusthint.model;

import dev.rusthint.syntax.ItemKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The macros that are defined so far, and what becomes of items that they are given.
final class MacroTable {
  private static final int MAX_STEPS = 16;

  /// What becomes of items that a macro is given.
  enum Outcome {
    PASSED,
    /// By a `cfg` that is false.
    LEFT_OUT,
    UNKNOWN
  }

  private final CfgOracle cfg;
  private final Map<String, MacroRules> definitions = new HashMap<>();

  MacroTable(CfgOracle cfg) {
    this.cfg = cfg;
  }

  void define(Declaration declaration) {
    if (declaration.rules() != null) {
      definitions.put(declaration.name(), declaration.rules());
    }
  }

  /// The definitions that pass their items on.
  Map<String, MacroRules.Passing> passing() {
    Map<String, MacroRules.Passing> passing = new TreeMap<>();
    definitions.forEach(
        (name, rules) -> {
          if (rules.passes() != null) {
            passing.put(name, rules.passes());
          }
        });
    return passing;
  }

  /// The same table by what [#passing] says of it.
  static MacroTable of(Map<String, MacroRules.Passing> passing, CfgOracle cfg) {
    MacroTable table = new MacroTable(cfg);
    passing.forEach(
        (name, passes) -> table.definitions.put(name, new MacroRules(passes, Set.of())));
    return table;
  }

  @Nullable MacroRules find(String name) {
    return definitions.get(name);
  }

  Outcome outcome(MacroCall call) {
    if (call.name().equals("cfg_if")) {
      return Outcome.PASSED;
    }
    String meta = null;
    for (ItemTree item : call.items()) {
      if (item.kind() == ItemKind.INNER_ATTRIBUTE) {
        meta = item.declaration().attributes().getFirst().text();
        break;
      }
    }
    return outcome(call.name(), meta, 0);
  }

  private Outcome outcome(String name, @Nullable String meta, int steps) {
    MacroRules rules = definitions.get(name);
    MacroRules.Passing passing = rules == null ? null : rules.passes();
    if (passing == null || steps > MAX_STEPS) {
      return Outcome.UNKNOWN;
    }
    for (String predicate : passing.predicates()) {
      String actual = predicate.equals(MacroRules.META) ? meta : predicate;
      if (actual != null && !cfg.mayHold(actual)) {
        return Outcome.LEFT_OUT;
      }
    }
    if (passing.macro() == null) {
      return Outcome.PASSED;
    }
    String given = MacroRules.META.equals(passing.meta()) ? meta : passing.meta();
    return outcome(passing.macro(), given, steps + 1);
  }
}
