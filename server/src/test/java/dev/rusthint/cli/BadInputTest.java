package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad input gives a clear word, and what is healthy is served all the same.
class BadInputTest {
  private static final String MACRO =
      "#[macro_export]\nmacro_rules! call {\n    () => { crate::a() };\n}\n";

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder.toRealPath());
  }

  @Test
  void aPathThatIsNotThere() {
    assertEquals(
        new Cli.Result(2, "", "rusthint: there is no file or folder `no/such`\n"),
        cli.run("check", "no/such"));
  }

  @Test
  void aFolderWithoutRust() {
    Cli.Result result = cli.run("check");
    assertEquals(0, result.code());
    assertEquals("rusthint: no Rust files in .\n", result.err());
  }

  @Test
  void aManifestThatDoesNotParse() throws IOException {
    cli.write("Cargo.toml", "[package]\nname = \"a\"\nversion = \n");
    cli.write("src/lib.rs", MACRO);
    Cli.Result result = cli.run("check", "--format=json");
    assertEquals(2, result.code(), "not all that was asked for could be done");
    assertTrue(result.err().startsWith("rusthint: Cargo.toml:3:11: error: "), result.err());
    assertEquals(1, result.out().lines().count(), result.out());
    assertTrue(result.out().contains("\"file\":\"src/lib.rs\""), result.out());
  }

  @Test
  void aLoopOfLinks() throws IOException {
    cli.write("a/a.rs", MACRO);
    Files.createSymbolicLink(cli.folder().resolve("a/loop"), cli.folder().resolve("a"));
    Files.createSymbolicLink(cli.folder().resolve("a/self.rs"), Path.of("self.rs"));
    Cli.Result result = cli.run("check", "--format=json");
    assertEquals(1, result.code());
    assertEquals(1, result.out().lines().count(), result.out());
  }

  @Test
  void aFileThatIsNotUtf8() throws IOException {
    cli.write("a.rs", ("// ok\n// \u00e9\n" + MACRO).getBytes(ISO_8859_1));
    Cli.Result result = cli.run("check", "--format=json");
    assertEquals(1, result.code());
    assertTrue(result.out().contains("\"start\":{\"line\":5,\"column\":13,\"offset\":"));
    assertEquals(
        "rusthint: a.rs is not UTF-8 from line 2 on: what is not is taken as `?`\n", result.err());
  }

  @Test
  void aFileThatCannotBeRead() throws IOException {
    cli.write("a.rs", MACRO);
    Files.createDirectory(cli.folder().resolve("dir.rs"));
    Path locked = cli.write("b.rs", MACRO);
    locked.toFile().setReadable(false);
    if (Files.isReadable(locked)) {
      System.out.println("skipped: this user may read everything");
      return;
    }
    Cli.Result result = cli.run("check", "--format=json");
    assertEquals(2, result.code());
    assertEquals(1, result.out().lines().count());
    assertTrue(result.err().startsWith("rusthint: b.rs cannot be read: "), result.err());
  }

  @Test
  void aLargeGeneratedFile() throws IOException {
    StringBuilder text = new StringBuilder(21 << 20).append(MACRO);
    text.append("pub static TABLE: &[u32] = &[\n");
    while (text.length() < 20 << 20) {
      text.append("    0x0123_4567, 0x89ab_cdef, 0x0123_4567, 0x89ab_cdef,\n");
    }
    cli.write("a.rs", text.append("];\n").append(MACRO).toString());
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          Cli.Result result = cli.run("check", "--format=json");
          assertEquals("", result.err());
          assertEquals(2, result.out().lines().count(), result.out());
        });
  }

  @Test
  void deepNesting() throws IOException {
    int depth = 10_000;
    cli.write(
        "a.rs",
        MACRO + "fn f() { " + "(".repeat(depth) + "1" + ")".repeat(depth) + "; }\n" + MACRO);
    cli.write("b.rs", MACRO + "fn f() " + "{".repeat(depth) + "}".repeat(depth) + "\n");
    cli.write("c.rs", MACRO + "fn f() { " + "[".repeat(depth));
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          Cli.Result result = cli.run("check", "--format=json", "--profile=everything");
          assertEquals("", result.err());
          assertTrue(
              result.out().lines().filter(line -> line.contains("macro/hygiene")).count() >= 4,
              result.out());
        });
  }

  @Test
  void brokenCodeKeepsItsHealthyParts() throws IOException {
    cli.write("a.rs", "fn f( {\n    let = ;\n\n" + MACRO + "struct S { a: , }\n" + MACRO);
    Cli.Result result = cli.run("check", "--format=json");
    assertEquals("", result.err());
    assertEquals(2, result.out().lines().count(), result.out());
  }

  @Test
  void aFileThatVanishesIsSaidAndTheRunIsGood() throws IOException {
    Path file = cli.write("a.rs", MACRO);
    FileOutcome outcome = Vanished.check(cli, file);
    assertEquals("a.rs", outcome.name());
    assertEquals(java.util.List.of("is gone since the run began"), outcome.remarks());
    assertTrue(outcome.isComplete());
    assertEquals("", outcome.rendered());
  }

  @Test
  void aModuleThatIsNotThereCostsNoOtherFile() throws IOException {
    cli.write("Cargo.toml", "[package]\nname = \"a\"\nedition = \"2024\"\n");
    cli.write("src/lib.rs", "mod gone;\nmod here;\n");
    cli.write("src/here.rs", MACRO);
    Cli.Result result = cli.run("check", "--format=json");
    assertEquals("", result.err());
    assertEquals(1, result.out().lines().count(), result.out());
  }
}
