package dev.rusthint.analyzers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.cargo.LintCatalog;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.RuleSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What rules say of their equivalent lints, against the catalogue of lints.
final class EquivalentLintsTest {
  private static final LintCatalog CATALOG = LintCatalog.bundled();

  @Test
  void equivalentLintsExist() {
    List<String> unknown = new ArrayList<>();
    for (Analyzer<?> analyzer : Analyzers.registry().analyzers()) {
      for (Equivalent lint : analyzer.spec().equivalents()) {
        boolean errorCode = lint.name().matches("E\\d{4}");
        if (!errorCode && !CATALOG.isLint(lint.attributeName())) {
          unknown.add(analyzer.spec().rule() + ": " + lint.attributeName());
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void pedanticRulesAreThoseOfClippysGroup() {
    List<String> wrong = new ArrayList<>();
    for (Analyzer<?> analyzer : Analyzers.registry().analyzers()) {
      RuleSpec rule = analyzer.spec();
      boolean inGroup =
          rule.equivalents().stream()
              .anyMatch(lint -> CATALOG.groupsOf(lint.attributeName()).contains("clippy::pedantic"));
      if (inGroup != rule.isPedantic()) {
        wrong.add(rule.rule() + (inGroup ? " is in the group" : " is not in the group"));
      }
    }
    assertEquals(List.of(), wrong);
  }
}
