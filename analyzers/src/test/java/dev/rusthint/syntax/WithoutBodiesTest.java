package dev.rusthint.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.text.SourceText;
import org.junit.jupiter.api.Test;

class WithoutBodiesTest {
  private static void check(String expected, String text) {
    assertEquals(expected, WithoutBodies.of(SourceText.of(text)).toString());
  }

  @Test
  void bodiesOfFunctionsAndMethodsAreLeftOut() {
    check(
        "/// {\nfn f(a: u8) -> [u8; { 3 }] {}\nimpl S { /* } */ pub fn g() {} const C: u8 = { 1 }; }\n"
            + "trait T { fn h() {} fn i(); }\n",
        "/// {\nfn f(a: u8) -> [u8; { 3 }] { \"}\"; if a { b } [0; 3] }\n"
            + "impl S { /* } */ pub fn g() { '{' } const C: u8 = { 1 }; }\n"
            + "trait T { fn h() { x(|| {}) } fn i(); }\n");
  }

  @Test
  void bodiesWithImplsStay() {
    String text = "fn f() { struct S; impl Clone for S {} }\n";
    check(text, text);
    check("fn f(x: impl Fn()) {}\n", "fn f(x: impl Fn()) { x() }\n");
  }

  @Test
  void brokenFunctionsStay() {
    for (String text : new String[] {"fn f() { (", "fn f( }", "fn f() { ) }\n", "fn"}) {
      check(text, text);
    }
  }
}
