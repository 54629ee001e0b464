package dev.rusthint.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parser of Maven Central's libraries gives the trees that our own gives, and is taken where
/// there is no other.
class FallbackParserTest {
  private static final Path OWN =
      ParserChoice.directory().resolve(System.mapLibraryName("rusthint"));

  /// What people type and delete, brackets and text of several bytes a character among it.
  private static final String[] TYPED = {
    "{", "}", "(", ")", "<", ">", "\"", "'", "/*", "//", "r#\"", "é", "\u2192", "🦀", "fn ", "::", ";"
  };

  private static TreeParser fallback;

  @BeforeEach
  void load() {
    boolean unpacked = Files.exists(FallbackParser.library("tree-sitter"));
    assumeTrue(unpacked, "Maven Central has no libraries that this system can use");
    if (fallback == null) {
      fallback = FallbackParser.load();
    }
  }

  @Test
  void givesTheTreesOfOurOwnFiles() {
    TreeParser own = own();
    List<String> texts = RustFiles.own();
    for (String text : texts) {
      assertEqualTrees(own, text);
    }
    System.out.println("equal trees of " + texts.size() + " files");
  }

  @Test
  void givesTheTreesOfRealCrates() {
    TreeParser own = own();
    for (Path path : RustFiles.ofCrates(9)) {
      assertEqualTrees(own, RustFiles.read(path));
    }
  }

  @Test
  void givesTheTreesOfBrokenTexts() {
    TreeParser own = own();
    Random random = new Random(7);
    List<String> texts = new ArrayList<>(RustFiles.own());
    RustFiles.ofCrates(97).forEach(path -> texts.add(RustFiles.read(path)));
    int broken = 0;
    for (String text : texts) {
      // A part of long ones: a recovery from errors takes long.
      StringBuilder state = new StringBuilder(text.substring(0, whole(text, 6000)));
      for (int i = 0; i < 5; i++) {
        int at = whole(state.toString(), random.nextInt(state.length() + 1));
        int end = whole(state.toString(), Math.min(state.length(), at + random.nextInt(20)));
        state.replace(at, end, TYPED[random.nextInt(TYPED.length)]);
        broken += FlatTrees.hasError(assertEqualTrees(own, state.toString())) ? 1 : 0;
      }
    }
    assertTrue(broken > texts.size(), broken + " states with errors");
    System.out.println("equal trees of " + broken + " states with errors");
  }

  @Test
  void givesThePartOfATextThatIsAskedFor() {
    TreeParser own = own();
    byte[] text = "impl T{/// Doc.\npub fn f(&self) -> u8 { g(1, ) }\n}".getBytes(UTF_8);
    for (int from = 0; from <= text.length; from++) {
      for (int to = from; to <= text.length; to++) {
        assertArrayEquals(
            own.parse(text, text.length, from, to), fallback.parse(text, text.length, from, to));
      }
    }
    // Only so many of the bytes count.
    byte[] longer = Arrays.copyOf(text, text.length + 9);
    assertArrayEquals(
        fallback.parse(text, text.length, 0, text.length),
        fallback.parse(longer, text.length, 0, text.length));
  }

  @Test
  void severalThreadsParseAtOnce() throws Exception {
    List<String> texts = RustFiles.own().subList(0, 40);
    List<int[]> expected = texts.stream().map(text -> parse(fallback, text)).toList();
    List<Callable<List<int[]>>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(() -> texts.stream().map(text -> parse(fallback, text)).toList());
    }
    try (var pool = Executors.newFixedThreadPool(4)) {
      for (Future<List<int[]>> result : pool.invokeAll(tasks)) {
        for (int i = 0; i < texts.size(); i++) {
          assertArrayEquals(expected.get(i), result.get().get(i));
        }
      }
    }
  }

  @Test
  void givesUpOnWhatIsNothingButErrors() {
    byte[] text = "'a ".repeat(40_000).getBytes(UTF_8);
    int[] data =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> fallback.parse(text, text.length, 1, text.length));
    assertArrayEquals(FlatTrees.givenUp(text.length - 1), data);
  }

  @Test
  void aLibraryThatCannotBeLoadedIsReplacedWithAWarning(@TempDir Path folder) throws Exception {
    Path broken = Files.writeString(folder.resolve("broken"), "no library");
    ParserChoice choice =
        ParserChoice.of(() -> NativeParser.load(broken), FallbackParser::load);
    assertInstanceOf(FallbackParser.class, choice.parser());
    String warning = choice.warning();
    assertNotNull(warning);
    assertTrue(warning.startsWith("warning: ") && warning.contains(broken.toString()), warning);
    assertEquals(1, warning.lines().count(), warning);
  }

  @Test
  void aMissingLibraryIsReplacedWithAWarning(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    ParserChoice choice = ParserChoice.of(() -> NativeParser.load(missing), () -> fallback);
    assertSame(fallback, choice.parser());
    String warning = choice.warning();
    assertTrue(warning != null && warning.endsWith(missing + " is missing"), warning);
  }

  @Test
  void ourOwnLibraryNeedsNoOther() {
    TreeParser own = own();
    ParserChoice choice =
        ParserChoice.of(
            () -> own,
            () -> {
              throw new AssertionError("it is not needed");
            });
    assertSame(own, choice.parser());
    assertNull(choice.warning());
  }

  @Test
  void withoutAnyLibraryThereIsNoParser(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    ParserChoice choice =
        ParserChoice.of(() -> NativeParser.load(missing), () -> NativeParser.load(missing));
    assertNull(choice.parser());
    String warning = choice.warning();
    assertTrue(warning != null && warning.startsWith("there is no parser: "), warning);
  }

  private static TreeParser own() {
    assumeTrue(Files.exists(OWN), "there is no library of our own to compare with");
    return NativeParser.load(OWN);
  }

  private static int[] assertEqualTrees(TreeParser own, String text) {
    int[] expected = parse(own, text);
    int[] actual = parse(fallback, text);
    if (!Arrays.equals(expected, actual)) {
      byte[] bytes = text.getBytes(UTF_8);
      assertEquals(
          Trees.dump(new SyntaxTree(bytes, expected, List.of())),
          Trees.dump(new SyntaxTree(bytes, actual, List.of())));
      assertArrayEquals(expected, actual);
    }
    return expected;
  }

  private static int[] parse(TreeParser parser, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return parser.parse(bytes, bytes.length, 0, bytes.length);
  }

  /// An index at or before `index` that is not inside a character.
  private static int whole(String text, int index) {
    int at = Math.min(index, text.length());
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
