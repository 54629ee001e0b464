package dev.rusthint.analyzers;

import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Driver;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Profile;
import dev.rusthint.hint.Settings;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.CrateInfo;
import dev.rusthint.model.StdLink;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.Edit;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.StdCrate;
import dev.rusthint.types.TypedCrate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A fixture: Rust with the hints that it must give, as `fixtures/README.md` describes.
///
/// @param path the file
/// @param code the file without its expectations
/// @param expected the expectations, their lines counted in `code`
/// @param directives the `//@ key: value` lines; a key without value has an empty one
record Fixture(
    Path path, String code, List<Expected> expected, Map<String, String> directives) {
  /// A hint that must be there.
  ///
  /// @param line from 0
  /// @param start its first column in Unicode scalar values
  /// @param end the column after its last; a hint that goes on to other lines ends with its line
  /// @param message what its text contains
  record Expected(int line, int start, int end, String id, String message) {}

  static final Path ROOT = root();

  private static final Pattern MARK =
      Pattern.compile("^(\\s*)//(<?)([\\s^]*\\^)\\s*([a-z]+/[a-z0-9-]+): (.*)$");
  private static final Pattern DIRECTIVE = Pattern.compile("^//@ ([a-z-]+)(?:: (.*))?$");
  private static final Pattern FIXED = Pattern.compile(".*\\.(fixed|review)\\.rs$");

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path p = here; p != null; p = p.getParent()) {
      if (Files.isDirectory(p.resolve("fixtures")) && Files.isDirectory(p.resolve("analyzers"))) {
        return p.resolve("fixtures");
      }
    }
    throw new IllegalStateException("no fixtures above " + here);
  }

  /// All fixtures, in the order of their paths.
  static List<Fixture> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(p -> p.toString().endsWith(".rs") && !FIXED.matcher(p.toString()).matches())
          .sorted()
          .map(Fixture::read)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Fixture read(Path path) {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    List<String> code = new ArrayList<>();
    List<Expected> expected = new ArrayList<>();
    Map<String, String> directives = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      Matcher mark = MARK.matcher(line);
      Matcher directive = DIRECTIVE.matcher(line);
      if (mark.matches()) {
        int start = mark.group(2).isEmpty() ? line.indexOf('^') : 0;
        int end = mark.end(3);
        expected.add(
            new Expected(code.size() - 1, start, end, mark.group(4), mark.group(5).strip()));
        continue;
      }
      if (directive.matches()) {
        directives.put(directive.group(1), Optional.ofNullable(directive.group(2)).orElse(""));
      }
      code.add(line);
    }
    return new Fixture(path, String.join("\n", code), expected, directives);
  }

  /// `category/hint/rule.rs`
  String name() {
    return ROOT.relativize(path).toString().replace('\\', '/');
  }

  /// The hint whose folder it lies in.
  String hint() {
    String name = name();
    return name.substring(0, name.lastIndexOf('/'));
  }

  /// The name of the rule it is for.
  String rule() {
    String name = name();
    return name.substring(name.lastIndexOf('/') + 1, name.length() - ".rs".length());
  }

  int edition() {
    return Integer.parseInt(directives.getOrDefault("edition", "2024"));
  }

  Settings settings() {
    Map<String, Level> levels = new HashMap<>();
    Set<String> asked = new HashSet<>(Set.of(hint()));
    for (String id : directives.getOrDefault("also", "").split(",")) {
      asked.add(id.strip());
    }
    for (Analyzer<?> analyzer : Analyzers.registry().analyzers()) {
      if (asked.contains(analyzer.spec().hint())) {
        levels.put(analyzer.spec().hint(), Level.WARN);
      }
    }
    TargetKind kind =
        switch (directives.getOrDefault("crate", "lib")) {
          case "bin" -> TargetKind.BIN;
          case "build" -> TargetKind.BUILD_SCRIPT;
          default -> TargetKind.LIB;
        };
    @Nullable String version = directives.get("rust-version");
    CrateInfo crate =
        new CrateInfo(
            "fixture",
            kind,
            edition(),
            version == null ? null : Integer.valueOf(version),
            directives.containsKey("no-std") ? StdLink.NEVER : StdLink.ALWAYS,
            CfgOracle.UNDECIDED,
            null,
            List.of(),
            "",
            false,
            new FixtureExports(kind, edition()));
    Map<String, String> options = new HashMap<>();
    for (String option : directives.getOrDefault("options", "").split(";")) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(option.substring(0, equals).strip(), option.substring(equals + 1).strip());
      }
    }
    return new Settings(Profile.DEFAULT, levels, options, crate, name());
  }

  static List<Hint> hints(String code, Settings settings) {
    Driver driver =
        new Driver(
            Analyzers.registry(),
            (rule, item, failure) -> {
              throw new AssertionError(rule.rule() + " failed in item " + item, failure);
            });
    SourceFile file = SourceFile.of(SourceText.of(code));
    TypedCrate crate = new TypedCrate(StdCrate.over(file));
    FileTypes types = crate.types(StdCrate.ROOT, file);
    return driver
        .findings(file, settings, types, Driver.Haste.NONE, Cancellation.NEVER)
        .hints();
  }

  /// A hint as the expectation that it would meet.
  static Expected asExpected(SourceText text, Hint hint) {
    var start = text.position(hint.span().start(), PositionEncoding.UTF_32);
    int lineEnd = text.lineEnd(start.line());
    var end =
        text.position(Math.min(hint.span().end(), lineEnd), PositionEncoding.UTF_32);
    return new Expected(start.line(), start.column(), end.column(), hint.id(), hint.text());
  }

  /// The code after the fixes of the fixture's own hint that `wanted` takes, until there are none.
  String fixed(boolean machine) {
    SourceText text = SourceText.of(code);
    for (int round = 0; round < 20; round++) {
      List<Edit> edits = new ArrayList<>();
      for (Hint hint : hints(text.toString(), settings())) {
        if (!hint.id().equals(hint())) {
          continue;
        }
        Optional<Fix> fix = hint.fix().filter(f -> f.machine() == machine);
        if (fix.isPresent()
            && fix.get().edits().stream()
                .noneMatch(e -> edits.stream().anyMatch(e::conflictsWith))) {
          edits.addAll(fix.get().edits());
        }
      }
      if (edits.isEmpty()) {
        break;
      }
      text = Edit.apply(text, edits);
      if (!machine) {
        break;
      }
    }
    return text.toString();
  }
}
