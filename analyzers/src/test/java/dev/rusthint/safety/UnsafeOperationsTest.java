package dev.rusthint.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.FileTypes;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.StdCrate;
import dev.rusthint.types.TypedCrate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// rustc's E0133, with the blocks taken away, says which operations these are.
class UnsafeOperationsTest {
  private static final String DECLARED =
      """
      extern "C" {
        fn getpid() -> i32;
        static LIMIT: i32;
      }
      unsafe extern "C" { safe fn abs(x: i32) -> i32; }
      static mut COUNT: u32 = 0;
      union U { a: u32, b: f32 }
      struct S { next: *mut S, n: u32, list: Vec<u8> }
      unsafe fn own(p: *const u8) {}
      """;

  /// The operations in the unsafe blocks of a function's body, each by its text and what it is.
  private static List<String> in(String function) {
    SourceFile file = SourceFile.of(SourceText.of(DECLARED + function.strip()));
    TypedCrate crate = new TypedCrate(StdCrate.over(file));
    FileTypes all = Objects.requireNonNull(crate.types(StdCrate.ROOT, file));
    ItemTypes types = Objects.requireNonNull(all.of(file.items().getLast(), () -> {}));
    List<String> found = new ArrayList<>();
    for (Node node : file.items().getLast().item().treeWithMacros().root().descendants()) {
      if (node.is(Kind.UNSAFE_BLOCK)) {
        var inside = UnsafeOperations.in(node, types, Contracts.KNOWN);
        inside.operations().forEach(o -> found.add(o.at().text() + ": " + o.what().words()));
        inside.unknown().forEach(o -> found.add(o.text() + "?"));
      }
    }
    return found;
  }

  private static void check(String function, String... expected) {
    assertEquals(List.of(expected), in(function));
  }

  @Test
  void dereferencesOfRawPointersAlone() {
    check(
        "fn f(p: *mut S, r: &S, b: Box<u8>) -> u32 { unsafe { let x = *b; (*(*p).next).n + (*r).n } }",
        "*(*p).next: dereference of a raw pointer",
        "*p: dereference of a raw pointer");
  }

  @Test
  void callsOfUnsafeFunctionsAndMethods() {
    check(
        """
        fn f(v: &mut Vec<u8>, p: *const u8, g: unsafe fn(u8)) {
          unsafe { v.set_len(v.len()); own(p); p.add(1); g(1); std::ptr::read::<u8>(p); p.is_null(); }
        }
        """,
        "v.set_len(v.len()): call of an unsafe function",
        "own(p): call of an unsafe function",
        "p.add(1): call of an unsafe function",
        "g(1): call of a pointer to an unsafe function",
        "std::ptr::read::<u8>(p): call of an unsafe function");
  }

  @Test
  void whatIsForeign() {
    check(
        "fn f() -> i32 { unsafe { getpid() + LIMIT + abs(1) } }",
        "getpid(): call of a foreign function",
        "LIMIT: use of a foreign static");
  }

  @Test
  void staticsAndUnions() {
    check(
        """
        fn f(mut u: U) -> *const u32 {
          unsafe { COUNT += 1; u.a = 2; let x = u.b; &raw const COUNT }
        }
        """,
        "COUNT: use of a `static mut`",
        "u.b: read of a union's field");
  }

  @Test
  void whatIsNotKnownIsToldApart() {
    check("fn f() { unsafe { missing(1); crate::other::Thing(2) } }", "missing(1)?");
  }

  @Test
  void anOperationKnowsWhatItIsGiven() {
    SourceFile file =
        SourceFile.of(
            SourceText.of("unsafe fn f(a: *const u32, b: *mut u32) { core::ptr::read(a.add(1)); }"));
    TypedCrate crate = new TypedCrate(StdCrate.over(file));
    FileTypes all = Objects.requireNonNull(crate.types(StdCrate.ROOT, file));
    ItemTypes types = Objects.requireNonNull(all.of(file.items().getFirst(), () -> {}));
    Node root = file.items().getFirst().item().treeWithMacros().root();
    UnsafeOperation read =
        UnsafeOperations.in(Trees.body(root), types, Contracts.KNOWN).operations().getFirst();
    Obligation first = read.clauses().getFirst().anyOf().getFirst();
    assertEquals("`a.add(1)` is valid for reads of one `u32`", Instance.text(first, read));
  }

  private static final class Trees {
    static Node body(Node root) {
      for (Node node : root.descendants()) {
        if (node.is(Kind.BLOCK)) {
          return node;
        }
      }
      throw new AssertionError("no body");
    }
  }
}
