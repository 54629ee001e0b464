package dev.rusthint.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Rust to test with: files of our own, and, where Debian's `librust-*-dev` packages are installed,
/// those of real crates. The system property `rusthint.corpus` names another directory of crates.
public final class RustFiles {
  private static final Path CRATES =
      Path.of(System.getProperty("rusthint.corpus", "/usr/share/cargo/registry"));

  private RustFiles() {}

  /// The files of this module's test resources and the fixtures, one with `\r\n` line breaks.
  public static List<String> own() {
    Path module = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(module.resolve("fixtures"))) {
      module = module.getParent();
      if (module == null) {
        throw new IllegalStateException("no fixtures above the working directory");
      }
    }
    List<Path> paths = new ArrayList<>();
    paths.addAll(rustFilesIn(module.resolve("analyzers/src/test/resources/rust")));
    paths.addAll(rustFilesIn(module.resolve("fixtures")));
    List<String> texts = new ArrayList<>();
    for (Path path : paths) {
      texts.add(read(path));
    }
    texts.add(texts.getFirst().replace("\n", "\r\n"));
    return texts;
  }

  /// Every `step`th file of the installed crates; empty if there are none.
  public static List<Path> ofCrates(int step) {
    if (!Files.isDirectory(CRATES)) {
      System.out.println("skipped: no crates in " + CRATES);
      return List.of();
    }
    List<Path> all = rustFilesIn(CRATES);
    List<Path> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      some.add(all.get(i));
    }
    return some;
  }

  private static List<Path> rustFilesIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(path -> path.toString().endsWith(".rs") && Files.isRegularFile(path))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path path) {
    try {
      return new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
