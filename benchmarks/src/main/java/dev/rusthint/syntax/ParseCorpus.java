package dev.rusthint.syntax;

import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the syntax layer makes of many files: how fast, and which have an error in their trees.
///
/// Arguments: folders, or lists of files as `benchmarks/compare/accepted.py` writes them, a path
/// after a tab in each line. All files are read into memory first. Then, on one thread, each is
/// parsed by tree-sitter as a whole and not flattened (what the parser alone costs), and each is
/// read as the server reads it: split into items, each parsed, mended and flattened, macro
/// arguments too. Both are done twice, and the second time counts.
///
/// It stands in this package to reach the bare parser.
public final class ParseCorpus {
  private ParseCorpus() {}

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.err.println("usage: ParseCorpus FOLDER|LIST…");
      System.exit(2);
    }
    List<Path> paths = new ArrayList<>();
    for (String arg : args) {
      add(Path.of(arg), paths);
    }
    List<byte[]> texts = new ArrayList<>();
    long size = 0;
    for (Path path : paths) {
      byte[] bytes = Files.readAllBytes(path);
      texts.add(bytes);
      size += bytes.length;
    }
    System.out.printf(Locale.ROOT, "%d files, %.1f MB%n", texts.size(), size / 1e6);
    for (int round = 0; round < 2; round++) {
      boolean counts = round == 1;
      parser(texts, size, counts);
      layer(paths, texts, size, counts, false);
    }
    layer(paths, texts, size, true, true);
  }

  private static void add(Path root, List<Path> paths) throws IOException {
    if (Files.isDirectory(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(ParseCorpus::isRustFile).sorted().forEach(paths::add);
      }
      return;
    }
    for (String line : Files.readAllLines(root)) {
      paths.add(Path.of(line.substring(line.indexOf('\t') + 1)));
    }
  }

  private static boolean isRustFile(Path path) {
    return path.toString().endsWith(".rs") && Files.isRegularFile(path);
  }

  private static void parser(List<byte[]> texts, long size, boolean counts) {
    TreeParser parser = TreeParser.get();
    long before = System.nanoTime();
    for (byte[] text : texts) {
      parser.parse(text, text.length, 0, 0);
    }
    if (counts) {
      say("the parser alone, whole files", size, System.nanoTime() - before);
    }
  }

  private static void layer(
      List<Path> paths, List<byte[]> texts, long size, boolean counts, boolean macros) {
    long slowest = 0;
    Path slow = paths.getFirst();
    List<String> broken = new ArrayList<>();
    long nodes = 0;
    long before = System.nanoTime();
    for (int i = 0; i < texts.size(); i++) {
      long start = System.nanoTime();
      SourceFile file = SourceFile.of(SourceText.ofBytes(texts.get(i)));
      String error = null;
      for (Placed placed : file.allItems()) {
        Item item = placed.item();
        SyntaxTree tree = macros ? item.treeWithMacros() : item.tree();
        nodes += tree.size();
        error = error == null ? errorIn(file, placed) : error;
      }
      long time = System.nanoTime() - start;
      if (time > slowest) {
        slowest = time;
        slow = paths.get(i);
      }
      if (error != null) {
        broken.add(paths.get(i) + ":" + error);
      }
    }
    if (!counts) {
      return;
    }
    String what = macros ? "items split, parsed, flattened, with macros" : "items split, parsed, flattened";
    say(what, size, System.nanoTime() - before);
    System.out.printf(
        Locale.ROOT, "  %d nodes; slowest file %.1f ms: %s%n", nodes, slowest / 1e6, slow);
    if (macros) {
      System.out.printf(
          Locale.ROOT, "%d of %d files have an error in their trees%n", broken.size(), texts.size());
      broken.forEach(name -> System.out.println("  " + name));
    }
  }

  private static @Nullable String errorIn(SourceFile file, Placed placed) {
    SyntaxTree tree = placed.item().tree();
    if (!tree.hasError(0)) {
      return null;
    }
    for (int i = 0; i < tree.size(); i++) {
      if (tree.kind(i) == Kind.ERROR || tree.isMissing(i)) {
        int offset = placed.start() + tree.start(i);
        String text = tree.text(tree.start(i), Math.min(tree.end(i), tree.start(i) + 60));
        return (file.text().lineOf(offset) + 1) + ": " + text.replace("\n", " ");
      }
    }
    return (file.text().lineOf(placed.start()) + 1) + ": " + placed;
  }

  private static void say(String what, long size, long nanos) {
    System.out.printf(
        Locale.ROOT, "%-45s %6.2f s  %5.1f MB/s%n", what, nanos / 1e9, size / 1e6 / (nanos / 1e9));
  }
}
