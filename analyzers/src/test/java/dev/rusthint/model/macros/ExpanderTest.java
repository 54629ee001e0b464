package dev.rusthint.model.macros;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.cargo.Edition;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Matching and transcription as the Reference, chapter *Macros By Example*, has them.
class ExpanderTest {
  private static TokenStream tokens(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return TokenStream.of(bytes, 0, bytes.length);
  }

  private static MacroDefinition macro(String rules) {
    MacroDefinition definition = MacroDefinition.parse(tokens(rules), Edition.E2021);
    assertTrue(definition.isComplete(), rules);
    return definition;
  }

  private static Expanded expand(String rules, String arguments) {
    return Expander.expand(macro(rules), tokens(arguments), ExpansionKind.STATEMENTS, 1);
  }

  private static Expansion expansion(String rules, String arguments) {
    return assertInstanceOf(Expansion.class, expand(rules, arguments), arguments);
  }

  private static void expands(String rules, String arguments, String expected) {
    assertEquals(expected, expansion(rules, arguments).text().toString());
  }

  private static void fails(String rules, String arguments, Failure.Reason reason) {
    Failure failure = assertInstanceOf(Failure.class, expand(rules, arguments), arguments);
    assertEquals(reason, failure.reason());
  }

  @Test
  void aRuleWithoutMetavariablesIsCopied() {
    expands("() => { fn f() -> u8 { 1 } }", "", "fn f() -> u8 { 1 }");
  }

  @Test
  void theFirstRuleThatMatchesIsTaken() {
    String rules = "(a) => { 1 }; (b) => { 2 }; ($x:ident) => { 3 };";
    expands(rules, "a", "1");
    expands(rules, "b", "2");
    expands(rules, "c", "3");
    fails(rules, "1", Failure.Reason.NO_RULE);
  }

  /// Each fragment, and the token that stops it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      commentCharacter = '%',
      value = {
        "block ~ { a + b } ; x ~ { a + b }",
        "expr ~ a + b * c ; x ~ a + b * c",
        "expr ~ if a == S { b } else { c } ; x ~ if a == S { b } else { c }",
        "expr ~ S { a: 1 } , x ~ S { a: 1 }",
        "expr ~ |a: u8, (b, c)| a..=b ; x ~ |a: u8, (b, c)| a..=b",
        "expr ~ f::<Vec<Vec<u8>>>(a)?.b.0.1.await as u8 + c ; x "
            + "~ f::<Vec<Vec<u8>>>(a)?.b.0.1.await as u8 + c",
        "expr ~ return ; x ~ return",
        "expr ~ break 'a x + 1 ; x ~ break 'a x + 1",
        "expr ~ .. ; x ~ ..",
        "expr ~ &mut *a && !b || -c ; x ~ &mut *a && !b || -c",
        "expr ~ &raw const a.b ; x ~ &raw const a.b",
        "expr ~ 'a: loop { } ; x ~ 'a: loop { }",
        "expr ~ match x { _ => 1 } . f() ; x ~ match x { _ => 1 } . f()",
        "expr ~ <T as U<V>>::f() ; x ~ <T as U<V>>::f()",
        "expr ~ async move { 1 } ; x ~ async move { 1 }",
        "expr ~ a = b ; x ~ a = b",
        "expr ~ vec![1; 2] [0] ; x ~ vec![1; 2] [0]",
        "expr ~ x as *const [u8] as usize >> 3 ; x ~ x as *const [u8] as usize >> 3",
        "expr_2021 ~ a.b += 1 ; x ~ a.b += 1",
        "ident ~ r#fn x ; ~ r#fn",
        "ident ~ self ; x ~ self",
        "item ~ pub(crate) struct S<const N: usize = { 1 }>(u8) where T: A<{ 1 }>; x "
            + "~ pub(crate) struct S<const N: usize = { 1 }>(u8) where T: A<{ 1 }>;",
        "item ~ #[a] unsafe extern \"C\" fn f<T>() -> A<{ 1 }> { } x "
            + "~ #[a] unsafe extern \"C\" fn f<T>() -> A<{ 1 }> { }",
        "item ~ impl<T> A for B<T> { } x ~ impl<T> A for B<T> { }",
        "item ~ const A: u8 = { 1 }; x ~ const A: u8 = { 1 };",
        "lifetime ~ 'a x ~ 'a",
        "literal ~ -1.5e3f32 x ~ -1.5e3f32",
        "literal ~ true x ~ true",
        "meta ~ cfg(any(a, b)) x ~ cfg(any(a, b))",
        "meta ~ doc = \"a\" , x ~ doc = \"a\"",
        "pat ~ Some(_) | A::B { .. } | 1..=2 => x ~ Some(_) | A::B { .. } | 1..=2",
        "pat_param ~ ref mut a @ &(1 | 2) | b ~ ref mut a @ &(1 | 2)",
        "path ~ a::B<C>::D x ~ a::B<C>::D",
        "path ~ Fn(u8) -> u8 ; x ~ Fn(u8) -> u8",
        "stmt ~ let Some(a): Option<u8> = b else { return } ; x "
            + "~ let Some(a): Option<u8> = b else { return }",
        "stmt ~ a.b() ; x ~ a.b()",
        "stmt ~ ; x ~ ;",
        "tt ~ :: x ~ ::",
        "tt ~ (a b [c]) x ~ (a b [c])",
        "ty ~ &'a mut dyn Fn(u8) -> u8 ; x ~ &'a mut dyn Fn(u8) -> u8",
        "ty ~ Vec<Box<dyn A + 'a>> = x ~ Vec<Box<dyn A + 'a>>",
        "ty ~ for<'a> unsafe extern \"C\" fn(&'a u8) -> [u8; 3] ; x "
            + "~ for<'a> unsafe extern \"C\" fn(&'a u8) -> [u8; 3]",
        "ty ~ impl Iterator<Item = u8> + use<'a, T> ; x ~ impl Iterator<Item = u8> + use<'a, T>",
        "ty ~ <A as B>::C<1, { 2 }, -3> ; x ~ <A as B>::C<1, { 2 }, -3>",
        "vis ~ pub(in a::b) x ~ pub(in a::b)",
        "vis ~ pub (a, b) x ~ pub",
      })
  void aFragmentGoesAsFarAsItsGrammar(String fragment, String arguments, String expected) {
    expands("($x:" + fragment + " $($rest:tt)*) => { $x }", arguments, expected);
  }

  @Test
  void anEmptyVisibilityIsOne() {
    expands("($v:vis fn) => { <$v> }", "fn", "< >");
  }

  @Test
  void aFragmentMayEndInsideAnOperator() {
    expands("(<$t:ty>) => { $t }", "<Vec<u8>>", "Vec<u8>");
    expands("(<$t:ty>= $e:expr) => { $t; $e }", "<Vec<u8>>= 1", "Vec<u8>; 1");
  }

  @Test
  void repetitionsNest() {
    expands(
        "($($n:ident: [$($e:expr),* $(,)?]);+ $(;)?) => { $(fn $n() { f($($e),*); })+ }",
        "a: [1, 2]; b: [3,]; c: [];",
        "fn a() { f(1, 2); } fn b() { f(3); } fn c() { f(); }");
  }

  @Test
  void metavariablesRepeatInStep() {
    expands("($($a:ident)* ; $($b:ident)*) => { $($a = $b;)* }", "a b; c d", "a = c; b = d;");
    fails("($($a:ident)* ; $($b:ident)*) => { $($a = $b;)* }", "a b; c", Failure.Reason.REPETITION);
    fails("($($a:ident)*) => { $a }", "a b", Failure.Reason.REPETITION);
  }

  @Test
  void aMetavariableOutsideIsUsedInEachRound() {
    expands("($a:ident: $($b:ident)*) => { $($a.$b();)* }", "x: f g", "x.f(); x.g();");
  }

  @Test
  void moreThanOneWayToGoOnIsAmbiguous() {
    fails("($($a:ident)* $b:ident) => {}", "x y", Failure.Reason.AMBIGUOUS);
  }

  @Test
  void anExpressionStaysOne() {
    expands("($e:expr) => { let x = 2 * $e; }", "1 + 2", "let x = 2 * (1 + 2);");
    expands("($e:expr) => { $e.f() }", "-1", "(-1).f()");
    expands("($e:expr) => { f($e, $e); $e }", "1 + 2", "f(1 + 2, 1 + 2); 1 + 2");
    expands("($e:expr) => { $e + $e }", "a.b(c)[0]", "a.b(c)[0] + a.b(c)[0]");
    expands("($e:expr) => { $e(1) }", "a.b", "(a.b)(1)");
    expands("($e:expr) => { $e(1) }", "a::b", "a::b(1)");
  }

  @Test
  void aTypeStaysOne() {
    expands("($t:ty) => { fn f(x: &$t) -> $t {} }", "dyn A + B",
        "fn f(x: &(dyn A + B)) -> (dyn A + B) {}");
    expands("($t:ty) => { $t::MAX }", "Vec<u8>", "<Vec<u8>>::MAX");
    expands("($t:ty) => { <$t>::MAX }", "u8", "<u8>::MAX");
  }

  @Test
  void aPatternStaysOne() {
    expands("($p:pat) => { let $p = x; match x { $p => 1 } }", "A | B",
        "let (A | B) = x; match x { A | B => 1 }");
  }

  @Test
  void documentationIsAnAttribute() {
    expands(
        "($(#[$m:meta])* $n:ident) => { $(#[$m])* struct $n; }",
        "/// It says \"so\".\nA",
        "#[doc = r#\" It says \"so\".\"#] struct A;");
  }

  @Test
  void theCrateOfTheDefinitionIsOneToken() {
    Expansion expansion = expansion("() => { $crate::f() }", "");
    assertEquals("$crate::f()", expansion.text().toString());
    TokenStream again = expansion.tokens(0, expansion.text().length());
    assertEquals("$crate :: f ( )", again.toString());
  }

  @Test
  void metavariableExpressionsCount() {
    expands("($($a:ident)*) => { ${count($a)} $(${index()} $a)* }", "x y", "2 0 x 1 y");
    expands("($($a:ident)*) => { $(${ignore($a)} 1;)* }", "x y", "1; 1;");
    expands("($a:ident) => { ${concat(new_, $a)} }", "x", "new_x");
    expands("() => { macro_rules! m { ($$x:tt) => { $$x } } }", "",
        "macro_rules! m { ($x:tt) => { $x } }");
  }

  @Test
  void anOpaqueFragmentMatchesOnlyItsLikeInAnotherMacro() {
    Expansion outer = expansion("($e:expr, $i:ident, $t:tt) => { $e, $i, $t }", "1, a, 2");
    TokenStream forwarded = outer.tokens(0, outer.text().length());
    assertEquals("expr« 1 » , a , 2", forwarded.toString());
    MacroDefinition literal = macro("(1, a, 2) => { 1 };");
    MacroDefinition expr = macro("($e:expr, a, 2) => { $e };");
    MacroDefinition tt = macro("($e:tt, $i:ident, $f:expr) => { $e $f };");
    assertInstanceOf(
        Failure.class, Expander.expand(literal, forwarded, ExpansionKind.EXPRESSION, 2));
    assertInstanceOf(
        Expansion.class, Expander.expand(expr, forwarded, ExpansionKind.EXPRESSION, 2));
    assertInstanceOf(Expansion.class, Expander.expand(tt, forwarded, ExpansionKind.EXPRESSION, 2));
  }

  @Test
  void aForwardedExpressionIsOneOperand() {
    Expansion outer = expansion("($e:expr) => { f!(2 * $e) }", "1 + 2");
    assertEquals("f!(2 * (1 + 2))", outer.text().toString());
    TokenStream forwarded = outer.tokens(3, outer.text().length() - 1);
    assertEquals("2 * expr« 1 + 2 »", forwarded.toString());
    Expanded inner =
        Expander.expand(
            macro("($a:literal * $e:expr) => { g($e, $a * $e) };"),
            forwarded,
            ExpansionKind.EXPRESSION,
            2);
    assertEquals(
        "g(1 + 2, 2 * (1 + 2))", assertInstanceOf(Expansion.class, inner).text().toString());
  }

  @Test
  void everyTokenKnowsWhereItCameFrom() {
    String rules = "($a:ident) => { let x = $a; }";
    Expansion expansion = expansion(rules, "  y ");
    String text = expansion.text().toString();
    assertEquals("let x = y;", text);
    Origin x = expansion.origin(text.indexOf('x'));
    assertEquals(Origin.Side.DEFINITION, x.side());
    assertEquals(rules.indexOf('x'), x.offset());
    Origin y = expansion.origin(text.indexOf('y'));
    assertEquals(new Origin(Origin.Side.CALL, 2, SyntaxContext.ROOT), y);
    Origin semicolon = expansion.origin(text.indexOf(';'));
    assertEquals(rules.indexOf(';'), semicolon.offset());
  }

  @Test
  void namesOfTheDefinitionAreMarked() {
    Expansion outer = expansion("($a:ident) => { m!(x, $a) }", "x");
    String text = outer.text().toString();
    assertEquals("m!(x, x)", text);
    TokenStream arguments = outer.tokens(3, text.length() - 1);
    Expanded expanded =
        Expander.expand(
            macro("($a:ident, $b:ident) => { x; $a; $b }"),
            arguments,
            ExpansionKind.STATEMENTS,
            2);
    Expansion inner = assertInstanceOf(Expansion.class, expanded);
    assertEquals("x; x; x", inner.text().toString());
    SyntaxContext own = inner.origin(0).context();
    SyntaxContext passed = inner.origin(3).context();
    SyntaxContext called = inner.origin(6).context();
    assertEquals(new SyntaxContext(SyntaxContext.ROOT, 2), own);
    assertEquals(new SyntaxContext(SyntaxContext.ROOT, 1), passed);
    assertTrue(called.isRoot());
    assertNotEquals(own, passed);
  }

  @Test
  void hostileInputTakesBoundedTimeAndNoStack() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          String deep = "(".repeat(10_000) + ")".repeat(10_000);
          expansion("($e:expr) => { $e }", deep);
          expansion("($($t:tt)*) => { $($t)* }", deep);
          expand("($e:expr) => { $e }", "if ".repeat(10_000));
          expand("($t:ty) => { $t }", "A<".repeat(10_000));
          expand("($e:expr) => { $e }", "|a| ".repeat(10_000));
          fails("($($t:tt)*) => {}", "((", Failure.Reason.UNBALANCED);
          String wide = "a ".repeat(3_000);
          fails(
              "($($a:ident)*) => { $($a)* }; ",
              "1" + wide,
              Failure.Reason.NO_RULE);
          String big = "$($a)* ".repeat(3_000);
          fails("($($a:ident)*) => { " + big + " }", wide + wide, Failure.Reason.TOO_LARGE);
        });
  }

  @Test
  void aDefinitionInOnePieceHasOneRule() {
    expands("($a:expr) { $a + 1 }", "2", "2 + 1");
  }
}
