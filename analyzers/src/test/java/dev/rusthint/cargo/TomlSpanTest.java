package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Spans are right if the bytes of each, read by themselves, give the same key or value.
final class TomlSpanTest {
  private static final Path CRATES =
      Path.of(System.getProperty("rusthint.crates", "/usr/share/cargo/registry"));

  /// Broken manifests to try; more with `-Drusthint.rounds=N`.
  private static final int ROUNDS = Integer.getInteger("rusthint.rounds", 300);

  private static final String TRICKY =
      """
      # π
      bare = 1
      'lit.eral' = "a#b]\\"}" # c
      "q\\u00e9" . x = '''
      ''quoted'''''
      [ a . "b c" . 'd' ] # head
      when = [1979-05-27 07:32:00Z, 07:32:00, 1979-05-27]
      num = [+1_000, 0xDEAD_beef, -0.5e-3, inf, -nan, 0b1, 0o7]
      tab = { x.y = [ { z = "}" }, # c ]
        {} ], "k" = [[],[ ]], }
      [[arr.of]]
      v = ""
      [[arr.of]]
      w = \"""\"""
      [arr.of.sub]
      z = true
      """;

  @Test
  void everySpanReadsBackAsWhatItStandsFor() {
    assertTrue(check(SourceText.of(TRICKY)) > 30, "all of it was seen");
    assertTrue(check(SourceText.of(TRICKY.replace("\n", "\r\n"))) > 30, "all of it was seen");
  }

  @Test
  void everySpanOfRealManifestsReadsBack() throws IOException {
    assumeTrue(Files.isDirectory(CRATES), () -> "no crates in " + CRATES);
    List<Path> manifests;
    try (Stream<Path> folders = Files.list(CRATES)) {
      manifests =
          folders.map(folder -> folder.resolve("Cargo.toml")).filter(Files::exists).toList();
    }
    int seen = 0;
    for (Path manifest : manifests) {
      seen += check(TextSource.disk().read(manifest));
    }
    System.out.printf("%d spans of %d manifests read back%n", seen, manifests.size());
    assertTrue(seen > manifests.size(), "manifests have values");
  }

  @Test
  void halfTypedManifestsNeverFail() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String[] pieces = {
      "[", "]", "{", "}", "\"", "'", "\"\"\"", "=", ".", ",", "\n", "\r", "#", "\\", "é", "😀", " ",
      "0", "[[", "[a]", "x=1\n", "\uFEFF", "\0"
    };
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(TRICKY);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(text.length() + 1);
        int length = Math.min(random.nextInt(6), text.length() - at);
        text.replace(at, at + length, pieces[random.nextInt(pieces.length)]);
      }
      SourceText source = SourceText.of(text.toString());
      TomlDocument document = TomlDocument.parse(Path.of("Cargo.toml"), source);
      for (Problem problem : document.problems()) {
        assertTrue(problem.span().end() <= source.length(), () -> "seed " + seed);
      }
      inside(document.root(), source.length(), seed);
      Manifest manifest = Manifest.parse(Path.of("Cargo.toml"), source);
      assertNotNull(CargoPackage.of(manifest, manifest), () -> "seed " + seed);
    }
  }

  private static void inside(TomlNode node, int length, long seed) {
    assertTrue(node.span().end() <= length, () -> "seed " + seed);
    switch (node) {
      case TomlNode.Table table -> {
        for (TomlEntry entry : table.entries().values()) {
          assertTrue(entry.key().end() <= length, () -> "seed " + seed);
          inside(entry.value(), length, seed);
        }
        assertTrue(table.contentEnd() <= length, () -> "seed " + seed);
      }
      case TomlNode.Array array -> array.items().forEach(item -> inside(item, length, seed));
      default -> {
        // Its span is all there is to it.
      }
    }
  }

  /// Returns how many keys and values were compared.
  private static int check(SourceText text) {
    TomlDocument document = TomlDocument.parse(Path.of("Cargo.toml"), text);
    assertEquals(List.of(), document.problems());
    List<String> wrong = new ArrayList<>();
    int[] seen = new int[1];
    check(document, document.root(), wrong, seen);
    assertEquals(List.of(), wrong);
    return seen[0];
  }

  private static void check(TomlDocument document, TomlNode node, List<String> wrong, int[] seen) {
    switch (node) {
      case TomlNode.Table table -> {
        for (TomlEntry entry : table.entries().values()) {
          TomlDocument alone = alone(document, entry.key(), " = 1");
          seen[0]++;
          if (!List.of(entry.name()).equals(List.copyOf(alone.root().entries().keySet()))) {
            wrong.add("key " + entry.name() + ": " + document.text().slice(entry.key()));
          }
          check(document, entry.value(), wrong, seen);
        }
        if (table.form() == TomlNode.Form.HEADER) {
          seen[0]++;
          TomlDocument alone = alone(document, table.span(), "");
          if (!alone.problems().isEmpty() || alone.root().entries().size() != 1) {
            wrong.add("header " + document.text().slice(table.span()));
          }
        } else if (table.form() == TomlNode.Form.INLINE) {
          compare(document, table, wrong, seen);
        }
      }
      case TomlNode.Array array -> {
        boolean headers =
            !array.items().isEmpty()
                && array.items().getFirst() instanceof TomlNode.Table table
                && table.form() == TomlNode.Form.HEADER;
        if (!headers) {
          compare(document, array, wrong, seen);
        }
        array.items().forEach(item -> check(document, item, wrong, seen));
      }
      default -> compare(document, node, wrong, seen);
    }
  }

  private static void compare(
      TomlDocument document, TomlNode node, List<String> wrong, int[] seen) {
    seen[0]++;
    SourceText value = SourceText.of("v = " + document.text().slice(node.span()));
    TomlNode read = TomlDocument.parse(Path.of("v"), value).root().value("v");
    if (read == null || !plain(read).equals(plain(node))) {
      wrong.add("value " + document.text().slice(node.span()));
    }
  }

  private static TomlDocument alone(TomlDocument document, Span span, String more) {
    return TomlDocument.parse(Path.of("v"), SourceText.of(document.text().slice(span) + more));
  }

  /// The value without its spans.
  private static String plain(TomlNode node) {
    return switch (node) {
      case TomlNode.Table table -> {
        StringBuilder text = new StringBuilder("{");
        table
            .entries()
            .forEach((name, entry) -> text.append(name + "=" + plain(entry.value()) + ","));
        yield text + "}";
      }
      case TomlNode.Array array -> array.items().stream().map(TomlSpanTest::plain).toList() + "";
      case TomlNode.Text(var _, String value) -> "s" + value;
      case TomlNode.Whole(var _, long value) -> "i" + value;
      case TomlNode.Real(var _, double value) -> "f" + value;
      case TomlNode.Bool(var _, boolean value) -> "b" + value;
      case TomlNode.Time(var _, String value) -> "t" + value;
    };
  }
}
