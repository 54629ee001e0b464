package dev.rusthint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How long it takes from the start of the process until the first diagnostics of a file are there,
/// with the cache of loaded classes and without.
///
/// Arguments: the launcher, how many times, and files.
public final class StartUp {
  private StartUp() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      System.err.println("usage: StartUp LAUNCHER TIMES FILE…");
      System.exit(2);
    }
    Path launcher = Path.of(args[0]);
    int times = Integer.parseInt(args[1]);
    for (String name : List.of(args).subList(2, args.length)) {
      String text = Files.readString(Path.of(name));
      System.out.printf("%s: %d lines%n", Path.of(name).getFileName(), text.lines().count());
      measure("with the cache", launcher, times, text, Map.of());
      measure("without", launcher, times, text, Map.of("RUSTHINT_AOT", "off"));
    }
  }

  private static void measure(
      String what, Path launcher, int times, String text, Map<String, String> environment)
      throws IOException {
    long[] measured = new long[times];
    long resident = 0;
    for (int i = 0; i < times; i++) {
      try (ServerProcess server = new ServerProcess(launcher, environment)) {
        server.initialize();
        server.open("untitled:start.rs", text);
        measured[i] = server.diagnostics(1).time() - server.started();
        resident = server.residentMebibytes();
      }
    }
    System.out.printf("  %s: %s, %d MiB%n", what, new Distribution(measured), resident);
  }
}
