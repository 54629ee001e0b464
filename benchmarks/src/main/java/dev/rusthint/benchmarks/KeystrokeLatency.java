package dev.rusthint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long after a key its diagnostics are there: typing replayed into a server process at ten
/// keys a second, timed from before `didChange` is written until the diagnostics of that version
/// have been read.
///
/// Arguments: the launcher, how many keys for each file, and files. A file is typed in where it is,
/// so that types are known if it belongs to a crate; nothing is saved. Of a file named `A+B+…` the
/// parts become modules of one file that belongs to none.
public final class KeystrokeLatency {
  private static final long INTERVAL = 100_000_000;

  /// Keys by which the server gets warm, as it does in every editor; told apart in the figures.
  private static final int WARM_UP = 100;

  private KeystrokeLatency() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3) {
      System.err.println("usage: KeystrokeLatency LAUNCHER KEYS FILE[+FILE…]…");
      System.exit(2);
    }
    int keys = Integer.parseInt(args[1]);
    for (String names : List.of(args).subList(2, args.length)) {
      replay(Path.of(args[0]), keys, names);
    }
  }

  private static void replay(Path launcher, int count, String names)
      throws IOException, InterruptedException {
    String text = read(names);
    List<Typing.Key> keys = new Typing(text, 42).keys(count + WARM_UP);
    boolean isOne = names.indexOf('+') < 0;
    String uri =
        isOne
            ? Path.of(names).toAbsolutePath().normalize().toUri().toString()
            : "untitled:typing.rs";
    try (ServerProcess server = new ServerProcess(launcher, Map.of())) {
      server.initialize();
      server.open(uri, text);
      server.diagnostics(1);
      List<Long> cold = new ArrayList<>();
      List<Long> warm = new ArrayList<>();
      long next = System.nanoTime();
      int version = 1;
      for (Typing.Key key : keys) {
        next += INTERVAL;
        sleepUntil(next);
        version++;
        long before = System.nanoTime();
        server.notify(
            "textDocument/didChange",
            "{\"textDocument\":{\"uri\":\""
                + uri
                + "\",\"version\":"
                + version
                + "},\"contentChanges\":"
                + key.change()
                + "}");
        long time = server.diagnostics(version).time() - before;
        (version <= WARM_UP + 1 ? cold : warm).add(time);
      }
      System.out.printf(
          "%s: %d lines, %d bytes%n  first %d keys: %s%n  then: %s%n  resident: %d MiB%n",
          names.replaceAll("[^+]*/", ""),
          text.lines().count(),
          text.length(),
          WARM_UP,
          distribution(cold),
          distribution(warm),
          server.residentMebibytes());
    }
  }

  private static Distribution distribution(List<Long> times) {
    return new Distribution(times.stream().mapToLong(Long::longValue).toArray());
  }

  private static void sleepUntil(long time) throws InterruptedException {
    long left = time - System.nanoTime();
    if (left > 0) {
      Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  private static String read(String names) throws IOException {
    String[] files = names.split("\\+", -1);
    if (files.length == 1) {
      return Files.readString(Path.of(files[0]));
    }
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < files.length; i++) {
      joined.append("mod part").append(i).append(" {\n");
      joined.append(Files.readString(Path.of(files[i]))).append("\n}\n");
    }
    return joined.toString();
  }
}
