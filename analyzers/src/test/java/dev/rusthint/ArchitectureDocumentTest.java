package dev.rusthint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// ARCHITECTURE.md names nothing that is not there: what stands in it between backticks and looks
/// like a path, a package or a class is one.
class ArchitectureDocumentTest {
  private static final Path ROOT = root();
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Pattern PATH = Pattern.compile("[\\w.-]+(/[\\w.-]+)*/?");
  private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*");

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path p = here; p != null; p = p.getParent()) {
      if (Files.exists(p.resolve("ARCHITECTURE.md"))) {
        return p;
      }
    }
    throw new IllegalStateException("no ARCHITECTURE.md above " + here);
  }

  @Test
  void everythingItNamesExists() throws IOException {
    Set<String> classes = classes();
    Set<String> absent = new TreeSet<>();
    int looked = 0;
    String document = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    for (String name : all(CODE, document)) {
      boolean exists;
      if (name.startsWith("dev.rusthint.")) {
        String folder = "src/main/java/" + name.replace('.', '/');
        exists =
            Files.isDirectory(ROOT.resolve("analyzers").resolve(folder))
                || Files.isDirectory(ROOT.resolve("server").resolve(folder));
      } else if (CLASS.matcher(name).matches()) {
        exists = classes.contains(name);
      } else if (name.contains("/") && PATH.matcher(name).matches()) {
        exists = Files.exists(ROOT.resolve(name));
      } else {
        continue;
      }
      looked++;
      if (!exists) {
        absent.add(name);
      }
    }
    for (String link : all(LINK, document)) {
      if (!Files.exists(ROOT.resolve(link))) {
        absent.add(link);
      }
    }
    assertTrue(looked > 50, "names were not recognised: only " + looked);
    assertEquals(Set.of(), absent);
  }

  @Test
  void everyPackageHasAParagraphWithItsInvariant() throws IOException {
    String document = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    Set<String> missing = new TreeSet<>();
    for (String module : List.of("analyzers", "server")) {
      try (Stream<Path> folders =
          Files.list(ROOT.resolve(module).resolve("src/main/java/dev/rusthint"))) {
        for (Path folder : folders.filter(Files::isDirectory).toList()) {
          String heading = "### `dev.rusthint." + folder.getFileName() + "`\n";
          int start = document.indexOf(heading);
          int end = start < 0 ? start : document.indexOf("\n#", start + heading.length());
          if (end < 0 || !document.substring(start, end).contains("**Invariant:**")) {
            missing.add(heading.strip());
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static List<String> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(found -> found.group(1)).toList();
  }

  /// The simple names of all Java classes that have a file of their own.
  private static Set<String> classes() throws IOException {
    Set<String> names = new HashSet<>();
    for (String module : List.of("analyzers", "server", "benchmarks")) {
      Path sources = ROOT.resolve(module).resolve("src");
      if (!Files.isDirectory(sources)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
      }
    }
    return names;
  }
}
