package dev.rusthint.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The build's step that makes the native libraries, `native/BuildNative.java`, where a machine has
/// neither npm nor a C compiler.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is nothing to fall back on")
class NativeBuildTest {
  private static final Path MODULE = ParserChoice.directory().resolve("../..").normalize();

  @TempDir Path folder;

  @Test
  void theLibrariesOfMavenCentralDoWithOneWarning() throws Exception {
    // One that was compiled before and is of other sources now is not left behind.
    Path natives = Files.createDirectories(folder.resolve("target/native"));
    Files.writeString(natives.resolve(System.mapLibraryName("rusthint")), "old");
    Ran ran = build(MODULE.resolve("target/fallback"));
    assertEquals(0, ran.code(), ran.err());
    List<String> lines = ran.err().lines().toList();
    assertEquals(1, lines.size(), ran.err());
    assertTrue(
        lines.getFirst().startsWith("warning: ") && lines.getFirst().contains("no C compiler"),
        ran.err());
    try (Stream<Path> files = Files.list(natives)) {
      assertEquals(
          Stream.of(
                  System.mapLibraryName("tree-sitter"),
                  System.mapLibraryName("tree-sitter-rust"),
                  "native.properties")
              .sorted()
              .toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    // It is said each time: the next machine, or this one tomorrow, can have them.
    assertEquals(ran.err(), build(MODULE.resolve("target/fallback")).err());
  }

  @Test
  void withoutThoseEitherTheBuildFails() throws Exception {
    Ran ran = build(Files.createDirectory(folder.resolve("no jars")));
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("no parser: no C compiler"), ran.err());
  }

  private record Ran(int code, String err) {}

  private Ran build(Path jars) throws Exception {
    Path err = Files.createTempFile(folder, "err", "");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path sources = MODULE.resolve("native");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            sources.resolve("BuildNative.java").toString(),
            sources.toString(),
            folder.resolve("target").toString(),
            jars.toString());
    builder.environment().put("PATH", folder.toString());
    builder.environment().remove("CC");
    Process process = builder.redirectError(err.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the build does not end");
    }
    return new Ran(process.exitValue(), Files.readString(err));
  }
}
