package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixTest {
  private static final String BEFORE =
      """
      #[macro_export]
      macro_rules! call {
          () => { crate::a() + crate::b() };
      }
      """;

  private static final String AFTER = BEFORE.replace("crate::", "$crate::");

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder.toRealPath());
  }

  @Test
  void machineFixesAreWritten() throws IOException {
    Path file = cli.write("a.rs", BEFORE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    Cli.Result result = cli.run("check", "--fix", "--hints=macro/hygiene");
    assertEquals(
        new Cli.Result(0, "no hints (1 file looked at)\n", "rusthint: applied 2 fixes in 1 file\n"),
        result);
    assertEquals(AFTER, cli.read("a.rs"));
    assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var files = Files.list(cli.folder())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void lineBreaksAndByteOrderMarkStay() throws IOException {
    String text = "\uFEFF" + BEFORE.replace("\n", "\r\n");
    cli.write("a.rs", text);
    assertEquals(0, cli.run("check", "--fix").code());
    assertEquals(text.replace("crate::", "$crate::"), cli.read("a.rs"));
  }

  @Test
  void aLinkThatIsNamedIsMeant() throws IOException {
    cli.write("outside/a.rs", BEFORE);
    cli.write("in/b.rs", BEFORE);
    Files.createSymbolicLink(cli.folder().resolve("in/c.rs"), cli.folder().resolve("outside/a.rs"));
    Files.createSymbolicLink(cli.folder().resolve("in/d.rs"), Path.of("b.rs"));
    Cli.Result named = cli.run("check", "in/c.rs", "in/d.rs", "--fix");
    assertEquals(0, named.code());
    assertEquals(AFTER, cli.read("outside/a.rs"));
    assertTrue(Files.isSymbolicLink(cli.folder().resolve("in/c.rs")));
  }

  @Test
  void fixesStayBelowWhatIsNamed() throws IOException {
    Path outside = cli.write("outside/a.rs", BEFORE);
    Path inside = cli.write("in/b.rs", BEFORE);
    Path link = cli.folder().resolve("in/c.rs");
    Files.createSymbolicLink(link, outside);
    Writable writable = new Writable(List.of(cli.folder().resolve("in")));
    assertEquals(inside, writable.target(inside));
    IOException refused = assertThrows(IOException.class, () -> writable.target(link));
    assertEquals("it is a link to " + outside + ", which lies elsewhere", refused.getMessage());
  }

  @Test
  void whatIsNotUtf8IsNotWritten() throws IOException {
    byte[] bytes = (BEFORE + "// \u00e9\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    cli.write("a.rs", bytes);
    Cli.Result result = cli.run("check", "--fix");
    assertEquals(1, result.code());
    assertTrue(result.err().contains("a.rs is not fixed: it is not UTF-8"), result.err());
    assertArrayEquals(bytes, Files.readAllBytes(cli.folder().resolve("a.rs")));
  }

  @Test
  void aFileThatCannotBeWrittenIsReported() throws IOException {
    cli.write("in/a.rs", BEFORE);
    Path target = cli.folder().resolve("in");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      if (Files.isWritable(target)) {
        System.out.println("skipped: this user may write everywhere");
        return;
      }
      Cli.Result result = cli.run("check", "--fix");
      assertEquals(2, result.code());
      assertTrue(result.err().contains("in/a.rs is not fixed: "), result.err());
    } finally {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertEquals(BEFORE, cli.read("in/a.rs"));
  }

  @Test
  void aFixedFileParsesAsWellAsBefore() throws IOException {
    String half = BEFORE + "fn broken( {\n";
    cli.write("a.rs", half);
    cli.run("check", "--fix");
    assertEquals(
        AFTER + "fn broken( {\n",
        new String(Files.readAllBytes(cli.folder().resolve("a.rs")), UTF_8));
  }
}
