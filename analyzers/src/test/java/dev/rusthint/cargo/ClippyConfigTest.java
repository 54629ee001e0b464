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
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClippyConfigTest {
  private static ClippyConfig parse(String toml) {
    return ClippyConfig.parse(Path.of("clippy.toml"), SourceText.of(toml));
  }

  @Test
  void readsWhatTheFileSets() {
    ClippyConfig config =
        parse(
            """
            msrv = "1.70"
            avoid-breaking-exported-api = false
            allow-unwrap-in-tests = true
            too-many-lines-threshold = 40
            disallowed-names = ["temp", ".."]
            allowed-prefixes = ["only"]
            disallowed-methods = [
              "std::env::set_var",
              { path = "std::thread::sleep", reason = "blocks", replacement = "tokio::time::sleep" },
            ]
            """);
    assertEquals(List.of(), config.problems());
    assertEquals(new RustVersion(1, 70, 0), config.msrv());
    assertFalse(config.flag("avoid-breaking-exported-api"));
    assertTrue(config.flag("allow-unwrap-in-tests"));
    assertEquals(40L, config.number("too-many-lines-threshold"));
    assertEquals(List.of("temp", "foo", "baz", "quux"), config.texts("disallowed-names"));
    assertEquals(List.of("only"), config.texts("allowed-prefixes"));
    List<ClippyConfig.DisallowedPath> methods = config.disallowed("disallowed-methods");
    assertEquals("std::env::set_var", methods.getFirst().path());
    assertEquals("blocks", methods.getLast().reason());
    assertEquals("tokio::time::sleep", methods.getLast().replacement());
    assertEquals(
        "\"std::env::set_var\"", config.document().text().slice(methods.getFirst().span()));
    TomlEntry threshold = config.entry("too-many-lines-threshold");
    assertNotNull(threshold);
    assertEquals("40", config.document().text().slice(threshold.value().span()));
    assertEquals("true", config.asText().get("allow-unwrap-in-tests"));
    assertEquals("temp\nfoo\nbaz\nquux", config.asText().get("disallowed-names"));
  }

  @Test
  void whatTheFileLeavesOutIsClippysDefault() {
    ClippyConfig config = parse("");
    assertTrue(config.flag("accept-comment-above-attributes"));
    assertTrue(config.flag("avoid-breaking-exported-api"));
    assertFalse(config.flag("check-private-items"));
    assertEquals(7L, config.number("too-many-arguments-threshold"));
    assertNull(config.msrv());
    assertNull(config.number("trivial-copy-size-limit"));
    assertEquals(List.of(), config.disallowed("disallowed-methods"));
    assertNull(config.asText().get("msrv"));
  }

  @Test
  void unknownOptionsAndWrongTypesAreNamed() {
    ClippyConfig config =
        parse("allow-unwrap-in-test = true\nmsvr = '1'\ncheck-private-items = 'yes'\nzzzzz = 1\n");
    assertEquals(
        List.of(
            "clippy.toml:1:1: clippy has no option `allow-unwrap-in-test`; did you mean"
                + " `allow-unwrap-in-tests`?",
            "clippy.toml:2:1: clippy has no option `msvr`; did you mean `msrv`?",
            "clippy.toml:3:23: `check-private-items` must be a boolean, and this is a string",
            "clippy.toml:4:1: clippy has no option `zzzzz`"),
        config.problems().stream().map(Problem::toString).toList());
    assertFalse(config.flag("check-private-items"));
  }

  @Test
  void theNearestFileUpwardHolds(@TempDir Path folder) throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("clippy.toml"), "msrv = '1.60'\n");
    ClippyConfig config = ClippyConfig.find(deep, TextSource.disk());
    assertEquals(new RustVersion(1, 60, 0), config.msrv());
    Files.writeString(folder.resolve("a/.clippy.toml"), "msrv = '1.61'\n");
    Files.writeString(folder.resolve("a/clippy.toml"), "msrv = '1.62'\n");
    assertEquals(new RustVersion(1, 61, 0), ClippyConfig.find(deep, TextSource.disk()).msrv());
  }

  /// Clippy lists its options when it meets one that it does not know.
  @Test
  void theOptionsAreThoseOfTheInstalledClippy(@TempDir Path folder)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("clippy.toml"), "no-such-option = 1\n");
    Files.writeString(
        folder.resolve("Cargo.toml"), "[package]\nname = \"a\"\nversion = \"0.1.0\"\n");
    Files.createDirectory(folder.resolve("src"));
    Files.writeString(folder.resolve("src/lib.rs"), "");
    Process process;
    try {
      process =
          new ProcessBuilder("cargo", "clippy", "--offline")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException absent) {
      assumeTrue(false, "no cargo here");
      return;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assumeTrue(output.contains("unknown field"), "no clippy here");
    TreeSet<String> options =
        Pattern.compile("^ +([a-z][a-z-]+)$", Pattern.MULTILINE)
            .matcher(output)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String option : options) {
      ClippyConfig config = parse(option + " = 1\n");
      assertTrue(
          config.problems().stream().noneMatch(p -> p.message().contains("has no option")), option);
    }
    assertTrue(options.size() > 80, output);
  }
}
