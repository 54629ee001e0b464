package dev.rusthint.analyzers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Driver;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.Settings;
import dev.rusthint.syntax.RandomEdits;
import dev.rusthint.syntax.RustFiles;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The hints of a snapshot that edits led to are those of one read afresh, and no rule fails on
/// what half-typed code looks like.
class IncrementalHintsTest {
  private static final int EDITS_PER_FILE = 80;

  @Test
  void anySequenceOfEditsGivesTheHintsOfAFreshReading() {
    long seed = RandomEdits.seed();
    int count = RandomEdits.count();
    System.out.println("IncrementalHintsTest: " + count + " edits, rusthint.edits.seed=" + seed);
    RandomEdits edits = new RandomEdits(seed, RustFiles.own());
    Settings settings = allOn();
    Driver driver =
        new Driver(
            Analyzers.registry(),
            (rule, item, failure) -> {
              throw new AssertionError(rule.rule() + " failed in item " + item, failure);
            });
    SourceFile chain = SourceFile.of(SourceText.of(""));
    long hints = 0;
    for (int i = 0; i < count; i++) {
      if (i % EDITS_PER_FILE == 0) {
        chain = SourceFile.of(SourceText.of(edits.source()));
        driver.hints(chain, settings, Cancellation.NEVER);
      }
      SourceText before = chain.text();
      Edit edit = edits.next(before);
      SourceText text = before.replace(edit.span(), edit.newText());
      chain = chain.with(text);
      try {
        List<String> fresh = hints(driver, SourceFile.of(text), settings);
        assertEquals(fresh, hints(driver, chain, settings));
        hints += fresh.size();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "edit " + i + " of seed " + seed + ", " + edit + ", in\n" + before, e);
      }
    }
    System.out.println("IncrementalHintsTest: " + hints + " hints compared");
  }

  private static List<String> hints(Driver driver, SourceFile file, Settings settings) {
    return driver.hints(file, settings, Cancellation.NEVER).stream()
        .map(IncrementalHintsTest::show)
        .toList();
  }

  private static String show(Hint hint) {
    return hint + " " + hint.rule().rule() + " " + hint.level() + " " + hint.related()
        + hint.notes() + hint.helps();
  }

  private static Settings allOn() {
    Map<String, Level> levels = new HashMap<>();
    Analyzers.registry().analyzers().forEach(a -> levels.put(a.spec().hint(), Level.WARN));
    Settings any = Fixture.all().getFirst().settings();
    return new Settings(Profile.DEFAULT, levels, Map.of(), any.crate(), "src/lib.rs");
  }
}
