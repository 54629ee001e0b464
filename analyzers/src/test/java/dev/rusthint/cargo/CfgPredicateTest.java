package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CfgPredicateTest {
  private static final CfgSet LINUX =
      CfgSet.of(TargetTriple.of("x86_64-unknown-linux-gnu"))
          .withFeatures(List.of("std", "serde"))
          .withArgument("tokio_unstable")
          .withArgument("backend=\"fast\"");

  private static Truth evaluate(String text, CfgSet set) {
    return CfgPredicate.parse(text).evaluate(set);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unix | TRUE",
        "windows | FALSE",
        "not(windows) | TRUE",
        "all() | TRUE",
        "any() | FALSE",
        "true | TRUE",
        "false | FALSE",
        "all(unix, true,) | TRUE",
        "any(windows, target_os = \"linux\") | TRUE",
        "target_os = r\"linux\" | TRUE",
        "target_os = r#\"linux\"# | TRUE",
        "target_os = \"li\\x6eux\" | TRUE",
        "target_os = \"li\\u{6e}ux\" | TRUE",
        "target_pointer_width = \"64\" | TRUE",
        "target_has_atomic = \"ptr\" | TRUE",
        "target_has_atomic = \"128\" | FALSE",
        "target_feature = \"sse2\" | TRUE",
        "target_feature = \"avx2\" | FALSE",
        "panic = \"unwind\" | TRUE",
        "debug_assertions | TRUE",
        "feature = \"std\" | TRUE",
        "feature = \"nope\" | FALSE",
        "tokio_unstable | TRUE",
        "backend = \"fast\" | TRUE",
        "loom | FALSE",
        "test | FALSE",
        "all(unix, /* a , b */ not(loom)) // end | TRUE",
        "r#true | FALSE",
        "größe | FALSE",
      })
  void evaluatesAsRustcDoes(String text, Truth expected) {
    assertEquals(expected, evaluate(text, LINUX));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "all(",
        "all(unix",
        "not()",
        "not(unix, windows)",
        "target_os =",
        "target_os = linux",
        "target_os = \"linux",
        "target_os = r#\"linux\"",
        "unix, windows",
        "version(\"1.70\")",
        "a = \"\\q\"",
        "a = \"\\u{110000}\"",
        "any(unix windows)",
        ",",
        "\"unix\"",
        "/* open",
      })
  void textThatIsNoPredicateIsUnknown(String text) {
    CfgPredicate predicate = CfgPredicate.parse(text);
    assertInstanceOf(CfgPredicate.Unreadable.class, predicate);
    assertEquals(Truth.UNKNOWN, predicate.evaluate(LINUX));
  }

  @Test
  void deepNestingIsUnreadableNotFatal() {
    String text = "not(".repeat(100_000) + "unix" + ")".repeat(100_000);
    assertInstanceOf(CfgPredicate.Unreadable.class, CfgPredicate.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "test | UNKNOWN",
        "not(test) | UNKNOWN",
        "all(test, unix) | UNKNOWN",
        "all(test, windows) | FALSE",
        "any(test, unix) | TRUE",
        "all(test, not(test)) | FALSE",
        "any(test, not(test)) | TRUE",
        "unix | TRUE",
      })
  void inAnEditorTestsAreBothOnAndOff(String text, Truth expected) {
    assertEquals(expected, evaluate(text, LINUX.withOpen("test")));
  }

  @Test
  void settingAnOpenNameClosesIt() {
    CfgSet open = LINUX.withOpen("test");
    assertEquals(Truth.TRUE, evaluate("test", open.with("test")));
    assertEquals(Truth.FALSE, evaluate("test", open.without("test")));
  }

  @Test
  void predicatesPrintAsTheyAreWritten() {
    String text = "all(unix, any(not(test), feature = \"a\"), true)";
    assertEquals(text, CfgPredicate.parse(text).toString());
  }

  @Test
  void aTargetKeyIsATripleOrAPredicate() {
    assertEquals(Truth.TRUE, CfgPredicate.ofTargetKey("x86_64-unknown-linux-gnu").evaluate(LINUX));
    assertEquals(Truth.FALSE, CfgPredicate.ofTargetKey("x86_64-pc-windows-msvc").evaluate(LINUX));
    assertEquals(Truth.TRUE, CfgPredicate.ofTargetKey("cfg(not(windows))").evaluate(LINUX));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x86_64-pc-windows-msvc | windows | TRUE",
        "x86_64-pc-windows-msvc | unix | FALSE",
        "wasm32-unknown-unknown | target_family = \"wasm\" | TRUE",
        "wasm32-unknown-unknown | target_os = \"unknown\" | TRUE",
        "thumbv7em-none-eabihf | target_os = \"none\" | TRUE",
        "thumbv7em-none-eabihf | panic = \"abort\" | TRUE",
        "thumbv7em-none-eabihf | target_has_atomic = \"64\" | FALSE",
        "s390x-unknown-linux-gnu | target_endian = \"big\" | TRUE",
        "aarch64-apple-darwin | target_vendor = \"apple\" | TRUE",
        "aarch64-apple-darwin | target_os = \"macos\" | TRUE",
      })
  void targetsSetWhatTheyAre(String triple, String predicate, Truth expected) {
    TargetTriple target = TargetTriple.of(triple);
    assertEquals(expected, evaluate(predicate, CfgSet.of(target)));
    assertTrue(!target.derived());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x86_64-acme-linux-gnux | linux | x86_64 | 64 | little",
        "riscv64imac-acme-none | none | riscv64 | 64 | little",
        "thumbv9-none-eabihf | none | arm | 32 | little",
        "mips64-acme-linux | linux | mips64 | 64 | big",
        "odd | none | odd | 32 | little",
      })
  void anUnknownTripleIsReadByItsParts(
      String triple, String os, String arch, int width, String endian) {
    TargetTriple target = TargetTriple.of(triple);
    assertTrue(target.derived());
    assertEquals(os, target.os());
    assertEquals(arch, target.arch());
    assertEquals(width, target.pointerWidth());
    assertEquals(endian, target.endian());
  }

  @Test
  void theHostIsATargetOfRustc() {
    assertTrue(!TargetTriple.host().triple().isEmpty());
  }
}
