package dev.rusthint.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import org.junit.jupiter.api.Test;

/// What calls of a crate's own macros are worth.
class MacroExpressionTest {
  private static final String TRI =
      "macro_rules! tri { ($e:expr) => { match $e { Ok(val) => val, Err(err) => return Err(err) } } }\n";

  private static void check(String code, String variable, String expected) {
    SourceCrate crate = StdCrate.over(SourceFile.of(SourceText.of(code)));
    TypeText text = new TypeText(place -> "here");
    StringBuilder found = new StringBuilder();
    new TypedCrate(crate)
        .forEachBody(
            (def, types) ->
                types
                    .bindings()
                    .forEach(
                        (node, type) -> {
                          if (node.text().equals(variable)) {
                            found.append(text.of(type)).append(';');
                          }
                        }));
    assertEquals(expected + ";", found.toString());
  }

  @Test
  void valueFlows() {
    check(
        TRI
            + "fn g() -> Result<u8, bool> { Ok(1) }\n"
            + "fn f() -> Result<u16, bool> { let a = tri!(g()); Ok(1) }",
        "a",
        "u8");
  }

  @Test
  void bindingsOfTheExpansionAreNotReported() {
    check(
        "macro_rules! m { ($e:expr) => { { let inner = $e; inner } } }\n"
            + "fn f() { let a = m!(1u8); let inner = a; }",
        "inner",
        "u8");
  }

  @Test
  void nameOfBothSidesIsNotGuessed() {
    check(
        "macro_rules! m { ($e:expr) => { { let x = true; $e } } }\n"
            + "fn f(x: u8) { let a = m!(x); }",
        "a",
        "_");
  }

  @Test
  void nameOfALocalAtTheCallIsNotGuessed() {
    check(
        "fn x() -> u8 { 1 }\nmacro_rules! m { () => { x() } }\n"
            + "fn f(x: fn() -> bool) { let a = m!(); }",
        "a",
        "_");
  }

  @Test
  void callWithoutRuleIsUnknown() {
    check(TRI + "fn f() { let a = tri!(1, 2); }", "a", "_");
  }
}
