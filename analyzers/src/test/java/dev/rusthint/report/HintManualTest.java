package dev.rusthint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.analyzers.Analyzers;
import dev.rusthint.analyzers.manifest.ManifestRules;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.RuleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages about single hints, and the samples in them.
class HintManualTest {
  private static final Path FIXTURES = Path.of("../fixtures").toAbsolutePath().normalize();
  private static final RuleSpec RULE =
      RuleSpec.of("perf/slow", "too-slow", "a slow call", "It takes long.")
          .withFixes(Fixes.MACHINE);

  @TempDir Path folder;

  private static List<RuleSpec> rules() {
    List<RuleSpec> rules = new ArrayList<>();
    Analyzers.registry().analyzers().forEach(analyzer -> rules.add(analyzer.spec()));
    ManifestRules.ALL.forEach(analyzer -> rules.add(analyzer.spec()));
    return rules;
  }

  @Test
  void eachHintHasAPageAndALineInTheList() throws IOException {
    List<HintEntry> hints = HintEntry.of(rules());
    HintManual.write(hints, FIXTURES, folder);
    List<String> expected =
        Stream.concat(Stream.of("README"), hints.stream().map(HintEntry::id))
            .map(id -> id + ".md")
            .sorted()
            .toList();
    assertEquals(expected, files());
    String list = Files.readString(folder.resolve("README.md"));
    for (HintEntry hint : hints) {
      assertTrue(list.contains("| [%s](%s.md) |".formatted(hint.id(), hint.id())), hint.id());
      String page = Files.readString(folder.resolve(hint.id() + ".md"));
      assertTrue(page.startsWith("# " + hint.id() + "\n"), page);
      for (RuleSpec rule : hint.rules()) {
        assertTrue(page.contains(rule.why()), rule.rule());
      }
      assertEquals(0, page.lines().filter(line -> line.startsWith("```")).count() % 2, page);
    }
  }

  @Test
  void eachRuleHasASampleAndNearlyEachFixItsResult() throws IOException {
    FixtureSamples samples = new FixtureSamples(FIXTURES);
    List<String> withoutResult = new ArrayList<>();
    int withFix = 0;
    for (RuleSpec rule : rules()) {
      HintPage.Sample sample = samples.of(rule);
      assertNotNull(sample, rule.rule());
      assertTrue(sample.before().contains("^ "), rule.rule() + "\n" + sample.before());
      if (rule.fixes() == Fixes.NONE) {
        assertNull(sample.after(), rule.rule());
        continue;
      }
      withFix++;
      if (sample.after() == null) {
        withoutResult.add(rule.rule());
      }
    }
    // A fix that adds or removes items of the file can leave open which item is the result.
    assertTrue(withoutResult.size() <= withFix / 10, withoutResult.toString());
  }

  @Test
  void theFirstShortItemWithAMarkIsShown() throws IOException {
    String large = "fn large() {\n    slow();\n//  ^^^^ perf/slow: long\n" + "    ;\n".repeat(40) + "}\n";
    fixture(
        ".rs",
        """
        //@ edition: 2021
        //! Slow calls.

        fn silent() {}

        %s
        // About it.
        #[inline]
        fn shown() {
            slow();
        //  ^^^^ perf/slow: `slow` is slow
        //  ^^^^ perf/other: another thing
        }
        fn later() { slow(); }
        //           ^^^^ perf/slow: too
        """
            .formatted(large));
    fixture(
        ".fixed.rs",
        """
        //@ edition: 2021
        //! Slow calls.

        fn silent() {}

        fn large() {}

        // About it.
        #[inline]
        fn shown() {
            fast();
        }
        fn later() { fast(); }
        """);
    assertEquals(
        new HintPage.Sample(
            "rust",
            """
            // About it.
            #[inline]
            fn shown() {
                slow();
            //  ^^^^ `slow` is slow
            //  ^^^^ perf/other: another thing
            }
            """,
            """
            // About it.
            #[inline]
            fn shown() {
                fast();
            }
            """),
        new FixtureSamples(folder).of(RULE));
  }

  @Test
  void theHeadingIsShownOnlyIfItIsMarked() throws IOException {
    fixture(".rs", "//! Heading.\n\nfn f() { slow(); }\n//       ^^^^ perf/slow: long\n");
    assertEquals(
        "fn f() { slow(); }\n//       ^^^^ long\n", new FixtureSamples(folder).of(RULE).before());
    fixture(".rs", "//! Heading.\n//<^^^^^^^^^ perf/slow: long\n\nfn f() {}\n");
    assertEquals(
        "//! Heading.\n//<^^^^^^^^^ long\n\nfn f() {}\n",
        new FixtureSamples(folder).of(RULE).before());
  }

  @Test
  void noResultIsShownWhereItIsNotKnownWhichItemItIs() throws IOException {
    fixture(".rs", "fn f() { slow(); }\n//       ^^^^ perf/slow: long\n");
    assertNull(new FixtureSamples(folder).of(RULE).after());
    fixture(".fixed.rs", "fn f() { slow(); }\n");
    assertNull(new FixtureSamples(folder).of(RULE).after());
    fixture(".fixed.rs", "fn g() {}\nfn f() { fast(); }\n");
    assertNull(new FixtureSamples(folder).of(RULE).after());
  }

  @Test
  void aManifestIsShownWhole() throws IOException {
    fixture(
        ".toml",
        "#@ file: src/lib.rs pub fn f() {}\n[package]\nname = \"a\"\n#<^^ perf/slow: long\n");
    fixture(".fixed.toml", "#@ file: src/lib.rs pub fn f() {}\n[package]\nname = \"b\"\n");
    assertEquals(
        new HintPage.Sample(
            "toml", "[package]\nname = \"a\"\n#<^^ long\n", "[package]\nname = \"b\"\n"),
        new FixtureSamples(folder).of(RULE));
  }

  @Test
  void aRuleWithoutAFixtureHasNoSample() throws IOException {
    assertNull(new FixtureSamples(folder).of(RULE));
    fixture(".rs", "fn f() {}\n");
    assertNull(new FixtureSamples(folder).of(RULE));
    HintManual.write(HintEntry.of(List.of(RULE)), folder, folder.resolve("out"));
    String page = Files.readString(folder.resolve("out/perf/slow.md"));
    assertTrue(page.contains("It takes long.\n\n- Fix: by machine"), page);
  }

  private void fixture(String ending, String text) throws IOException {
    Path file = folder.resolve("perf/slow/too-slow" + ending);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
