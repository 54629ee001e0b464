package dev.rusthint.cli;

import dev.rusthint.analyzers.Analyzers;
import dev.rusthint.analyzers.manifest.ManifestRules;
import dev.rusthint.cargo.Spelling;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.report.HintEntry;
import dev.rusthint.report.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The names that the command line takes.
final class Hints {
  private Hints() {}

  /// Every hint there is, by id.
  static List<HintEntry> all() {
    List<RuleSpec> rules = new ArrayList<>();
    for (Analyzer<?> analyzer : Analyzers.registry().analyzers()) {
      rules.add(analyzer.spec());
    }
    for (ManifestAnalyzer<?> analyzer : ManifestRules.ALL) {
      rules.add(analyzer.spec());
    }
    return HintEntry.of(rules);
  }

  /// The hints that an id (`perf/inline`) or a category (`perf`) names.
  static List<HintEntry> named(String name) throws UsageException {
    List<HintEntry> all = all();
    List<HintEntry> found =
        all.stream().filter(h -> h.id().equals(name) || h.category().equals(name)).toList();
    if (found.isEmpty()) {
      List<String> names = new ArrayList<>(all.stream().map(HintEntry::id).toList());
      all.forEach(hint -> names.add(hint.category()));
      throw new UsageException(
          "there is no hint `%s`%s".formatted(name, Spelling.hint(name, names))
              + "\n`rusthint list` shows them all.");
    }
    return found;
  }

  static Profile profile(String name) throws UsageException {
    List<String> names = Arrays.stream(Profile.values()).map(Profile::id).toList();
    return Profile.of(name)
        .orElseThrow(() ->
            new UsageException(
                "there is no profile `%s`%s".formatted(name, Spelling.hint(name, names))
                    + "\nThere are "
                    + String.join(", ", names)
                    + "."));
  }

  /// The names of the levels that a hint can have, the quietest first.
  static List<String> levels() {
    return Arrays.stream(Level.values()).filter(Level::isOn).map(Levels::id).toList();
  }
}
