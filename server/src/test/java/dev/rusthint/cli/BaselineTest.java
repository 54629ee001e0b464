package dev.rusthint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
  private static final String PANIC = "pub fn f() {\n    panic!(\"a\");\n}\n";

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder.toRealPath());
    cli.write("src/a.rs", PANIC + PANIC);
    Cli.Result written = check();
    assertEquals(0, written.code());
    assertEquals("", written.out());
    assertTrue(written.err().startsWith("rusthint: wrote 2 hints to the baseline "));
  }

  private Cli.Result check(String... more) {
    String[] args = {"check", "--hints=panic", "--format=github", "--baseline=known.txt"};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return cli.run(all);
  }

  @Test
  void knownHintsAreNotShown() {
    assertEquals(new Cli.Result(0, "", ""), check());
  }

  @Test
  void knownHintsMayMove() throws IOException {
    cli.write("src/a.rs", "// more\n\n" + PANIC.replace("    panic", "  panic") + PANIC);
    assertEquals(new Cli.Result(0, "", ""), check());
  }

  @Test
  void oneMoreOfTheSameIsNew() throws IOException {
    cli.write("src/a.rs", PANIC.repeat(3));
    Cli.Result result = check();
    assertEquals(1, result.code());
    assertEquals(1, result.out().lines().count());
    assertTrue(result.out().startsWith("::warning file=src/a.rs,line=8,"), result.out());
  }

  @Test
  void itDoesNotDependOnTheWorkingDirectory() {
    Cli elsewhere = new Cli(cli.folder().resolve("src"));
    assertEquals(
        new Cli.Result(0, "", ""),
        elsewhere.run(
            "check", "..", "--hints=panic", "--format=github", "--baseline=../known.txt"));
  }

  @Test
  void itReadsWell() throws IOException {
    String[] lines = cli.read("known.txt").split("\n");
    assertTrue(lines[0].startsWith("# "));
    assertTrue(lines[2].matches("[0-9a-f]{16} panic/explicit src/a.rs"), lines[2]);
    assertEquals(lines[2], lines[3]);
  }

  @Test
  void whatIsNoBaselineIsRefused() throws IOException {
    cli.write("known.txt", "{}\n");
    Cli.Result result = check();
    assertEquals(2, result.code());
    assertTrue(result.err().contains("line 1 is not `fingerprint hint path`"), result.err());
  }
}
