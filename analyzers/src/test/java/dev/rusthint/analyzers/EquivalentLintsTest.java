package dev.rusthint.analyzers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.analyzers.manifest.ManifestRules;
import dev.rusthint.cargo.LintCatalog;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.RuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What rules say of their equivalent lints, against the catalogue of lints.
final class EquivalentLintsTest {
  private static final LintCatalog CATALOG = LintCatalog.bundled();

  private static List<RuleSpec> rules() {
    return Stream.concat(
            Analyzers.registry().analyzers().stream().map(Analyzer::spec),
            ManifestRules.ALL.stream().map(ManifestAnalyzer::spec))
        .toList();
  }

  @Test
  void equivalentLintsExist() {
    List<String> unknown = new ArrayList<>();
    for (RuleSpec rule : rules()) {
      for (Equivalent lint : rule.equivalents()) {
        boolean errorCode = lint.name().matches("E\\d{4}");
        if (!errorCode && !CATALOG.isLint(lint.attributeName())) {
          unknown.add(rule.rule() + ": " + lint.attributeName());
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void pedanticRulesAreThoseOfClippysGroup() {
    List<String> wrong = new ArrayList<>();
    for (RuleSpec rule : rules()) {
      boolean inGroup =
          rule.equivalents().stream()
              .anyMatch(
                  lint -> CATALOG.groupsOf(lint.attributeName()).contains("clippy::pedantic"));
      if (inGroup != rule.isPedantic()) {
        wrong.add(rule.rule() + (inGroup ? " is in the group" : " is not in the group"));
      }
    }
    assertEquals(List.of(), wrong);
  }
}
