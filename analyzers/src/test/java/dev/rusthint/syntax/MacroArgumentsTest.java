package dev.rusthint.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacroArgumentsTest {
  private static SyntaxTree tree(String text) {
    Item item = Trees.item(text);
    SyntaxTree tree = item.treeWithMacros();
    Trees.check(tree);
    assertEquals(item.tree().hasError(0), tree.hasError(0), text);
    return tree;
  }

  /// The texts of the children of the first token tree, tokens included.
  private static List<String> arguments(SyntaxTree tree) {
    List<String> texts = new ArrayList<>();
    for (Node child : Trees.first(tree, Kind.TOKEN_TREE).children()) {
      texts.add(child.text());
    }
    return texts;
  }

  private static String shape(SyntaxTree tree) {
    return Trees.shape(Trees.first(tree, Kind.TOKEN_TREE));
  }

  @Test
  void argumentsAreExpressionsWithTheirCommas() {
    SyntaxTree tree = tree("fn f() { println!(\"{} {n}\", a.b(), n = c + 1,); }");
    assertEquals(
        List.of("(", "\"{} {n}\"", ",", "a.b()", ",", "n = c + 1", ",", ")"), arguments(tree));
    assertEquals(
        "token_tree(string_literal(string_content)"
            + " call_expression(field_expression(identifier field_identifier) arguments)"
            + " assignment_expression(identifier binary_expression(identifier integer_literal)))",
        shape(tree));
  }

  @Test
  void offsetsAreThoseOfTheItem() {
    SyntaxTree tree = tree("fn f() { /* é */ assert!(x.len() > 0, \"no {}\", y()); }");
    Node call = Trees.first(tree, Kind.CALL_EXPRESSION);
    assertEquals("x.len()", call.text());
    assertEquals("x.len() > 0", Trees.first(tree, Kind.BINARY_EXPRESSION).text());
    assertTrue(call.inMacroArguments());
    assertFalse(Trees.first(tree, Kind.MACRO_INVOCATION).inMacroArguments());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vec![1, g(), 3]", "vec!(1, g(), 3)", "vec! { 1, g(), 3 }"})
  void vecHoldsElements(String call) {
    SyntaxTree tree = tree("fn f() { let v = " + call + "; }");
    assertEquals("g()", Trees.first(tree, Kind.CALL_EXPRESSION).text());
    assertEquals(7, arguments(tree).size());
  }

  @Test
  void vecMayHoldOneElementAndItsLength() {
    SyntaxTree tree = tree("fn f() { let v = vec![None; n + 1]; }");
    Node length = Trees.first(tree, Kind.TOKEN_TREE).child(Field.LENGTH);
    assertEquals(List.of("[", "None", ";", "n + 1", "]"), arguments(tree));
    assertEquals("n + 1", length == null ? "" : length.text());
  }

  @Test
  void matchesHoldsAnExpressionAndAPattern() {
    SyntaxTree tree = tree("fn f() { matches!(a::<B, C>(), Some(x) | None if x > 1,); }");
    assertEquals(
        List.of("(", "a::<B, C>()", ",", "Some(x) | None if x > 1", ",", ")"), arguments(tree));
    Node pattern = Trees.first(tree, Kind.MATCH_PATTERN);
    assertEquals("x > 1", pattern.textOf(Field.CONDITION).orElseThrow());
  }

  @Test
  void macrosInArgumentsAreReadToo() {
    SyntaxTree tree =
        tree("fn f() { assert!(matches!(vec![dbg!(a.b())], [_]), \"{}\", format!(\"{}\", c.d())); }");
    List<String> calls = new ArrayList<>();
    for (Node node : tree.root().descendants()) {
      if (node.is(Kind.CALL_EXPRESSION)) {
        calls.add(node.text());
      }
    }
    assertEquals(List.of("a.b()", "c.d()"), calls);
  }

  @Test
  void armsOfSelect() {
    SyntaxTree tree =
        tree(
            "fn f() { tokio::select! { biased; _ = g() => { h(); } Some(x) = i.j(), if !k => x.l(),"
                + " else => break, } }");
    assertEquals(
        List.of(
            "{", "biased", ";", "_", "=", "g()", "=>", "{ h(); }", "Some(x)", "=", "i.j()", ",",
            "if", "!k", "=>", "x.l()", ",", "else", "=>", "break", ",", "}"),
        arguments(tree));
  }

  @Test
  void armsOfChannelSelect() {
    SyntaxTree tree =
        tree(
            "fn f() { select! { recv(r) -> m => drop::<Result<A, B>>(m), send(s, 1) -> _ => {}"
                + " default(t) => c(), } }");
    assertEquals(
        List.of(
            "{", "recv(r)", "->", "m", "=>", "drop::<Result<A, B>>(m)", ",", "send(s, 1)", "->",
            "_", "=>", "{}", "default(t)", "=>", "c()", ",", "}"),
        arguments(tree));
  }

  @Test
  void staticsOfThreadLocalAndLazyStatic() {
    SyntaxTree tree =
        tree("thread_local! { static A: Cell<u8> = Cell::new(1); pub static B: u8 = const { 2 } }");
    assertEquals(
        List.of(
            "{",
            "static A: Cell<u8> = Cell::new(1);",
            "pub static B: u8 = const { 2 }",
            "}"),
        arguments(tree));
    SyntaxTree lazy = tree("lazy_static! { /// a\n static ref C: D = D::new(); }");
    assertEquals("D::new()", Trees.first(lazy, Kind.CALL_EXPRESSION).text());
  }

  @Test
  void branchesOfCfgIf() {
    SyntaxTree tree =
        tree(
            "cfg_if! { if #[cfg(unix)] { fn f() { g(); } } else if #[cfg(a)] { use b; }"
                + " else { const C: u8 = d(); } }");
    Node attribute = Trees.first(tree, Kind.ATTRIBUTE_ITEM);
    assertEquals("#[cfg(unix)]", attribute.text());
    Node branch = attribute.nextSibling();
    assertTrue(branch != null && branch.is(Kind.TOKEN_TREE) && branch.has(Kind.FUNCTION_ITEM));
    assertEquals("use b;", Trees.first(tree, Kind.USE_DECLARATION).text());
    assertEquals("const C: u8 = d();", Trees.first(tree, Kind.CONST_ITEM).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f() { info!(target: \"a\", \"b {}\", c.d()); }",
        "fn f() { println!(\"{}\" a.b()); }",
        "fn f() { my_macro!(a.b()); }",
        "fn f() { quote! { a.b() }; }",
        "fn f() { matches!(a.b()); }",
        "fn f() { vec![a.b() => c]; }",
        "fn f() { select! { a.b() } }",
        "fn f() { println!(); }",
        "macro_rules! m { ($a:expr) => { println!(\"{}\", $a.b()) }; }",
      })
  void whatDoesNotParseStaysTokens(String text) {
    Item item = Trees.item(text);
    assertSame(item.tree(), item.treeWithMacros());
  }

  @Test
  void oneMacroThatDoesNotParseLeavesTheOthers() {
    SyntaxTree tree = tree("fn f() { info!(a: 1); assert!(b.c()); vec![d() e]; dbg!(g()); }");
    List<String> calls = new ArrayList<>();
    for (Node node : tree.root().descendants()) {
      if (node.is(Kind.CALL_EXPRESSION)) {
        calls.add(node.text());
      }
    }
    assertEquals(List.of("b.c()", "g()"), calls);
  }

  @Test
  void masksReachIntoArguments() {
    SyntaxTree tree = tree("fn f() { assert!(g(&raw), \"{}\", (0..9).map(|x| ..=x).count()); }");
    Node borrow = Trees.first(tree, Kind.REFERENCE_EXPRESSION);
    assertEquals("&raw", borrow.text());
    assertEquals("..=x", tree.at(tree.text(0, tree.length()).indexOf("..=x")).text());
    assertEquals(
        List.of(Mask.Kind.NAME, Mask.Kind.PREFIX_RANGE),
        tree.masks().stream().map(Mask::kind).toList());
    assertEquals(borrow.start() + 1, tree.masks().getFirst().start());
  }

  @Test
  void commentsInArgumentsAreKept() {
    SyntaxTree tree = tree("fn f() { assert!(\n  // SAFETY: a\n  unsafe { b() }, // c\n); }");
    assertEquals("// SAFETY: a", Trees.first(tree, Kind.LINE_COMMENT).text());
    assertEquals("unsafe { b() }", Trees.first(tree, Kind.UNSAFE_BLOCK).text());
    assertEquals(
        List.of("(", "// SAFETY: a", "unsafe { b() }", ",", "// c", ")"), arguments(tree));
  }

  @Test
  void deepNestingEndsAsTokens() {
    String text = "fn f() { " + "dbg!(".repeat(200) + "a.b()" + ")".repeat(200) + "; }";
    SyntaxTree tree = tree(text);
    int macros = 0;
    for (Node node : tree.root().descendants()) {
      macros += node.is(Kind.MACRO_INVOCATION) ? 1 : 0;
    }
    assertEquals(25, macros);
  }
}
