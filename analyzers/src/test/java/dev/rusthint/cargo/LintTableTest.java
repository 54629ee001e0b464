package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LintTableTest {
  private static final String MANIFEST =
      """
      [package]
      name = "a"
      version = "0.1.0"
      edition = "2021"
      [lints.rust]
      unused = { level = "deny", priority = -1 }
      dead_code = "allow"
      unsafe-code = "forbid"
      nonstandard_style = "allow"
      non_snake_case = { level = "deny", priority = -2 }
      [lints.clippy]
      all = "allow"
      pedantic = { level = "warn", priority = -1 }
      approx_constant = "deny"
      too_many_lines = { level = "allow", priority = 3 }
      unwrap_used = "warn"
      [lints.cargo]
      unknown = "warn"
      """;

  private static LintTable table(String toml) {
    LintsSection lints = Manifest.parse(Path.of("Cargo.toml"), SourceText.of(toml)).lints();
    assertNotNull(lints);
    return LintTable.of(lints.settings());
  }

  @Test
  void settingsComeInTheOrderOfCargo() {
    assertEquals(
        List.of(
            "non_snake_case",
            "unused",
            "clippy::pedantic",
            "clippy::unwrap_used",
            "unsafe_code",
            "nonstandard_style",
            "dead_code",
            "clippy::approx_constant",
            "clippy::all",
            "clippy::too_many_lines"),
        table(MANIFEST).inOrder().stream().map(LintSetting::path).toList());
  }

  @Test
  void theLastThatCoversALintHolds() {
    LintTable table = table(MANIFEST);
    assertEquals(LintLevel.ALLOW, table.levelOf("dead_code"));
    assertEquals(LintLevel.DENY, table.levelOf("unused_variables"));
    assertEquals(LintLevel.ALLOW, table.levelOf("non_snake_case"));
    // `all` stands after `approx_constant`: clippy's own lint warns of that.
    assertEquals(LintLevel.ALLOW, table.levelOf("clippy::approx_constant"));
    assertEquals(LintLevel.WARN, table.levelOf("clippy::doc_markdown"));
    assertEquals(LintLevel.ALLOW, table.levelOf("clippy::too_many_lines"));
    assertEquals(LintLevel.WARN, table.levelOf("clippy::unwrap_used"));
    assertEquals(LintLevel.ALLOW, table.levelOf("clippy::expect_used"));
    assertEquals(LintLevel.FORBID, table.levelOf("unsafe_code"));
    assertNull(table.levelOf("clippy::there_is_no_such_lint"));
    LintSetting setting = table.settingOf("clippy::doc_markdown");
    assertNotNull(setting);
    assertEquals("pedantic", setting.name());
    assertNull(table.settingOf("clippy::expect_used"));
  }

  @Test
  void nothingUndoesForbid() {
    LintTable table =
        table(
            """
            [lints.rust]
            unused = { level = "forbid", priority = -1 }
            dead_code = "allow"
            """);
    assertEquals(LintLevel.FORBID, table.levelOf("dead_code"));
  }

  @Test
  void warningsTakeTheLevelOfWarnings() {
    LintTable table = table("[lints.rust]\nwarnings = \"deny\"\nunused_mut = \"allow\"\n");
    assertEquals(LintLevel.DENY, table.levelOf("dead_code"));
    assertEquals(LintLevel.ALLOW, table.levelOf("unused_mut"));
    assertEquals(LintLevel.ALLOW, table.levelOf("clippy::unwrap_used"));
  }

  @Test
  void groupsAreKnown() {
    LintCatalog catalog = LintCatalog.bundled();
    assertEquals(
        List.of("clippy::all", "clippy::correctness"), catalog.groupsOf("clippy::approx_constant"));
    assertEquals(List.of("clippy::restriction"), catalog.groupsOf("clippy::unwrap_used"));
    assertTrue(catalog.lintsOf("unused").contains("unused_must_use"));
    assertTrue(catalog.isGroup("clippy::nursery"));
    assertTrue(catalog.isLint("rustdoc::broken_intra_doc_links"));
    assertFalse(catalog.isLint("clippy::nursery"));
    assertTrue(catalog.covers("clippy::all", "clippy::clone_on_copy"));
    assertFalse(catalog.covers("clippy::all", "clippy::unwrap_used"));
    assertEquals(LintLevel.DENY, catalog.defaultLevel("clippy::approx_constant"));
  }

  /// The arguments are those that cargo passes to rustc, as far as it is there to say.
  @Test
  void theOrderIsThatOfTheInstalledCargo(@TempDir Path folder)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("Cargo.toml"), MANIFEST.replaceAll("(?s)\\[lints.cargo.*", ""));
    Files.createDirectory(folder.resolve("src"));
    Files.writeString(folder.resolve("src/lib.rs"), "");
    Process process;
    try {
      process =
          new ProcessBuilder("cargo", "check", "--offline", "-v")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException absent) {
      assumeTrue(false, "no cargo here");
      return;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    TreeMap<Integer, String> arguments = new TreeMap<>();
    for (LintLevel level : LintLevel.values()) {
      String flag = " '--" + level + "=";
      String plain = " --" + level + "=";
      for (String start : List.of(flag, plain)) {
        for (int at = output.indexOf(start); at >= 0; at = output.indexOf(start, at + 1)) {
          String argument = output.substring(at + start.length()).split("['\\s`]", 2)[0];
          arguments.put(at, argument.replace('-', '_') + " " + level);
        }
      }
    }
    List<String> ours = new ArrayList<>();
    for (LintSetting setting : table(MANIFEST).inOrder()) {
      ours.add(setting.path() + " " + setting.level());
    }
    assertEquals(List.copyOf(arguments.values()), ours);
  }
}
