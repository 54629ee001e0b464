package dev.rusthint.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {
  /// The items in preorder as `KIND text`, of each the first line after comments and attributes;
  /// members are indented.
  private static List<String> items(String text) {
    SourceFile file = Trees.file(text);
    List<String> items = new ArrayList<>();
    for (Placed placed : file.allItems()) {
      if (placed.kind() == ItemKind.TRIVIA) {
        continue;
      }
      int depth = 0;
      for (Placed p = placed.parent(); p != null; p = p.parent()) {
        depth++;
      }
      int start = placed.kind() == ItemKind.INNER_ATTRIBUTE ? placed.start() : placed.head();
      String head = file.text().slice(start, placed.end()).strip();
      items.add("  ".repeat(depth) + placed.kind() + " " + head.split("\n", 2)[0].strip());
    }
    return items;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "fn f() {}~FUNCTION",
        "pub(in crate::a) const unsafe extern \"C\" fn f() {}~FUNCTION",
        "async fn f();~FUNCTION",
        "default fn f() {}~FUNCTION",
        "struct S;~STRUCT",
        "struct S(u8);~STRUCT",
        "struct S<const N: usize = { 1 }> { a: [u8; N] }~STRUCT",
        "enum E { A, B }~ENUM",
        "union U { a: u8 }~UNION",
        "union! { a }~MACRO_CALL",
        "const A: [u8; { 1 }] = [0];~CONST",
        "const _: () = { fn f() {} };~CONST",
        "static mut A: u8 = 1;~STATIC",
        "type A<T> = Vec<T>;~TYPE_ALIAS",
        "use a::{b, c::{self, d}};~USE",
        "extern crate a as b;~EXTERN_CRATE",
        "extern \"C\" fn f() {}~FUNCTION",
        "macro_rules! m { () => {} }~MACRO_RULES",
        "macro_rules! m (() => ());~MACRO_RULES",
        "a::b! { c }~MACRO_CALL",
        "a![b; c];~MACRO_CALL",
        "::a::b!(c);~MACRO_CALL",
        "mod m;~MODULE_FILE",
        "#![allow(a)]~INNER_ATTRIBUTE",
        "fn f() -> impl Fn(u8) -> Vec<Vec<u8>> { 1 }~FUNCTION",
        "fn f<T>() where T: Fn() -> bool { 1 }~FUNCTION",
        "fn f() -> A<{ N >> 1 }> { 1 }~FUNCTION",
        "unsafe auto trait A {}~TRAIT",
        "unsafe impl<T> A for B<T> {}~IMPL",
        "impl A<{ 1 }> for B {}~IMPL",
        "impl<F: Fn() -> u8> A for F {}~IMPL",
        "extern {}~EXTERN_BLOCK",
        "unsafe extern \"C\" {}~EXTERN_BLOCK",
        "pub mod r#m {}~MODULE",
        "let x = 1;~OTHER",
        "x + 1~OTHER",
      })
  void kinds(String text, ItemKind kind) {
    List<Placed> items = Trees.file(text).allItems();
    assertEquals(kind, items.getFirst().kind());
    assertEquals(text.length(), items.getFirst().end());
  }

  @Test
  void membersAreItemsOfTheirOwn() {
    assertEquals(
        List.of(
            "MODULE mod m {",
            "  INNER_ATTRIBUTE #![allow(x)]",
            "  IMPL impl A {",
            "    CONST const B: u8 = 1;",
            "    FUNCTION fn f(&self) { if x { y } }",
            "  TRAIT pub trait C: D {",
            "    TYPE_ALIAS type E;",
            "    FUNCTION fn g();",
            "FUNCTION fn h() {}"),
        items(
            """
            mod m {
                #![allow(x)]
                impl A {
                    const B: u8 = 1;
                    /// Doc.
                    #[inline]
                    fn f(&self) { if x { y } }
                    // end
                }
                pub trait C: D {
                    type E;
                    fn g();
                }
            }
            fn h() {}
            """));
  }

  @Test
  void whatPrecedesAnItemBelongsToIt() {
    String text = "// a\n\n/* b */ #[c(d = \"]\")] /// e\nfn f() {}\n// g\n";
    List<Placed> items = Trees.file(text).items();
    assertEquals(2, items.size());
    assertEquals(0, items.get(0).start());
    assertEquals(text.indexOf("fn"), items.get(0).head());
    assertEquals(ItemKind.TRIVIA, items.get(1).kind());
    assertEquals(text.length(), items.get(1).end());
  }

  @Test
  void bracketsInStringsCommentsAndCharactersDoNotCount() {
    assertEquals(
        List.of("FUNCTION fn f() { \"}\"; '}'; r#\"}\"\"#; /* } */ // }", "FUNCTION fn g<'a>() {}"),
        items("fn f() { \"}\"; '}'; r#\"}\"\"#; /* } */ // }\n}\nfn g<'a>() {}\n"));
  }

  @Test
  void aShebangIsNoItem() {
    assertEquals(List.of("FUNCTION fn f() {}"), items("#!/usr/bin/env run {\nfn f() {}\n"));
    assertEquals(
        List.of("INNER_ATTRIBUTE #![a]", "FUNCTION fn f() {}"), items("#![a]\nfn f() {}\n"));
    assertEquals(List.of("INNER_ATTRIBUTE #!"), items("#!\n/* a */ [b]\n"));
  }

  /// What stands between `fn before` and `fn after` is broken; both and the method stay whole.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn broken() {\n    if x {\n}\n",
        "fn broken() {\n",
        "fn broken() {\n    call(a, [b\n}\n",
        "fn broken() {\n    call(a]);\n}\n",
        "fn broken(\n",
        "fn broken\n",
        "fn\n",
        "fn broken() -> Vec<u8 {\n    x\n}\n",
        "fn broken() {\n    let s = \"abc;\n}\n",
        "fn broken() {\n    let s = r#\"abc\";\n}\n",
        "fn broken() {\n    let c = 'x;\n}\n",
        "fn broken() {\n    /* no end\n}\n",
        "const A: u8 = \n",
        "const A: u8 = 1\n",
        "let x = 5\n",
        "use a::{b,\n",
        "struct S {\n    a: u8,\n",
        "enum E {\n    A(u8,\n}\n",
        "impl T {\n    fn f() {}\n",
        "impl T {\n    fn f() {\n        if x {\n    }\n}\n",
        "impl T {\n    fn f() {\n",
        "impl\n",
        "impl T\n",
        "impl<T\n",
        "mod m {\n    fn f() {}\n",
        "trait T {\n    fn f(&self)\n}\n",
        "}\n",
        "}\n}\n)\n",
        "#[derive(\n",
        "#\n",
        "m! {\n",
        "m!(a\n",
        "match x {\n    A => {\n",
        "fn broken() {\n    println!(\"{}\", x;\n}\n",
        "fn broken() {\n    let x = vec![1, 2;\n}\n",
        "fn broken() { x.map(|y| { y }\n}\n",
        "impl T {\n    pub fn\n}\n",
        "extern \"C\" {\n    fn f(\n}\n",
      })
  void whatIsBrokenDoesNotSwallowWhatFollows(String broken) {
    String text =
        "fn before() {\n    1\n}\n\n"
            + broken
            + "\nfn after() {\n    \"text\"\n}\n\nimpl After {\n    fn method(&self) {\n        2\n"
            + "    }\n}\n";
    for (String shown : List.of(text, text.replace("\n", "\r\n"))) {
      SourceFile file = Trees.file(shown);
      assertWhole(file, "fn before() {", ItemKind.FUNCTION, false);
      assertWhole(file, "fn after() {", ItemKind.FUNCTION, false);
      assertWhole(file, "impl After {", ItemKind.IMPL, false);
      assertWhole(file, "fn method(&self) {", ItemKind.FUNCTION, true);
    }
  }

  private static void assertWhole(SourceFile file, String head, ItemKind kind, boolean member) {
    for (Placed placed : file.allItems()) {
      String text = file.text().slice(placed.head(), placed.end());
      if (text.startsWith(head)) {
        assertEquals(kind, placed.kind(), () -> file.text() + "");
        assertTrue(text.endsWith("}"), () -> "`" + text + "` in\n" + file.text());
        assertFalse(placed.item().tree().hasError(0), () -> file.text() + "");
        Placed parent = placed.parent();
        assertEquals(member, parent != null && parent.kind() == ItemKind.IMPL);
        return;
      }
    }
    throw new AssertionError("no " + head + " in " + items(file.text().toString()));
  }

  @Test
  void aMethodThatIsBrokenLeavesTheOthers() {
    assertEquals(
        List.of(
            "IMPL impl A {",
            "  FUNCTION fn a(&self) {",
            "  FUNCTION fn b(&self) {",
            "  FUNCTION fn c(&self) {",
            "FUNCTION fn d() {}"),
        items(
            """
            impl A {
                fn a(&self) {
                    if x {
                }

                fn b(&self) {
                    call(
                }

                fn c(&self) {
                    1
                }
            }
            fn d() {}
            """));
  }

  @Test
  void itemsLeaveNoByteOut() {
    for (String text : RustFiles.own()) {
      for (int cut = 0; cut < text.length(); cut += 97) {
        SourceFile file = SourceFile.of(SourceText.of(text.substring(0, cut)));
        int end = 0;
        for (Placed placed : file.items()) {
          assertEquals(end, placed.start());
          end = placed.end();
          assertMembersFit(placed);
        }
        assertEquals(file.text().length(), end);
      }
    }
  }

  private static void assertMembersFit(Placed container) {
    int end = -1;
    for (Placed member : container.children()) {
      assertTrue(end < 0 || end == member.start());
      assertTrue(member.start() >= container.start() && member.end() <= container.end());
      end = member.end();
      assertMembersFit(member);
    }
  }

  @Test
  void theItemAtAnOffset() {
    String text = "fn a() {}\nimpl B {\n  fn c() {}\n}\n";
    SourceFile file = Trees.file(text);
    Placed method = file.itemAt(text.indexOf("c()"));
    assertNotNull(method);
    assertEquals(ItemKind.FUNCTION, method.kind());
    assertEquals(text.indexOf("fn c"), method.head());
    Placed last = file.itemAt(text.length());
    assertNotNull(last);
    assertEquals(ItemKind.TRIVIA, last.kind());
    assertEquals(null, Trees.file("").itemAt(0));
  }
}
