package dev.rusthint.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that nobody wrote by hand: no stack overflow, no long wait, and what is healthy is served.
class BadInputTest {
  /// What no text may take of a processor: two seconds where nothing else runs, and as much again
  /// where other programs take the caches.
  private static final long LIMIT_NANOS = 4_000_000_000L;

  /// The time on the clock says less where other programs run; this ends what hangs.
  private static final Duration HANG = Duration.ofSeconds(60);

  private static SourceFile read(String text) {
    SourceFile read =
        timed(
            () -> {
              SourceFile file = SourceFile.of(SourceText.of(text));
              for (Placed placed : file.allItems()) {
                SyntaxTree tree = placed.item().treeWithMacros();
                tree.hasError(0);
              }
              return file;
            });
    for (Placed placed : read.allItems()) {
      Trees.check(placed.item().treeWithMacros());
    }
    return read;
  }

  private static <T> T timed(Supplier<T> work) {
    return assertTimeoutPreemptively(
        HANG,
        () -> {
          var clock = ManagementFactory.getThreadMXBean();
          long before = clock.getCurrentThreadCpuTime();
          T result = work.get();
          long taken = clock.getCurrentThreadCpuTime() - before;
          assertTrue(taken < LIMIT_NANOS, () -> taken / 1_000_000 + " ms");
          return result;
        });
  }

  private static void assertFunctionAfter(SourceFile file) {
    int last = file.items().size() - 1;
    boolean trivia = file.items().get(last).kind() == ItemKind.TRIVIA;
    Placed function = file.items().get(trivia ? last - 1 : last);
    assertEquals(ItemKind.FUNCTION, function.kind());
    assertFalse(function.item().tree().hasError(0));
  }

  @Test
  void anEmptyFile() {
    SourceFile file = read("");
    assertTrue(file.items().isEmpty());
    assertEquals(1, file.with(SourceText.of("fn f() {}")).items().size());
  }

  @Test
  void bytesThatAreZero() {
    SourceFile file = read("fn f() { \0 }\0\nfn g() {}\n");
    assertFunctionAfter(file);
    read("\0".repeat(100_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"()", "[]", "{}"})
  void tenThousandBrackets(String pair) {
    String open = pair.substring(0, 1).repeat(10_000);
    String close = pair.substring(1).repeat(10_000);
    assertFunctionAfter(read("fn f() { let x = " + open + close + "; }\nfn g() {}\n"));
    assertFunctionAfter(read("fn f() { m!(" + open + close + "); }\nfn g() {}\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{", "<", "((", "&[", "f(", "if x {", "match x { A => ", "|x| {"})
  void tenThousandBracketsThatNothingCloses(String open) {
    String text = "fn f() {\n    let x = " + open.repeat(10_000) + "\n}\n\nfn g() {}\n";
    assertFunctionAfter(read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {")", "]", "}", ">", "*/", "#", "'", "\"", "\\", "/*", "r#\"", "//", "::"})
  void tenThousandTokensThatBeginNothing(String token) {
    read("fn f() {}\n" + token.repeat(10_000) + "\nfn g() {}\n");
    read("fn f() {}\n" + (token + "\n").repeat(10_000) + "\nfn g() {}\n");
  }

  @Test
  void tenThousandNestedModules() {
    SourceFile closed = read("mod a {".repeat(10_000) + "}".repeat(10_000) + "\nfn g() {}\n");
    assertFunctionAfter(closed);
    read("mod a {\n".repeat(10_000));
    read("impl T {\n".repeat(10_000));
    read("impl<T ".repeat(10_000));
    read("trait T { fn f() { ".repeat(5_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pub\n", "pub(\n", "unsafe\n", "const\n", "a::", "fn\n", "fn f(\n", "impl\n", "#[\n", "#[a\n",
        "#![a]\n", "use a;\n", "macro_rules! m {\n", "extern \"C\" {\n", "\"\n", "\"a\nfn f() {}\n",
        "/* ", "/*\n", "r#\"\n", "'a ", "let x = 1;\n", "x = ..=1;\n", "where T: ", "-1,", "fn f<"
      })
  void aHundredThousandBytesOfOneBit(String bit) {
    read(bit.repeat(100_000 / bit.length()));
  }

  @Test
  void oneLineOfManyItems() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      text.append("pub const C").append(i).append(": u8 = 1; ");
    }
    assertEquals(40_000, read(text.toString()).items().stream().filter(p -> p.kind() == ItemKind.CONST).count());
  }

  @Test
  void twentyMegabytes() {
    StringBuilder text = new StringBuilder(21_000_000);
    int functions = 0;
    while (text.length() < 20_000_000) {
      text.append("pub fn f").append(functions++).append("(x: &[u8]) -> Option<u8> {\n");
      text.append("    let y = x.get(").append(functions).append(")?;\n    Some(*y + 1)\n}\n\n");
    }
    SourceText source = SourceText.of(text.toString());
    SourceFile file = timed(() -> SourceFile.of(source));
    assertEquals(functions + 1, file.items().size());
    int at = source.length() / 2;
    SourceFile next =
        timed(() -> file.with(source.replace(Span.at(at), " ")));
    long kept = 0;
    for (Placed placed : next.items()) {
      kept += placed.item() == file.items().get(placed.ordinal()).item() ? 1 : 0;
    }
    assertEquals(functions, kept);
  }

  @Test
  void anItemThatIsTooLongIsLeftUnparsed() {
    String table = "static T: &[u32] = &[" + "1, ".repeat(Item.MAX_LENGTH / 3) + "];\n";
    SourceFile file = read(table + "fn g() {}\n");
    Item item = file.items().getFirst().item();
    assertTrue(item.isTooLong());
    assertEquals(1, item.tree().size());
    assertFunctionAfter(file);
  }

  @Test
  void aLongItemIsParsed() {
    String table = "static T: &[u32] = &[" + "1, ".repeat(300_000) + "];\n";
    SyntaxTree tree = read(table).items().getFirst().item().tree();
    assertTrue(tree.size() > 600_000);
    assertFalse(tree.hasError(0));
  }

  @Test
  void noise() {
    long seed = RandomEdits.seed();
    System.out.println("BadInputTest: rusthint.edits.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(3000)];
      random.nextBytes(bytes);
      if (round % 2 == 0) {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (bytes[i] & 0x7F);
        }
      }
      SourceFile file = SourceFile.of(SourceText.ofBytes(bytes));
      for (Placed placed : file.allItems()) {
        Trees.check(placed.item().treeWithMacros());
      }
    }
  }
}
