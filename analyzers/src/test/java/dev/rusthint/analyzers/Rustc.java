package dev.rusthint.analyzers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The compiler as the judge of fixtures.
final class Rustc {
  private Rustc() {}

  static boolean isThere() {
    try {
      Process process = new ProcessBuilder("rustc", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Compiles `code`; it must pass, or fail with the error code `error` if one is given.
  static void check(Fixture fixture, String code, @Nullable String error, Path out)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(out, "fixture", ".rs");
    Files.writeString(file, code);
    String crate = fixture.directives().getOrDefault("crate", "lib");
    String type = crate.equals("build") ? "bin" : crate;
    List<String> command = new ArrayList<>(List.of("rustc"));
    command.addAll(
        List.of("--edition", Integer.toString(fixture.edition()), "--crate-type", type));
    command.addAll(List.of("--crate-name", "fixture", "--emit=metadata", "--cap-lints", "allow"));
    command.addAll(List.of("-o", out.resolve(file.getFileName() + ".rmeta").toString()));
    String flags = fixture.directives().getOrDefault("rustc-flags", "");
    if (!flags.isBlank()) {
      command.addAll(List.of(flags.split(" ")));
    }
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    if (error == null) {
      assertEquals(0, status, output);
    } else {
      assertTrue(status != 0 && output.contains(error), "expected " + error + ":\n" + output);
    }
  }
}
