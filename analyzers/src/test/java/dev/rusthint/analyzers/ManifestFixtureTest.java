package dev.rusthint.analyzers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.rusthint.analyzers.manifest.ManifestRules;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestDriver;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.ProjectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The fixtures of rules about manifests: TOML with carets under it, and lines `#@ file: PATH TEXT`
/// for the files around it.
class ManifestFixtureTest {
  private static final Pattern MARK =
      Pattern.compile("^#(<?)([\\s^]*\\^) ([a-z]+/[a-z0-9-]+): (.*)$");
  private static final Pattern FILE = Pattern.compile("^#@ file: (\\S+) ?(.*)$");

  @TempDir Path folder;

  private record Read(String toml, List<Fixture.Expected> expected, Map<String, String> files) {}

  private static List<Path> fixtures() {
    try (Stream<Path> files = Files.walk(Fixture.ROOT)) {
      return files
          .filter(p -> p.toString().endsWith(".toml") && !p.toString().endsWith(".fixed.toml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Read read(Path path) throws IOException {
    List<String> lines = new ArrayList<>();
    List<Fixture.Expected> expected = new ArrayList<>();
    Map<String, String> files = new HashMap<>();
    for (String line : Files.readString(path).split("\n", -1)) {
      Matcher mark = MARK.matcher(line);
      Matcher file = FILE.matcher(line);
      if (mark.matches()) {
        int start = mark.group(1).isEmpty() ? line.indexOf('^') : 0;
        expected.add(
            new Fixture.Expected(
                lines.size() - 1, start, mark.end(2), mark.group(3), mark.group(4).strip()));
      } else {
        if (file.matches()) {
          files.put(file.group(1), file.group(2));
        }
        lines.add(line);
      }
    }
    return new Read(String.join("\n", lines), expected, files);
  }

  private static String name(Path path) {
    return Fixture.ROOT.relativize(path).toString().replace('\\', '/');
  }

  private static String hintOf(Path path) {
    String name = name(path);
    return name.substring(0, name.lastIndexOf('/'));
  }

  private List<Hint> hints(String toml, Map<String, String> files, String hint, Path at)
      throws IOException {
    Files.createDirectories(at.resolve("src"));
    Files.writeString(at.resolve("Cargo.toml"), toml);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = at.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue() + "\n");
    }
    ManifestDriver driver =
        new ManifestDriver(
            ManifestRules.ALL,
            (rule, item, failure) -> {
              throw new AssertionError(rule.rule(), failure);
            });
    Project project =
        Project.load(
            List.of(at), ProjectOptions.commandLine().withLevels(Map.of(hint, Level.WARN)));
    return driver.findings(project.manifest(at.resolve("Cargo.toml")).context()).hints();
  }

  @TestFactory
  Stream<DynamicTest> hintsAreThoseExpected() {
    return fixtures().stream()
        .map(path -> DynamicTest.dynamicTest(name(path), () -> check(path)));
  }

  private void check(Path path) throws IOException {
    Read fixture = read(path);
    Path at = folder.resolve(name(path));
    SourceText text = SourceText.of(fixture.toml());
    List<Fixture.Expected> missing = new ArrayList<>(fixture.expected());
    List<String> wrong = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    for (Hint hint : hints(fixture.toml(), fixture.files(), hintOf(path), at)) {
      Position start = text.position(hint.span().start(), PositionEncoding.UTF_32);
      int lineEnd = text.lineEnd(start.line());
      Position end =
          text.position(Math.min(hint.span().end(), lineEnd), PositionEncoding.UTF_32);
      boolean met =
          missing.removeIf(
              e ->
                  e.line() == start.line()
                      && e.start() == start.column()
                      && e.end() == end.column()
                      && e.id().equals(hint.id())
                      && hint.text().contains(e.message()));
      if (!met) {
        wrong.add("unexpected " + start + ".." + end + " " + hint);
      }
      if (hint.id().equals(hintOf(path))) {
        hint.fix().ifPresent(fix -> edits.addAll(fix.edits()));
      }
    }
    missing.forEach(e -> wrong.add("missing " + e));
    if (!wrong.isEmpty()) {
      fail(String.join("\n", wrong));
    }
    Path fixed = path.resolveSibling(path.getFileName().toString().replace(".toml", ".fixed.toml"));
    String after = Edit.apply(text, edits).toString();
    assertEquals(Files.exists(fixed) ? Files.readString(fixed) : fixture.toml(), after);
  }

  @Test
  void eachRuleHasAFixtureThatItSpeaksIn() throws IOException {
    TreeSet<String> rules = new TreeSet<>();
    for (ManifestAnalyzer<?> analyzer : ManifestRules.ALL) {
      rules.add(analyzer.spec().hint() + "/" + analyzer.spec().rule() + ".toml");
    }
    TreeSet<String> found = new TreeSet<>();
    for (Path path : fixtures()) {
      found.add(name(path));
      assertTrue(
          read(path).expected().stream().anyMatch(e -> e.id().equals(hintOf(path))), name(path));
    }
    assertEquals(rules, found);
  }
}
