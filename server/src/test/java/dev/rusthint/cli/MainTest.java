package dev.rusthint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rusthint.report.HintEntry;
import dev.rusthint.syntax.ParserDescription;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private Cli.Result run(String... args) {
    return new Cli(folder).run(args);
  }

  private void assertRefused(String expected, String... args) {
    Cli.Result result = run(args);
    assertEquals(new Cli.Result(2, "", "rusthint: " + expected + "\n"), result);
  }

  @Test
  void whatIsNotKnownIsRefusedWithASuggestion() {
    assertRefused(
        "there is no command `chekc`; did you mean `check`?\nTry `rusthint --help`.", "chekc");
    assertRefused(
        "`rusthint check` has no option `--formta`; did you mean `--format`?",
        "check",
        "--formta=json");
    assertRefused(
        "`--format` is one of human, json, sarif, github, not `jsno`; did you mean `json`?",
        "check",
        "--format",
        "jsno");
    assertRefused(
        "there is no profile `audti`; did you mean `audit`?\n"
            + "There are default, pedantic, audit, embedded, service, everything.",
        "check",
        "--profile",
        "audti");
    assertRefused(
        "there is no hint `pref/inline`; did you mean `perf/inline`?\n"
            + "`rusthint list` shows them all.",
        "explain",
        "pref/inline");
    assertRefused("`rusthint list` takes no argument, but was given `x`", "list", "x");
  }

  @Test
  void valuesAreChecked() {
    assertRefused("`--threads` needs a number from 1 to 1024, not `0`", "check", "--threads", "0");
    assertRefused("`--threads N` needs a value", "check", "--threads");
    assertRefused("`--fix` takes no value", "check", "--fix=yes");
    assertRefused("`--deny` is given twice", "check", "--deny", "warn", "--deny=error");
    assertRefused(
        "`--deny` is one of hint, info, warn, error, not `off`", "check", "--deny", "off");
    String edition = run("check", "--edition", "2020").err();
    assertTrue(
        edition.startsWith("rusthint: `--edition` is one of 2015, 2018, 2021, 2024, not `2020`;"));
    assertRefused("`--hints` needs at least one hint's id", "check", "--hints", ",");
  }

  @Test
  void helpNamesEveryOptionOfTheCommand() {
    Cli.Result result = run("check", "--help");
    assertEquals(0, result.code());
    for (String option : CheckCommand.COMMAND.optionNames()) {
      assertTrue(result.out().contains("\n  " + option), option);
    }
    assertEquals(result, run("help", "check"));
    assertEquals(0, run("--help").code());
    assertEquals(2, run().code());
  }

  @Test
  void theVersionSaysWhatItRunsOn() {
    Cli.Result result = run("--version");
    assertEquals(0, result.code());
    String[] lines = result.out().split("\n");
    assertTrue(lines[0].matches("rusthint \\d+\\.\\d+.*"), lines[0]);
    boolean ours = ParserDescription.warning() == null;
    String library = System.mapLibraryName(ours ? "rusthint" : "tree-sitter");
    assertTrue(lines[1].startsWith("parser: ") && lines[1].contains(library), lines[1]);
    assertTrue(lines[2].contains(System.getProperty("java.runtime.version")), lines[2]);
    assertEquals("class cache: not in use", lines[3]);
  }

  @Test
  void theListIsWhatThereIs() {
    JsonArray list = JsonParser.parseString(run("list", "--format", "json").out()).getAsJsonArray();
    assertEquals(Hints.all().size(), list.size());
    for (JsonElement element : list) {
      JsonObject hint = element.getAsJsonObject();
      assertEquals(
          Set.of("id", "category", "level", "profiles", "summary", "clippy", "rustc", "fix"),
          hint.keySet());
      assertTrue(
          hint.getAsJsonArray("profiles").toString().contains("\"everything\""), hint.toString());
    }
    assertEquals(list.size(), run("list").out().lines().count());
  }

  @Test
  void eachHintIsExplained() {
    for (HintEntry hint : Hints.all()) {
      Cli.Result result = run("explain", hint.id());
      assertEquals(0, result.code());
      assertTrue(result.out().startsWith("# " + hint.id() + "\n"), result.out());
      hint.rules().forEach(rule -> assertTrue(result.out().contains(rule.why()), rule.rule()));
    }
    assertTrue(run("explain", "panic").out().contains("# panic/explicit\n"));
  }
}
