package dev.rusthint.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the grammar cannot read and rustc can: it parses without an error, and the tree still says
/// what stands there.
class MaskerTest {
  private static SyntaxTree tree(String text) {
    SyntaxTree tree = Trees.item(text).tree();
    assertFalse(tree.hasError(0), () -> text + "\n" + Trees.dump(tree));
    Trees.check(tree);
    return tree;
  }

  private static void assertMasked(SyntaxTree tree, Mask.Kind... kinds) {
    assertEquals(List.of(kinds), tree.masks().stream().map(Mask::kind).toList());
  }

  @Test
  void unsafeExternBlockKeepsItsUnsafe() {
    SyntaxTree tree = tree("unsafe extern \"C\" {");
    assertMasked(tree, Mask.Kind.UNSAFE_EXTERN);
    Node block = Trees.first(tree, Kind.FOREIGN_MOD_ITEM);
    assertTrue(block.has(Kind.KW_UNSAFE));
    assertEquals("unsafe extern \"C\" {", block.text());
  }

  @Test
  void unsafeExternBlockInAFunctionKeepsItsUnsafe() {
    SyntaxTree tree = tree("fn f() { unsafe extern { safe fn g(); unsafe static X: u8; } }");
    assertTrue(Trees.first(tree, Kind.FOREIGN_MOD_ITEM).has(Kind.KW_UNSAFE));
    assertTrue(Trees.first(tree, Kind.FUNCTION_SIGNATURE_ITEM).has(Kind.KW_SAFE));
    assertTrue(Trees.first(tree, Kind.STATIC_ITEM).has(Kind.KW_UNSAFE));
  }

  @Test
  void safeAndUnsafeItemsOfExternBlocksSayWhichTheyAre() {
    SourceFile file =
        Trees.file(
            "unsafe extern \"C\" {\n"
                + "  pub safe fn sqrt(x: f64) -> f64;\n"
                + "  safe static LIMIT: u8;\n"
                + "  pub unsafe static mut STATE: u8;\n"
                + "  pub unsafe fn strlen(p: *const u8) -> usize;\n"
                + "}\n");
    List<Placed> members = file.items().getFirst().children();
    assertTrue(head(members.get(0)).has(Kind.KW_SAFE));
    assertEquals("pub safe fn sqrt(x: f64) -> f64;", head(members.get(0)).text());
    assertTrue(head(members.get(1)).has(Kind.KW_SAFE));
    assertTrue(head(members.get(2)).has(Kind.KW_UNSAFE));
    assertTrue(head(members.get(2)).has(Kind.MUTABLE_SPECIFIER));
    assertTrue(members.get(3).item().tree().masks().isEmpty());
  }

  private static Node head(Placed placed) {
    Node node = Attributes.itemOf(placed.item().tree());
    assertNotNull(node);
    assertFalse(placed.item().tree().hasError(0), node::toString);
    return node;
  }

  @Test
  void aVariableCalledRawIsBorrowed() {
    SyntaxTree tree = tree("fn f() { g(&raw); h(&raw const x, &raw mut y); }");
    assertMasked(tree, Mask.Kind.NAME);
    Node borrow = Trees.first(tree, Kind.REFERENCE_EXPRESSION);
    assertEquals("&raw", borrow.text());
    Node value = borrow.child(Field.VALUE);
    assertNotNull(value);
    assertEquals(Kind.IDENTIFIER, value.kind());
    assertEquals("raw", value.text());
  }

  @Test
  void tupleFieldsByIndexAreIntegerLiterals() {
    SyntaxTree tree = tree("fn f() { let S { 0: x, 1: ref y, .. } = S { 0: 1, 1: 2, 2: 3 }; }");
    Node pattern = Trees.first(tree, Kind.FIELD_PATTERN);
    Node name = pattern.child(Field.NAME);
    assertNotNull(name);
    assertEquals(Kind.INTEGER_LITERAL, name.kind());
    assertEquals("0", name.text());
  }

  @Test
  void aPrefixRangeHasNoLeftSide() {
    SyntaxTree tree = tree("fn f() { let g = |end| ..=end; h(..=3, x[..=4].len()); }");
    Node range = Trees.first(tree, Kind.RANGE_EXPRESSION);
    assertEquals("..=end", range.text());
    assertEquals("range_expression(identifier)", Trees.shape(range));
    Node closure = Trees.first(tree, Kind.CLOSURE_EXPRESSION);
    assertEquals(range, closure.child(Field.BODY));
  }

  @Test
  void theRestOfAnAssigneeHasNoExpression() {
    SyntaxTree tree = tree("fn f() { S { a, .. } = g(); (x, T { b, .. }) = h(); }");
    assertMasked(tree, Mask.Kind.REST, Mask.Kind.REST);
    assertEquals("..", Trees.first(tree, Kind.BASE_FIELD_INITIALIZER).text());
  }

  @Test
  void tryIsAMacroAndAPathInEdition2015() {
    SyntaxTree tree = tree("fn f() { try!(g()); let x = try::h(); }");
    Node macro = Trees.first(tree, Kind.MACRO_INVOCATION);
    assertEquals("try", macro.textOf(Field.MACRO).orElseThrow());
    assertEquals("try::h", Trees.first(tree, Kind.SCOPED_IDENTIFIER).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "impl union {}",
        "fn f() { let x = union { }; }",
        "fn f(str: u8) { match str { str @ 1 => str, _ => 0 } }",
        "fn f() { let async = 1; g(async); }",
        "fn f() { macro_rules! {} }",
      })
  void keywordsAsNamesAreIdentifiers(String text) {
    SyntaxTree tree = tree(text);
    assertTrue(tree.masks().stream().allMatch(mask -> mask.kind() == Mask.Kind.NAME), text);
  }

  @Test
  void boundsThatAreNotThereLeaveAnEmptyList() {
    SyntaxTree tree = tree("fn f<T: , U>() -> Box<A +> where T: , U: Copy + {}");
    Node parameter = Trees.first(tree, Kind.TYPE_PARAMETER);
    assertEquals("type_parameter(type_identifier trait_bounds)", Trees.shape(parameter));
    assertEquals("T:", parameter.text());
    assertEquals(
        "where_clause(where_predicate(type_identifier trait_bounds)"
            + " where_predicate(type_identifier trait_bounds(type_identifier)))",
        Trees.shape(Trees.first(tree, Kind.WHERE_CLAUSE)));
  }

  @Test
  void emptyParametersAndArguments() {
    SyntaxTree tree = tree("fn f<>(x: for<> fn(), y: i32<>) { g::<>(); }");
    assertEquals("<>", Trees.first(tree, Kind.TYPE_PARAMETERS).text());
    assertEquals("type_arguments", Trees.shape(Trees.first(tree, Kind.TYPE_ARGUMENTS)));
  }

  @Test
  void whereTakesAnyTypeOnItsLeft() {
    SyntaxTree tree = tree("fn f() where (): A, dyn B: C, fn(u8): D, !: E {}");
    assertEquals(
        "where_clause(where_predicate(unit_type trait_bounds(type_identifier))"
            + " where_predicate(dynamic_type(type_identifier) trait_bounds(type_identifier))"
            + " where_predicate(function_type(parameters(primitive_type))"
            + " trait_bounds(type_identifier))"
            + " where_predicate(never_type trait_bounds(type_identifier)))",
        Trees.shape(Trees.first(tree, Kind.WHERE_CLAUSE)));
    Node dynamic = Trees.first(tree, Kind.DYNAMIC_TYPE);
    assertEquals(Field.LEFT, dynamic.field());
    assertEquals("dyn B", dynamic.text());
  }

  @Test
  void aStructWithoutFieldsCanHaveAWhereClause() {
    SyntaxTree tree = tree("struct S where u8: Copy;");
    assertEquals(
        "struct_item(type_identifier where_clause(where_predicate(primitive_type"
            + " trait_bounds(type_identifier))))",
        Trees.shape(Trees.first(tree, Kind.STRUCT_ITEM)));
  }

  @Test
  void negativeConstArguments() {
    SyntaxTree tree = tree("fn f() -> S<{ 1 }, -1, 2> {}");
    assertEquals(
        "type_arguments(block(integer_literal) unary_expression(integer_literal) integer_literal)",
        Trees.shape(Trees.first(tree, Kind.TYPE_ARGUMENTS)));
    assertEquals("-1", Trees.first(tree, Kind.UNARY_EXPRESSION).text());
  }

  @Test
  void attributesStandBeforeWhatTheyBelongTo() {
    SyntaxTree tree =
        tree("fn f(#[a] #[b] x: u8) { let S { #[cfg(c)] y, .. } = z; let g = |#[d] x, #[e] y| x; }");
    Node parameter = Trees.first(tree, Kind.PARAMETER);
    assertEquals(
        List.of("a", "b"), Attributes.outer(parameter).stream().map(Node::text).toList());
    Node field = Trees.first(tree, Kind.FIELD_PATTERN);
    assertEquals(List.of("cfg"), Attributes.outer(field).stream().map(Attributes::path).toList());
  }

  @Test
  void attributesOfArmsAndFieldsStandInsideThem() {
    SyntaxTree tree = tree("fn f() { match x { #[a] A => #[b] 1, #[c] _ => S { #[d] e: 1 } } }");
    Node arm = Trees.first(tree, Kind.MATCH_ARM);
    assertEquals("a", Attributes.outer(arm).getFirst().text());
    Node field = Trees.first(tree, Kind.FIELD_INITIALIZER);
    assertEquals("d", Attributes.outer(field).getFirst().text());
  }

  @Test
  void genericPathsInPatternsAndTypes() {
    SyntaxTree tree = tree("fn f() { match x { S::<u8> { y } => {} _ => {} } let z = w as A::<B>; }");
    assertMasked(tree, Mask.Kind.TURBOFISH, Mask.Kind.TURBOFISH);
    assertEquals("S::<u8> { y }", Trees.first(tree, Kind.STRUCT_PATTERN).text());
    Node cast = Trees.first(tree, Kind.TYPE_CAST_EXPRESSION);
    assertEquals(
        "type_cast_expression(identifier generic_type(type_identifier"
            + " type_arguments(type_identifier)))",
        Trees.shape(cast));
  }

  @Test
  void aGenericPathThatIsAnExpressionKeepsItsArguments() {
    SyntaxTree tree = tree("fn f() { S { a: g::<u8>, b: h::<u8>(), .. } = S::<u8> { a: 1, b: 2 }; }");
    assertEquals("g::<u8>", Trees.first(tree, Kind.GENERIC_FUNCTION).text());
    assertEquals(
        "S::<u8>", Trees.first(tree, Kind.GENERIC_TYPE_WITH_TURBOFISH).text());
  }

  @Test
  void aLifetimeMayBeginTheBoundsOfDyn() {
    SyntaxTree tree = tree("fn f(x: &(dyn 'static + A)) {}");
    Node lifetime = Trees.first(tree, Kind.LIFETIME);
    assertEquals("'static", lifetime.text());
    assertTrue(lifetime.has(Kind.IDENTIFIER));
  }

  @Test
  void aMatchArmEndsWithItsBlock() {
    SyntaxTree tree = tree("fn f() { match x { &&A => {} &&B => {} } }");
    assertEquals(
        "match_block(match_arm(match_pattern(reference_pattern(reference_pattern(identifier)))"
            + " block) match_arm(match_pattern(reference_pattern(reference_pattern(identifier)))"
            + " block))",
        Trees.shape(Trees.first(tree, Kind.MATCH_BLOCK)));
  }

  @Test
  void qualifiersThatTheGrammarLacks() {
    assertTrue(head("const trait A {").has(Kind.KW_CONST));
    assertTrue(head("impl const A for B {").has(Kind.KW_CONST));
    assertTrue(head("impl !A {").has(Kind.BANG));
    assertTrue(head("default impl A for B {").has(Kind.KW_DEFAULT));
    assertEquals("auto trait A {", "auto " + head("auto trait A {").text());
  }

  private static Node head(String text) {
    Node node = Attributes.itemOf(tree(text));
    assertNotNull(node);
    return node;
  }

  @Test
  void negativeImplsForTypesNeedNoMask() {
    SyntaxTree tree = tree("impl !Send for S {");
    assertMasked(tree);
    assertTrue(Trees.first(tree, Kind.IMPL_ITEM).has(Kind.BANG));
    assertMasked(tree("impl A for ! {"));
    assertMasked(tree("impl From<Token![_]> for Ident {"));
  }

  @Test
  void rawStringsNameAnAbi() {
    SyntaxTree tree = tree("extern r#\"C\"# fn f() {}");
    assertEquals("r#\"C\"#", Trees.first(tree, Kind.RAW_STRING_LITERAL).text());
  }

  @Test
  void tokensOfMacrosThatTheGrammarLacks() {
    SyntaxTree tree = tree("fn f() { m!(~ $ a '\\u{1_0}' 1.0f16); }");
    assertEquals(Kind.MACRO_INVOCATION, Trees.first(tree, Kind.MACRO_INVOCATION).kind());
    assertFalse(tree.masks().isEmpty());
  }

  @Test
  void conditionsThatJump() {
    SyntaxTree tree = tree("fn f() { 'a: while break 'a {} }");
    Node loop = Trees.first(tree, Kind.WHILE_EXPRESSION);
    Node condition = loop.child(Field.CONDITION);
    assertNotNull(condition);
    assertEquals(Kind.BREAK_EXPRESSION, condition.kind());
    assertEquals("break 'a", condition.text());
  }

  @Test
  void closureParametersMayEndWithAComma() {
    SyntaxTree tree = tree("fn f() { let g = |a, b,| a; }");
    assertEquals(
        "closure_parameters(identifier identifier)",
        Trees.shape(Trees.first(tree, Kind.CLOSURE_PARAMETERS)));
  }

  @Test
  void wideWhiteSpaceSeparatesTokens() {
    SyntaxTree tree = tree("fn\u2028f(\u200e) {\u0085}");
    assertEquals("f", Trees.first(tree, Kind.FUNCTION_ITEM).textOf(Field.NAME).orElseThrow());
  }

  @Test
  void aByteOrderMarkIsNoError() {
    Item item = Trees.item("\uFEFFfn f() {}");
    assertFalse(item.tree().hasError(0));
    assertEquals(3, Trees.first(item.tree(), Kind.FUNCTION_ITEM).start());
  }

  @Test
  void innerAttributesMayBreakTheirLine() {
    SourceFile file = SourceFile.of(SourceText.of("#!\n[allow(a)]\nfn f() {}\n"));
    assertEquals(ItemKind.INNER_ATTRIBUTE, file.items().getFirst().kind());
    SyntaxTree tree = file.items().getFirst().item().tree();
    assertFalse(tree.hasError(0));
    assertEquals("allow(a)", Attributes.inner(tree.root()).getFirst().text());
  }

  @Test
  void bindersOfLaterBounds() {
    SyntaxTree tree = tree("fn f(x: &(dyn A + for<'b> B<'b>), y: Box<for<'c> C<'c>>) {}");
    assertMasked(tree, Mask.Kind.BINDER, Mask.Kind.BINDER);
    assertEquals("for<'b>", Trees.first(tree, Kind.FOR_LIFETIMES).text());
    assertEquals(
        "bounded_type(dynamic_type(type_identifier) for_lifetimes(lifetime(identifier))"
            + " generic_type(type_identifier type_arguments(lifetime(identifier))))",
        Trees.shape(Trees.first(tree, Kind.BOUNDED_TYPE)));
  }

  @Test
  void inferredTypesBehindReferencesInFunctionTypes() {
    SyntaxTree tree = tree("fn f() { g(h as fn(&_) -> _); let i: Vec<dyn Fn(&mut _)>; }");
    assertEquals("&_", Trees.first(tree, Kind.REFERENCE_TYPE).text());
  }

  @Test
  void turbofishesInTypesWithoutACall() {
    SyntaxTree tree = tree("struct S(A::<{ 1 }>, Option<B::C::<'a>>) where D::<u8>: E;");
    assertTrue(tree.masks().stream().allMatch(mask -> mask.kind() == Mask.Kind.TURBOFISH));
    assertEquals("A::<{ 1 }>", Trees.first(tree, Kind.GENERIC_TYPE).text());
  }

  @Test
  void macrosByExampleWithRulesThatAreWrongAreCalls() {
    SyntaxTree tree = tree("macro_rules! m { () => 0; }");
    assertEquals("macro_rules", Trees.first(tree, Kind.IDENTIFIER).text());
    assertEquals(Kind.MACRO_INVOCATION, Trees.first(tree, Kind.MACRO_INVOCATION).kind());
  }

  @Test
  void declarativeMacrosAreCallsOfMacro() {
    SyntaxTree tree = tree("pub macro m($x:expr) { $x }");
    Node call = Trees.first(tree, Kind.MACRO_INVOCATION);
    assertEquals("macro", call.textOf(Field.MACRO).orElseThrow());
    Node arguments = call.child(Kind.TOKEN_TREE);
    assertNotNull(arguments);
    assertEquals("m($x:expr) { $x }", arguments.text().strip());
  }

  @Test
  void filesForIncludeAreExpressions() {
    assertMasked(tree("\"a\"\n"), Mask.Kind.SEPARATOR);
    assertMasked(tree("[1, 2]"), Mask.Kind.SEPARATOR);
    assertMasked(tree("s.g(\"a\", vec![1])"), Mask.Kind.SEPARATOR);
  }

  @Test
  void suffixesThatNoTypeHasBelongToTheLiteral() {
    SyntaxTree tree = tree("fn f() { g(0u7, 1_is, 2x, 3u8, 0xFF, 1e3, 2.0f32); }");
    assertMasked(tree, Mask.Kind.LITERAL, Mask.Kind.LITERAL, Mask.Kind.LITERAL);
    assertEquals("0u7", Trees.first(tree, Kind.INTEGER_LITERAL).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pub impl A {",
        "unsafe mod m;",
        "trait A: {",
        "trait A: !B {",
        "impl<A: !B> C<A> {",
        "type A = dyn ?Sized + B;",
        "type A = u32<i32>;",
        "impl isize for usize {",
        "fn f() -> impl 'static {}",
        "fn f() where A::B = u8, C == D {}",
        "fn f() { let self = 1; }",
        "fn f(x: for<'a, 'b: 'a> fn(&'a u8)) {}",
        "fn f() { m::<T>!(); }",
        "fn f() { 'a: while let true = break 'a {} }",
        "fn f() { let x = box 1; }",
        "fn f<T: ~const A>() {}",
      })
  void whatTheParserOfRustcTakesIsNoError(String text) {
    assertFalse(tree(text).masks().isEmpty());
  }

  @Test
  void patternsWithBracesAndAlternativesAreNoArmsThatEnd() {
    SyntaxTree tree = tree("fn f() { match x { A { b } | C { b } => box b, _ => d } }");
    assertMasked(tree, Mask.Kind.QUALIFIER);
  }

  @Test
  void whatIsBrokenStaysBroken() {
    for (String text :
        List.of(
            "fn f() { let x = ; }",
            "fn f() { S { a: , b: 1 } }",
            "fn f() { g(1, , 2) }",
            "fn f() { let x: = 5; }",
            "fn f() { x + ; }")) {
      assertTrue(Trees.item(text).tree().hasError(0), text);
    }
  }
}
