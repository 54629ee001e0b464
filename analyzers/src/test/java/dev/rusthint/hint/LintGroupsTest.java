package dev.rusthint.hint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.model.LintLevel;
import dev.rusthint.model.LintSetting;
import org.junit.jupiter.api.Test;

final class LintGroupsTest {
  private static void assertCovers(
      boolean expected, String name, LintLevel level, Equivalent lint) {
    assertEquals(expected, LintGroups.covers(new LintSetting(name, level), lint), name);
  }

  @Test
  void groupsCoverTheirLints() {
    Equivalent exit = Equivalent.clippy("exit");
    assertCovers(true, "clippy::exit", LintLevel.WARN, exit);
    assertCovers(true, "clippy::restriction", LintLevel.WARN, exit);
    assertCovers(false, "clippy::all", LintLevel.WARN, exit);
    assertCovers(false, "exit", LintLevel.WARN, exit);
    Equivalent lifetimes = Equivalent.clippy("needless_lifetimes");
    assertCovers(true, "clippy::all", LintLevel.ALLOW, lifetimes);
    assertCovers(true, "clippy::complexity", LintLevel.ALLOW, lifetimes);
    assertCovers(false, "clippy::pedantic", LintLevel.ALLOW, lifetimes);
    Equivalent elided = Equivalent.rustc("elided_lifetimes_in_paths");
    assertCovers(true, "rust_2018_idioms", LintLevel.WARN, elided);
    assertCovers(true, "unused", LintLevel.ALLOW, Equivalent.rustc("unused_mut"));
  }

  @Test
  void warningsCanOnlyBeSilencedTogether() {
    assertCovers(true, "warnings", LintLevel.ALLOW, Equivalent.clippy("exit"));
    assertCovers(false, "warnings", LintLevel.DENY, Equivalent.clippy("exit"));
  }
}
