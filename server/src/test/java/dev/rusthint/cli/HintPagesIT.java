package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.report.HintEntry;
import dev.rusthint.report.HintManual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The manual's pages about hints as they are shipped.
class HintPagesIT {
  private static final Path HOME = Path.of(System.getProperty("rusthint.home"));
  private static final Path SHIPPED = HOME.resolve("docs/hints");

  @TempDir Path folder;

  @Test
  void theyAreThoseOfTheseRulesAndFixtures() throws IOException {
    HintManual.write(Hints.all(), Path.of("../fixtures"), folder);
    TreeMap<String, String> shipped = read(SHIPPED);
    assertEquals(Hints.all().size() + 1, shipped.size());
    assertEquals(read(folder), shipped);
  }

  @Test
  void explainPrintsThem() throws Exception {
    HintEntry hint = Hints.all().getFirst();
    Process process =
        new ProcessBuilder(HOME.resolve("bin/rusthint").toString(), "explain", hint.id()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals(Files.readString(SHIPPED.resolve(hint.id() + ".md")), out);
    assertTrue(out.contains("```rust\n"), out);
  }

  private static TreeMap<String, String> read(Path directory) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
