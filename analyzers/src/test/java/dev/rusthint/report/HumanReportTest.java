package dev.rusthint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Message;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class HumanReportTest {
  private static void assertShown(String expected, SampleHints hints) {
    assertEquals(expected, new HumanReport(false).file(hints.file()));
  }

  private static SampleHints one(String text, String part) {
    SampleHints hints = new SampleHints(text);
    return hints.add(Level.WARN, Message.at(hints.at(part), "wrong"), List.of());
  }

  @Test
  void oneLineWithNotesHelpsAndFix() {
    SampleHints hints = new SampleHints("fn a() {\n    b();\n}\n");
    Span call = hints.at("b()");
    hints.add(
        Level.ERROR,
        Message.at(call, "`b` is wrong").note("it is\nso").help("write `c`"),
        List.of(),
        Fix.machine("Write `c`", Edit.replace(hints.at("b"), "c")));
    assertShown(
        """
        error[perf/sample]: `b` is wrong
         --> src/lib.rs:2:5
          |
        2 |     b();
          |     ^^^
          |
          = note: it is
                  so
          = help: write `c`
        help: Write `c`
          |
        2 -     b();
        2 +     c();

        """,
        hints);
  }

  @Test
  void placesOnOneLineHangTheirTextsBelow() {
    SampleHints hints = new SampleHints("let x = first(second(third));\n");
    hints.add(
        Level.HINT,
        Message.at(hints.at("second"), "wrong"),
        List.of(
            new Hint.Related(hints.at("x"), "kept here"),
            new Hint.Related(hints.at("third"), "made here")));
    assertShown(
        """
        hint[perf/sample]: wrong
         --> src/lib.rs:1:15
          |
        1 | let x = first(second(third));
          |     -         ^^^^^^ ----- made here
          |     |
          |     kept here

        """,
        hints);
  }

  @Test
  void linesBetweenAreLeftOutButOneIsShown() {
    SampleHints hints = new SampleHints("one\ntwo\nthree\nfour\nfive\nsix\nseven\n");
    hints.add(
        Level.INFO,
        Message.at(hints.at("seven"), "wrong"),
        List.of(new Hint.Related(hints.at("one"), "a"), new Hint.Related(hints.at("three"), "b")));
    assertShown(
        """
        info[perf/sample]: wrong
         --> src/lib.rs:7:1
          |
        1 | one
          | --- a
        2 | two
        3 | three
          | ----- b
        ...
        7 | seven
          | ^^^^^

        """,
        hints);
  }

  @Test
  void severalLinesAreBracketed() {
    assertShown(
        """
        warning[perf/sample]: wrong
          --> src/lib.rs:2:1
           |
         2 | / fn a() {
         3 | |     1;
         4 | |     2;
         5 | |     3;
        ...  |
         9 | |     7;
        10 | | }
           | |_^

        """,
        one("// x\n" + BODY, BODY.strip()));
  }

  private static final String BODY =
      "fn a() {\n    1;\n    2;\n    3;\n    4;\n    5;\n    6;\n    7;\n}\n";

  @Test
  void severalLinesThatBeginWithinALine() {
    SampleHints hints = new SampleHints("let a = b(|| {\n    c();\n});\n");
    hints.add(
        Level.WARN,
        Message.at(hints.at("|| {\n    c();\n}"), "wrong"),
        List.of(new Hint.Related(hints.at("c()"), "this call")));
    assertShown(
        """
        warning[perf/sample]: wrong
         --> src/lib.rs:1:11
          |
        1 |   let a = b(|| {
          |  ___________^
        2 | |     c();
          | |     --- this call
        3 | | });
          | |_^

        """,
        hints);
  }

  @Test
  void overlappingBracketsHaveColumnsOfTheirOwn() {
    SampleHints hints = new SampleHints("{\n  {\n  }\n}\n");
    hints.add(
        Level.WARN,
        Message.at(hints.at("{\n  {\n  }\n}"), "wrong"),
        List.of(new Hint.Related(hints.at("{\n  }"), "inside")));
    assertShown(
        """
        warning[perf/sample]: wrong
         --> src/lib.rs:1:1
          |
        1 | /   {
        2 | | /   {
        3 | | |   }
          | | |___- inside
        4 | |   }
          | |___^

        """,
        hints);
  }

  @Test
  void tabsWideAndCombiningCharactersKeepTheMarksInPlace() {
    // A tab is four columns, each of the two wide characters two, the combining accent none.
    assertShown(
        """
        warning[perf/sample]: wrong
         --> src/lib.rs:1:10
          |
        1 |     日本 e\u0301 🦀 bad();
          |               ^^^

        """,
        one("\t日本 e\u0301 🦀 bad();\n", "bad"));
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsDoNotShow() {
    assertShown(
        """
        warning[perf/sample]: wrong
         --> src/lib.rs:1:6
          |
        1 | let bad;
          |     ^^^

        """,
        one("\uFEFFlet bad;\r\nlet b;\r\n", "bad"));
  }

  @Test
  void nothingThatATerminalObeysGetsThrough() {
    SampleHints hints = new SampleHints("let a = \"\u001b[31m\u202e\";\n");
    hints.add(Level.WARN, Message.at(hints.at("a"), "name `\u001b[2J`"), List.of());
    String shown = new HumanReport(false).file(hints.file());
    assertTrue(shown.contains("1 | let a = \"\u241b[31m\uFFFD\";"), shown);
    assertFalse(shown.contains("\u001b"), shown);
  }

  @Test
  void ofAVeryLongLineThePartThatMattersIsShown() {
    String shown =
        new HumanReport(false)
            .file(one("x".repeat(100_000) + "bad" + "y".repeat(100_000), "bad").file());
    assertTrue(shown.length() < 1000, shown);
    String[] lines = shown.split("\n");
    assertTrue(lines[3].startsWith("1 | ..."), shown);
    assertTrue(lines[3].endsWith("..."), shown);
    assertEquals("bad", lines[3].substring(lines[4].indexOf('^'), lines[4].length()));
  }

  @Test
  void theEndOfTheTextCanBeMarked() {
    SampleHints hints = new SampleHints("a");
    hints.add(Level.WARN, Message.at(Span.at(1), "wrong"), List.of());
    assertShown(
        """
        warning[perf/sample]: wrong
         --> src/lib.rs:1:2
          |
        1 | a
          |  ^

        """,
        hints);
  }

  @Test
  void aFixShowsOnlyTheLinesThatChange() {
    SampleHints hints = new SampleHints("fn a() {\n    b();\n}\n\n\n\nfn c() {}\n");
    Span b = hints.at("b()");
    hints.add(
        Level.WARN,
        Message.at(b, "wrong"),
        List.of(),
        Fix.review(
            "Say why",
            Edit.insert(b.start(), "// SAFETY: …\n    "),
            Edit.delete(hints.at("fn c() {}"))));
    assertShown(
        """
        warning[perf/sample]: wrong
         --> src/lib.rs:2:5
          |
        2 |     b();
          |     ^^^
        help: Say why
          |
        2 +     // SAFETY: …
        ...
        7 - fn c() {}
        7 +

        """,
        hints);
  }

  @Test
  void coloursAreOnlyWhereAskedFor() {
    FileHints file = one("bad", "bad").file();
    assertTrue(new HumanReport(true).file(file).contains("\u001b[1;33mwarning[perf/sample]"));
    assertFalse(new HumanReport(false).file(file).contains("\u001b"));
  }

  @Test
  void theEndCountsByLevel() {
    SampleHints hints = new SampleHints("a");
    for (Level level : new Level[] {Level.HINT, Level.WARN, Level.WARN, Level.ERROR}) {
      hints.add(level, Message.at(Span.at(0), "wrong"), List.of());
    }
    Summary summary = new Summary();
    summary.add(hints.file());
    summary.add(hints.file().with(List.of()));
    assertEquals(
        """
        1 error, 2 warnings, 1 hint in 1 file (2 files looked at)
        `rusthint check --fix` settles up to 4 of them
        """,
        new HumanReport(false).end(summary));
    assertEquals("no hints (0 files looked at)\n", new HumanReport(false).end(new Summary()));
  }
}
