package dev.rusthint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  private static final String MACRO =
      """
      #[macro_export]
      macro_rules! call {
          () => { crate::helper() };
      }
      """;

  private static final String PANIC = "pub fn f() {\n    panic!(\"no\");\n}\n";

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder.toRealPath());
  }

  @Test
  void aPersonSeesTheHintAndTheSummary() throws IOException {
    cli.write("a.rs", MACRO);
    assertEquals(
        new Cli.Result(
            1,
            """
            warning[macro/hygiene]: `crate` in exported `call!` means the crate that calls it
             --> a.rs:3:13
              |
            3 |     () => { crate::helper() };
              |             ^^^^^
              |
              = help: write `$crate`, which is this crate wherever the macro is used
            help: Write `$crate`
              |
            3 -     () => { crate::helper() };
            3 +     () => { $crate::helper() };

            1 warning in 1 file (1 file looked at)
            `rusthint check --fix` settles up to 1 of them
            """,
            ""),
        cli.run("check"));
  }

  @Test
  void formatsAgreeOnWhatThereIs() throws IOException {
    cli.write("a.rs", MACRO);
    JsonObject hint =
        JsonParser.parseString(cli.run("check", "--format=json").out()).getAsJsonObject();
    assertEquals("a.rs", hint.get("file").getAsString());
    assertEquals("macro/hygiene", hint.get("hint").getAsString());
    assertEquals("[\"crate_in_macro_def\"]", hint.get("clippy").toString());
    assertTrue(cli.run("check", "--format=github").out().startsWith("::warning file=a.rs,line=3,"));
    JsonObject sarif =
        JsonParser.parseString(cli.run("check", "--format=sarif").out()).getAsJsonObject();
    assertEquals(
        1, sarif.getAsJsonArray("runs").get(0).getAsJsonObject().getAsJsonArray("results").size());
  }

  @Test
  void theExitCodeFollowsTheLevelDenied() throws IOException {
    cli.write("a.rs", MACRO);
    assertEquals(1, cli.run("check", "--deny", "warn").code());
    assertEquals(0, cli.run("check", "--deny", "error").code());
    cli.write("a.rs", "fn f() {}\n");
    Cli.Result clean = cli.run("check", "--deny", "hint");
    assertEquals(new Cli.Result(0, "no hints (1 file looked at)\n", ""), clean);
  }

  @Test
  void hintsThatAreAskedForAreShownAloneAndAlsoWhereTheyAreOff() throws IOException {
    cli.write("a.rs", MACRO + PANIC);
    assertFalse(cli.run("check").out().contains("panic/explicit"));
    Cli.Result asked = cli.run("check", "--hints", "panic/explicit", "--format", "json");
    assertEquals(1, asked.out().lines().count(), asked.out());
    assertTrue(asked.out().contains("panic/explicit"));
    assertEquals(asked, cli.run("check", "--hints=panic", "--format=json"));
    String both = cli.run("check", "--profile", "everything").out();
    assertTrue(both.contains("panic/explicit") && both.contains("macro/hygiene"), both);
  }

  @Test
  void filesAreNamedAsTheyWereGiven() throws IOException {
    cli.write("in/src/a.rs", MACRO);
    Cli inside = new Cli(cli.folder().resolve("in"));
    assertEquals("src/a.rs", fileOf(inside.run("check", "--format", "json")));
    assertEquals(
        "src/a.rs", fileOf(inside.run("check", cli.folder() + "/in/./src", "--format", "json")));
    Cli beside = new Cli(cli.folder().resolve("other"));
    assertEquals("../in/src/a.rs", fileOf(beside.run("check", "../in/src", "--format", "json")));
    String absolute = cli.folder() + "/in/src/a.rs";
    assertEquals(absolute, fileOf(beside.run("check", absolute, "--format", "json")));
  }

  private static String fileOf(Cli.Result result) {
    return JsonParser.parseString(result.out()).getAsJsonObject().get("file").getAsString();
  }

  @Test
  void theOrderDoesNotDependOnThreads() throws IOException {
    for (int i = 0; i < 300; i++) {
      cli.write("f%03d.rs".formatted(i), MACRO + PANIC.repeat(i % 7));
    }
    Cli.Result one = cli.run("check", "--format", "json", "--hints=macro", "--threads", "1");
    List<String> files =
        one.out()
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject().get("file").getAsString())
            .toList();
    assertEquals(IntStream.range(0, 300).mapToObj("f%03d.rs"::formatted).toList(), files);
    assertEquals(one, cli.run("check", "--format=json", "--hints=macro", "--threads", "8"));
  }

  @Test
  void statisticsCloseTheOutput() throws IOException {
    cli.write(
        "a.rs",
        MACRO + "pub fn f() {\n    // rusthint: allow(panic) — for the test\n    panic!();\n}\n");
    Cli.Result result = cli.run("check", "--format=json", "--profile=everything", "--stats");
    JsonObject stats =
        JsonParser.parseString(result.out().lines().toList().getLast())
            .getAsJsonObject()
            .getAsJsonObject("stats");
    assertEquals(1, stats.get("files").getAsInt());
    assertEquals(9, stats.get("lines").getAsInt());
    assertEquals(cli.read("a.rs").length() + 2, stats.get("bytes").getAsInt());
    assertEquals(1, stats.get("suppressed").getAsInt());
    assertTrue(stats.get("peakMemory").getAsLong() > 1 << 20);
    assertTrue(stats.getAsJsonObject("times").keySet().contains("parse"));
    Cli.Result sarif = cli.run("check", "--format=sarif", "--stats");
    assertTrue(sarif.err().startsWith("{\"stats\":"), sarif.err());
    assertTrue(JsonParser.parseString(sarif.out()).isJsonObject());
  }

  @Test
  void whatIsAllowedCountsAsSuppressed() throws IOException {
    cli.write("a.rs", "#![allow(clippy::panic)]\n" + PANIC);
    String stats = cli.run("check", "--hints=panic", "--stats", "--format=json").out();
    assertTrue(stats.contains("\"hints\":0,\"suppressed\":1"), stats);
  }
}
