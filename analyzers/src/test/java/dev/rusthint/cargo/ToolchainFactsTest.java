package dev.rusthint.cargo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Compares the tables of facts in the resources with the toolchain that they were taken from.
/// Skips where that release is not installed.
///
/// With `-Drusthint.regenerate=true`, writes the tables anew from the installed toolchain.
final class ToolchainFactsTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/rusthint/cargo");

  /// Above lints that a clippy newer than the toolchain has, taken from its book. They stay when
  /// the table is regenerated.
  private static final String NEWER = "# clippy, newer";

  private static final boolean REGENERATE = Boolean.getBoolean("rusthint.regenerate");

  @Test
  void targetsAreThoseOfRustc() throws IOException, InterruptedException {
    String release = release();
    List<String> rows = new ArrayList<>();
    rows.add("# rustc " + release + " --print cfg");
    rows.add(
        String.join(
            "\t",
            List.of(
                "triple",
                "os",
                "arch",
                "family",
                "env",
                "vendor",
                "abi",
                "pointer_width",
                "endian",
                "panic",
                "has_atomic",
                "feature")));
    List<String> committed = committed("targets.tsv");
    List<String> triples = run("rustc", "--print", "target-list").lines().toList();
    for (int i = 0; i < triples.size(); i++) {
      // A process for each takes a while: every tenth is compared, all are regenerated.
      if (REGENERATE || i % 10 == 0) {
        rows.add(target(triples.get(i)));
      } else {
        String start = triples.get(i) + "\t";
        committed.stream().filter(row -> row.startsWith(start)).forEach(rows::add);
      }
    }
    assertEquals(triples.size() + 2, rows.size(), "a row for each target");
    check("targets.tsv", release, rows);
  }

  private static String target(String triple) throws IOException, InterruptedException {
    Map<String, List<String>> values = new TreeMap<>();
    Set<String> names = new TreeSet<>();
    for (String line : run("rustc", "--print", "cfg", "--target", triple).lines().toList()) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        names.add(line);
      } else {
        values
            .computeIfAbsent(line.substring(0, equals), key -> new ArrayList<>())
            .add(line.substring(equals + 2, line.length() - 1));
      }
    }
    List<String> families = values.getOrDefault("target_family", List.of());
    Set<String> expected = new TreeSet<>(families);
    expected.retainAll(Set.of("unix", "windows"));
    expected.add("debug_assertions");
    assertEquals(expected, names, triple);
    List<String> cells = new ArrayList<>();
    cells.add(triple);
    for (String key :
        List.of(
            "target_os",
            "target_arch",
            "target_family",
            "target_env",
            "target_vendor",
            "target_abi",
            "target_pointer_width",
            "target_endian",
            "panic",
            "target_has_atomic",
            "target_feature")) {
      List<String> found = values.remove(key);
      cells.add(found == null ? "" : String.join(",", found));
    }
    assertEquals(Map.of(), values, "a key that the table has no column for");
    return String.join("\t", cells);
  }

  @Test
  void lintsAreThoseOfTheToolchain() throws IOException, InterruptedException {
    String release = release();
    Map<String, String> levels = new TreeMap<>();
    Map<String, Set<String>> groups = new TreeMap<>();
    String clippy = run("clippy-driver", "-W", "help");
    assumeTrue(!clippy.isEmpty(), "no clippy here");
    readLints(clippy, levels, groups);
    readLints(run("rustdoc", "-W", "help"), levels, groups);
    List<String> rows = new ArrayList<>();
    rows.add("# rustc, rustdoc and clippy " + release + " -W help");
    rows.add("lint\tdefault\tgroups");
    for (Map.Entry<String, String> lint : levels.entrySet()) {
      Set<String> in = groups.getOrDefault(lint.getKey(), Set.of());
      rows.add(lint.getKey() + "\t" + lint.getValue() + "\t" + String.join(",", in));
    }
    rows.add(NEWER);
    List<String> committed = committed("lints.tsv");
    for (String row : committed.subList(committed.indexOf(NEWER) + 1, committed.size())) {
      if (!levels.containsKey(row.substring(0, row.indexOf('\t')))) {
        rows.add(row);
      }
    }
    check("lints.tsv", release, rows);
  }

  private static final Pattern LINT =
      Pattern.compile("^ +([a-z][a-z0-9:-]*)  +(allow|warn|deny|forbid)  +\\S.*$");
  private static final Pattern GROUP = Pattern.compile("^ +([a-z][a-z0-9:-]*)  +(\\S.*)$");

  private static void readLints(
      String help, Map<String, String> levels, Map<String, Set<String>> groups) {
    boolean inGroups = false;
    for (String line : help.lines().toList()) {
      inGroups = line.startsWith("Lint groups") || (inGroups && !line.startsWith("Lint checks"));
      Matcher matcher = (inGroups ? GROUP : LINT).matcher(line);
      if (!matcher.matches()) {
        continue;
      }
      String name = matcher.group(1).replace('-', '_');
      if (!inGroups) {
        levels.put(name, matcher.group(2));
      } else if (!name.equals("warnings") && !name.equals("name")) {
        for (String member : matcher.group(2).split(", *", -1)) {
          groups
              .computeIfAbsent(member.strip().replace('-', '_'), key -> new TreeSet<>())
              .add(name);
        }
      }
    }
  }

  private static void check(String table, String release, List<String> rows) throws IOException {
    if (REGENERATE) {
      Files.writeString(RESOURCES.resolve(table), String.join("\n", rows) + "\n");
      return;
    }
    List<String> committed = committed(table);
    assumeTrue(
        committed.getFirst().contains(" " + release + " "),
        () -> table + " is not of the installed release " + release);
    Set<String> missing = new TreeSet<>(rows);
    missing.removeAll(new HashSet<>(committed));
    assertEquals(Set.of(), missing, "rows of the toolchain that " + table + " has not");
    Set<String> extra = new TreeSet<>(committed);
    extra.removeAll(new HashSet<>(rows));
    assertEquals(Set.of(), extra, "rows of " + table + " that the toolchain has not");
  }

  private static List<String> committed(String table) throws IOException {
    try (InputStream stream = TargetTriple.class.getResourceAsStream(table)) {
      assertTrue(stream != null, table);
      return new String(stream.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static String release() throws IOException, InterruptedException {
    String version = run("rustc", "--version");
    assumeTrue(!version.isEmpty(), "no rustc here");
    return version.split(" ", -1)[1];
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException absent) {
      return "";
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() == 0 ? output : "";
  }
}
