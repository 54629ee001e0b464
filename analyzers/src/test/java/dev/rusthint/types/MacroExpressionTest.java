package dev.rusthint.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What calls of macros in bodies are worth, and what stands in them.
class MacroExpressionTest {
  private static final String TRI =
      "macro_rules! tri { ($e:expr) => { match $e { Ok(val) => val, Err(err) => return Err(err) } } }\n";

  /// @param variable the name of a variable that is written in the file
  private static void check(String code, String variable, String expected) {
    assertEquals(expected + ";", found(code, variable, true));
  }

  /// @param text an expression that is written in the file
  private static void checkExpression(String code, String text, String expected) {
    assertEquals(expected + ";", found(code, text, false));
  }

  private static String found(String code, String text, boolean bindings) {
    SourceCrate crate = StdCrate.over(SourceFile.of(SourceText.of(code)));
    TypeText types = new TypeText(place -> "here");
    Map<Span, String> found = new TreeMap<>(Comparator.comparingInt(Span::start));
    new TypedCrate(crate)
        .forEachBody(
            (def, body) ->
                (bindings ? body.bindings() : body.expressions())
                    .forEach(
                        (node, type) -> {
                          Span span = body.texts().written(node.tree(), node.start(), node.end());
                          if (span != null && node.text().equals(text)) {
                            found.put(span, types.of(type) + ";");
                          }
                        }));
    return String.join("", found.values());
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
  void variableOfTheMacroIsNotThatOfTheCall() {
    check(
        "macro_rules! m { ($e:expr) => { { let x = true; $e } } }\n"
            + "fn f(x: u8) { let a = m!(x); }",
        "a",
        "u8");
  }

  @Test
  void macroDoesNotSeeTheVariablesOfTheCall() {
    check(
        "fn x() -> u8 { 1 }\nmacro_rules! m { () => { x() } }\n"
            + "fn f(x: fn() -> bool) { let a = m!(); }",
        "a",
        "u8");
  }

  @Test
  void macroOfTheBodySeesTheVariablesBeforeIt() {
    check(
        "fn f() { let x = 1u8; macro_rules! m { () => { x } } let x = true; let a = m!(); x; }",
        "a",
        "u8");
  }

  @Test
  void variableThatTheCallNamesIsSeenAfterIt() {
    check(
        "macro_rules! m { ($name:ident, $e:expr) => { let $name = $e; let other = true; } }\n"
            + "fn f(other: u16) { m!(x, 1u8); let a = (x, other); }",
        "a",
        "(u8, u16)");
  }

  @Test
  void lastStatementOfABracedCallIsTheValueOfItsBlock() {
    check(
        "macro_rules! m { ($e:expr) => { let x = $e; (x, true) } }\n"
            + "fn f() { let a = { m! { 1u8 } }; }",
        "a",
        "(u8, bool)");
  }

  @Test
  void labelOfTheMacroIsNotThatOfTheCall() {
    check(
        "macro_rules! m { ($e:expr) => { 'a: loop { if true { break 'a 1u8; } $e } } }\n"
            + "fn f() { let a = 'a: loop { m!(break 'a true); }; }",
        "a",
        "bool");
  }

  @Test
  void closuresTakeTheirTypesFromTheCall() {
    check(
        "macro_rules! m { ($e:expr) => { Some(1u8).map(|v| (v, $e)) } }\n"
            + "fn f(v: bool) { let a = m!(v); }",
        "a",
        "core::option::Option<(u8, bool)>");
  }

  @Test
  void callsInExpansionsAreExpanded() {
    check(
        TRI
            + "macro_rules! both { ($a:expr, $b:expr) => { (tri!($a), vec![tri!($b)]) } }\n"
            + "fn g() -> Result<u8, bool> { Ok(1) }\n"
            + "fn f() -> Result<(), bool> { let a = both!(g(), g()); Ok(()) }",
        "a",
        "(u8, alloc::vec::Vec<u8, alloc::alloc::Global>)");
  }

  @Test
  void endlessRecursionIsUnknown() {
    check("macro_rules! m { ($e:expr) => { m!(($e, $e)) } }\nfn f() { let a = m!(1); }", "a", "_");
  }

  @Test
  void dollarCrateIsTheCrateOfTheMacro() {
    check(
        "mod inner { pub fn g() -> u8 { 1 } pub struct S; }\n"
            + "macro_rules! m { () => { ($crate::inner::g(), $crate::inner::S, "
            + "None::<$crate::inner::S>) } }\n"
            + "mod other { fn f() { let a = m!(); } }",
        "a",
        "(u8, k::inner::S, core::option::Option<k::inner::S>)");
  }

  @Test
  void argumentsHaveTheirTypes() {
    checkExpression(
        TRI
            + "fn g(n: u64) -> Result<u8, bool> { Ok(1) }\n"
            + "fn f(n: u64) -> Result<(), bool> { tri!(g(n + 1)); Ok(()) }",
        "g(n + 1)",
        "core::result::Result<u8, bool>");
    checkExpression(
        TRI
            + "fn g(n: u64) -> Result<u8, bool> { Ok(1) }\n"
            + "fn f(n: u64) -> Result<(), bool> { tri!(g(n + 1)); Ok(()) }",
        "n + 1",
        "u64");
  }

  @Test
  void copiesThatDifferAreUnknown() {
    checkExpression(
        "macro_rules! m { ($e:expr) => { { let a: u8 = $e; let b: u16 = $e; } } }\n"
            + "fn f() { m!(1 + 2) }",
        "1 + 2",
        "_");
    checkExpression(
        "macro_rules! m { ($e:expr) => { { let a: u8 = $e; let b: u8 = $e; } } }\n"
            + "fn f() { m!(1 + 2) }",
        "1 + 2",
        "u8");
  }

  @Test
  void namesOfItemMacrosAreHygienic() {
    check(
        "macro_rules! m { ($name:ident, $e:expr) => { fn f($name: u8) { let x = true; let a = $e; "
            + "let b = x; } } }\nm!(x, { let c = x; c });",
        "c",
        "u8");
  }

  @Test
  void statementsAreGivenWithTheirSemicolons() {
    String code =
        "macro_rules! tap { ($s:ident, mut $i:ident => { $($stmt:stmt)* }) => "
            + "{ #[allow(unused)] { let mut $i = $s.0; $($stmt)*; ($i, true) } } }\n"
            + "struct S(Vec<u8>);\n"
            + "impl S { fn f(self) { let a = tap!(self, mut this => { this.push(1); this.len(); }); } }";
    check(code, "a", "(alloc::vec::Vec<u8, alloc::alloc::Global>, bool)");
    checkExpression(code, "this.len()", "usize");
  }

  @Test
  void itemsOfTheExpansionHideOthers() {
    String code =
        "const C: u8 = 1;\n"
            + "macro_rules! m { ($e:expr) => { { const C: bool = true; (C, $e) } } }\n"
            + "fn f() { let a = m!(1u16); let b = m!(C); let c = C; }";
    check(code, "a", "(_, u16)");
    check(code, "b", "(_, _)");
    check(code, "c", "u8");
  }

  @Test
  void callWithoutRuleIsUnknown() {
    check(TRI + "fn f() { let a = tri!(1, 2); }", "a", "_");
  }
}
