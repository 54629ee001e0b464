package dev.rusthint.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That the committed facts of the standard library are what its sources say, where the sources of
/// that release are.
class StdTextsTest {
  private static final Path TOOLS = Path.of("..", "tools");
  private static final Path COMMITTED = Path.of("src", "main", "std");

  @Test
  void committedFactsAreThoseOfTheSources(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(
        says(folder, "rustc", "--version").startsWith("rustc 1.95."),
        "skipped: no rustc 1.95, with whose sources the facts could be compared");
    Path library = folder.resolve("library");
    String tool = TOOLS.resolve("std_sources.py").toAbsolutePath().toString();
    says(folder, "python3", tool, library.toString());
    assumeTrue(
        Files.isRegularFile(library.resolve("core/src/lib.rs")),
        "skipped: this toolchain has no sources of std to compare the facts with");
    Path made = Files.createDirectory(folder.resolve("facts"));
    StdTexts.write(library, made);
    for (String name : List.of("core.txt", "alloc.txt", "std.txt")) {
      List<String> expected = Files.readAllLines(made.resolve(name));
      List<String> committed = Files.readAllLines(COMMITTED.resolve(name));
      for (int i = 0; i < Math.min(expected.size(), committed.size()); i++) {
        assertEquals(expected.get(i), committed.get(i), name + ", line " + (i + 1));
      }
      assertEquals(expected.size(), committed.size(), name);
    }
  }

  private static String says(Path folder, String... command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start()
          .waitFor();
    } catch (IOException absent) {
      return "";
    }
    return Files.readString(output);
  }
}
