package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The distribution without the native library that RustHint's build compiles, or with one that
/// cannot be loaded: it works on with the libraries of Maven Central, and says so.
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is nothing to fall back on")
final class FallbackParserIT {
  private static final Path BUILT = Path.of(System.getProperty("rusthint.home"));
  private static final String TEXT = "#[repr(packed)]\npub struct Row {\n    pub key: u8,\n}\n";
  private static final String WARNING =
      "rusthint: warning: parsing is slower than it could be, with the libraries of Maven Central: ";

  @TempDir private Path folder;
  private Path home;
  private Path natives;
  private Path own;

  @BeforeEach
  void copyTheDistribution() throws IOException {
    home = folder.resolve("rusthint");
    try (Stream<Path> files = Files.walk(BUILT)) {
      for (Path file : files.toList()) {
        Path to = home.resolve(BUILT.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    natives = home.toRealPath().resolve("lib/native");
    own = natives.resolve(System.mapLibraryName("rusthint"));
    Files.deleteIfExists(own);
    Files.writeString(folder.resolve("a.rs"), TEXT);
  }

  @Test
  void theVersionNamesTheLibrariesInUse() throws Exception {
    Ran ran = run("--version");
    assertEquals(0, ran.code(), ran.err());
    assertEquals("", ran.err());
    String parser =
        "\nparser: libraries of Maven Central, slower (%s, %s)\n"
            .formatted(
                System.mapLibraryName("tree-sitter"), System.mapLibraryName("tree-sitter-rust"));
    assertTrue(ran.out().contains(parser), ran.out());
  }

  @Test
  void aCheckFindsTheSameAndWarnsInOneLine() throws Exception {
    Ran whole = finish(BUILT.resolve("bin/rusthint"), "check", "--format", "json", "a.rs");
    assertTrue(whole.out().contains("\"memory/packed\""), whole.out());
    Ran ran = run("check", "--format", "json", "a.rs");
    assertEquals(whole.code(), ran.code(), ran.err());
    assertEquals(whole.out(), ran.out());
    assertEquals(List.of(WARNING + own + " is missing"), ran.err().lines().toList());
  }

  @Test
  void aLibraryThatCannotBeLoadedIsAsGoodAsNone() throws Exception {
    Files.writeString(own, "made for another system");
    Ran ran = run("check", "--format", "json", "a.rs");
    assertTrue(ran.out().contains("\"memory/packed\""), ran.out());
    List<String> lines = ran.err().lines().filter(line -> line.startsWith("rusthint:")).toList();
    assertEquals(1, lines.size(), ran.err());
    assertTrue(lines.getFirst().startsWith(WARNING), ran.err());
    assertTrue(lines.getFirst().contains(own.toString()), ran.err());
  }

  @Test
  void withoutAnyLibraryNothingIsChecked() throws Exception {
    Path grammar = natives.resolve(System.mapLibraryName("tree-sitter-rust"));
    Files.delete(grammar);
    Ran ran = run("check", "a.rs");
    assertEquals(2, ran.code());
    assertEquals("", ran.out());
    assertEquals(
        "rusthint: there is no parser: " + own + " is missing; " + grammar + " is missing\n",
        ran.err());
    Ran version = run("--version");
    assertEquals(0, version.code(), version.err());
    assertTrue(version.out().contains("\nparser: none; "), version.out());
  }

  @Test
  void theServerTellsTheClientAndServesIt() throws Exception {
    Process process = new ProcessBuilder(home.resolve("bin/rusthint").toString(), "lsp").start();
    try {
      TestClient client = TestClient.of(process);
      client.initialize("{'textDocument':{'publishDiagnostics':{}}}");
      String uri = folder.resolve("a.rs").toUri().toString();
      client.open(uri, TEXT);
      assertTrue(client.published().contains("memory/packed@1:11-1:14"));
      JsonObject logged = client.await("window/logMessage");
      assertEquals(2, logged.get("type").getAsInt());
      assertEquals(
          WARNING.replaceFirst("^rusthint: ", "") + own + " is missing",
          logged.get("message").getAsString());
      assertEquals(0, client.end());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /// What a run of the launcher gave.
  private record Ran(int code, String out, String err) {}

  private Ran run(String... arguments) throws Exception {
    return finish(home.resolve("bin/rusthint"), arguments);
  }

  private Ran finish(Path program, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(folder.toFile());
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end");
    }
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
