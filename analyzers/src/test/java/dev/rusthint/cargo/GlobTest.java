package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "crates/*, crates/a, true",
    "crates/*, crates/a/b, false",
    "crates/*, crates, false",
    "./crates/*/, crates/a, true",
    "*, a, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "**, a/b/c, true",
    "**/c, c, true",
    "**/c, a/b/c, true",
    "**/c, a/b/cc, false",
    "a/**, a, true",
    "a/**, a/b/c, true",
    "a/**/c, a/c, true",
    "a/**/b/**/c, a/b/x/b/y/c, true",
    "a/**/b/**/c, a/x/c, false",
    "[ab]*, bc, true",
    "[!ab]*, bc, false",
    "[a-c]x, bx, true",
    "[a-c]x, dx, false",
    "*.rs, lib.rs, true",
    "*a*b*, xxaxxbxx, true",
    "'', '', true",
  })
  void matches(String pattern, String path, boolean expected) {
    assertEquals(expected, Glob.of(pattern).matches(path));
  }

  @ParameterizedTest
  @CsvSource({
    "src/gen, src/gen/a/b.rs, true",
    "src/gen, src/generated.rs, false",
    "**/gen, a/gen/b.rs, true",
    "*.rs, lib.rs, true",
    "tests/**, tests/a.rs, true",
  })
  void coversWhatLiesInAMatchingFolder(String pattern, String path, boolean expected) {
    assertEquals(expected, Glob.of(pattern).covers(path));
  }

  @Test
  void hostilePatternsEnd() {
    String name = "a".repeat(5_000);
    String folders = "a/".repeat(5_000);
    assertFalse(
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () ->
                Glob.of("*a".repeat(40) + "b").matches(name)
                    || Glob.of("**/a/".repeat(40) + "b").matches(folders)));
  }
}
