package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.hint.Hint;
import dev.rusthint.report.FileHints;
import dev.rusthint.report.Fingerprints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The hints that a project has accepted for now, in a file that can be committed: a line for each,
/// `fingerprint hint path`, sorted, paths relative to the file's folder.
///
/// Safe for use by several threads: each asks about files of its own.
final class Baseline {
  private static final String HEAD =
      "# Hints that were there when this file was written by `rusthint check --baseline`.\n"
          + "# Delete it and run that again to accept those there are then.\n";

  private record Entry(String fingerprint, String hint, String path) {}

  private final Path folder;

  /// How often each fingerprint is known.
  private final Map<String, Integer> known;

  private final boolean isNew;

  private Baseline(Path folder, Map<String, Integer> known, boolean isNew) {
    this.folder = folder;
    this.known = known;
    this.isNew = isNew;
  }

  /// An empty one, to be written to a file.
  static Baseline empty(Path file) {
    return new Baseline(folderOf(file), Map.of(), true);
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  static Baseline read(Path file) throws UsageException {
    Map<String, Integer> known = new HashMap<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UsageException("the baseline %s cannot be read: %s".formatted(file, e));
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" ", 3);
      if (parts.length != 3 || !parts[0].matches("[0-9a-f]{16}")) {
        throw new UsageException(
            "%s is no baseline: line %d is not `fingerprint hint path`".formatted(file, i + 1));
      }
      known.merge(parts[0], 1, Integer::sum);
    }
    return new Baseline(folderOf(file), known, false);
  }

  /// Whether it is still to be written.
  boolean isNew() {
    return isNew;
  }

  private String path(Path file) {
    Path relative = file.startsWith(folder) ? folder.relativize(file) : file;
    return relative.toString().replace('\\', '/');
  }

  /// The hints of a file that are not known. Of hints that cannot be told apart the first ones are
  /// taken as the known ones.
  FileHints newOf(FileHints hints, Path file) {
    if (known.isEmpty() || hints.hints().isEmpty()) {
      return hints;
    }
    List<String> fingerprints = Fingerprints.of(hints, path(file));
    Map<String, Integer> left = new HashMap<>();
    List<Hint> unknown = new ArrayList<>();
    for (int i = 0; i < fingerprints.size(); i++) {
      String fingerprint = fingerprints.get(i);
      int times = left.computeIfAbsent(fingerprint, f -> known.getOrDefault(f, 0));
      left.put(fingerprint, times - 1);
      if (times <= 0) {
        unknown.add(hints.hints().get(i));
      }
    }
    return hints.with(unknown);
  }

  /// The lines for the hints of a file.
  List<String> lines(FileHints hints, Path file) {
    String path = path(file);
    List<String> fingerprints = Fingerprints.of(hints, path);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < fingerprints.size(); i++) {
      entries.add(new Entry(fingerprints.get(i), hints.hints().get(i).id(), path));
    }
    entries.sort(Comparator.comparing(Entry::hint).thenComparing(Entry::fingerprint));
    return entries.stream().map(e -> e.fingerprint + " " + e.hint + " " + e.path).toList();
  }

  static void write(Path file, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    lines.forEach(line -> text.append(line).append('\n'));
    AtomicFile.write(file, text.toString().getBytes(UTF_8));
  }
}
