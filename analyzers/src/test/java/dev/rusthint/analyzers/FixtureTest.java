package dev.rusthint.analyzers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The fixtures are the specification: what they expect and what the analyzers say agree both ways.
class FixtureTest {
  @TestFactory
  Stream<DynamicTest> hintsAreThoseExpected() {
    return Fixture.all().stream()
        .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> checkHints(fixture)));
  }

  private static void checkHints(Fixture fixture) {
    SourceText text = SourceText.of(fixture.code());
    List<Fixture.Expected> missing = new ArrayList<>(fixture.expected());
    List<String> wrong = new ArrayList<>();
    for (Hint hint : Fixture.hints(fixture.code(), fixture.settings())) {
      Fixture.Expected actual = Fixture.asExpected(text, hint);
      boolean met =
          missing.removeIf(
              e ->
                  e.line() == actual.line()
                      && e.start() == actual.start()
                      && e.end() == actual.end()
                      && e.id().equals(actual.id())
                      && actual.message().contains(e.message()));
      if (!met) {
        wrong.add("unexpected " + show(actual) + "\n    | " + text.line(actual.line()));
      }
    }
    missing.forEach(e -> wrong.add("missing " + show(e) + "\n    | " + text.line(e.line())));
    if (!wrong.isEmpty()) {
      fail(fixture.name() + ":\n" + String.join("\n", wrong));
    }
  }

  private static String show(Fixture.Expected e) {
    return "line %d (without marks) columns %d..%d %s: %s"
        .formatted(e.line() + 1, e.start(), e.end(), e.id(), e.message());
  }

  @TestFactory
  Stream<DynamicTest> fixesGiveTheFixedFile() {
    return Fixture.all().stream()
        .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> checkFixes(fixture)));
  }

  private static void checkFixes(Fixture fixture) throws IOException {
    for (boolean machine : new boolean[] {true, false}) {
      Path beside = fixedPath(fixture, machine);
      String fixed = fixture.fixed(machine);
      if (Files.exists(beside)) {
        assertEquals(Files.readString(beside), fixed, beside.getFileName().toString());
      } else {
        assertEquals(fixture.code(), fixed, "there is no " + beside.getFileName());
      }
    }
  }

  private static Path fixedPath(Fixture fixture, boolean machine) {
    return fixture
        .path()
        .resolveSibling(fixture.rule() + (machine ? ".fixed.rs" : ".review.rs"));
  }

  @Test
  void eachRuleHasAFixtureThatItSpeaksIn() {
    TreeSet<String> rules = new TreeSet<>();
    TreeSet<String> fixtures = new TreeSet<>();
    Map<String, RuleSpec> specs = new java.util.HashMap<>();
    for (Analyzer<?> analyzer : Analyzers.registry().analyzers()) {
      String name = analyzer.spec().hint() + "/" + analyzer.spec().rule() + ".rs";
      rules.add(name);
      specs.put(name, analyzer.spec());
    }
    for (Fixture fixture : Fixture.all()) {
      RuleSpec spec = specs.get(fixture.name());
      if (spec != null) {
        fixtures.add(fixture.name());
        assertTrue(
            fixture.expected().stream().anyMatch(e -> e.id().equals(fixture.hint())),
            fixture.name() + " expects nothing of its hint");
        boolean fixes =
            Files.exists(fixedPath(fixture, true)) || Files.exists(fixedPath(fixture, false));
        assertEquals(spec.fixes() != Fixes.NONE, fixes, fixture.name() + ": fixes");
      }
    }
    assertEquals(rules, fixtures);
  }

  @TestFactory
  Stream<DynamicTest> fixturesCompile(@TempDir Path out) {
    if (!Rustc.isThere()) {
      System.out.println("skipped: no rustc to compile the fixtures with");
      return Stream.empty();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Fixture fixture : Fixture.all()) {
      String error = fixture.directives().get("rustc");
      tests.add(
          DynamicTest.dynamicTest(
              fixture.name(), () -> Rustc.check(fixture, fixture.code(), error, out)));
      String still = fixture.directives().get("rustc-fixed");
      for (boolean machine : new boolean[] {true, false}) {
        Path fixed = fixedPath(fixture, machine);
        if (Files.exists(fixed)) {
          tests.add(
              DynamicTest.dynamicTest(
                  fixed.getFileName().toString(),
                  () -> Rustc.check(fixture, Files.readString(fixed), still, out)));
        }
      }
    }
    return tests.stream();
  }
}
