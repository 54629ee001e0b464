package dev.rusthint.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.ItemTypes;
import dev.rusthint.types.StdCrate;
import dev.rusthint.types.TypedCrate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// Large unsafe blocks, and what they become.
class UnsafeNarrowingTest {
  private static final String DECLARED =
      """
      struct S { next: *mut S, n: u32, list: Vec<u8> }
      unsafe fn own(p: *const u8) -> u32 { 0 }
      unsafe fn two(a: u32, b: u32) -> u32 { 0 }
      fn safe(n: u32) -> u32 { n }
      fn take(n: &mut u32) {}
      static mut COUNT: u32 = 0;
      """;

  private static @Nullable String narrowed(String function) {
    String code = DECLARED + function.strip();
    SourceFile file = SourceFile.of(SourceText.of(code));
    TypedCrate crate = new TypedCrate(StdCrate.over(file));
    var all = Objects.requireNonNull(crate.types(StdCrate.ROOT, file));
    var placed = file.items().getLast();
    ItemTypes types = Objects.requireNonNull(all.of(placed, () -> {}));
    for (Node node : placed.item().treeWithMacros().root().descendants()) {
      if (node.is(Kind.UNSAFE_BLOCK)) {
        UnsafeNarrowing found = UnsafeNarrowing.of(node, types, Contracts.KNOWN);
        return found == null ? null : apply(placed.item().treeWithMacros().root().text(), found.edits()).strip();
      }
    }
    throw new AssertionError("no unsafe block");
  }

  private static String apply(String text, List<Edit> edits) {
    StringBuilder result = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparing((Edit e) -> e.span().start()).thenComparing(e -> e.span().end()).reversed())
        .forEach(e -> result.replace(e.span().start(), e.span().end(), e.newText()));
    return result.toString();
  }

  private static void check(String before, String after) {
    assertEquals(after, narrowed(before));
  }

  @Test
  void eachOperationGetsABlock() {
    check(
        "fn f(p: *const u8) -> u32 { unsafe { let n = own(p); safe(n) + own(p) } }",
        "fn f(p: *const u8) -> u32 { let n = unsafe { own(p) }; safe(n) + unsafe { own(p) } }");
    check(
        "fn f(p: *const u8) -> u32 { let x = unsafe { safe(own(p)) }; x }",
        "fn f(p: *const u8) -> u32 { let x = safe(unsafe { own(p) }); x }");
    check(
        "fn f(p: *const u8) { g(); unsafe { let n = safe(1); own(p); safe(n); } }",
        "fn f(p: *const u8) { g(); { let n = safe(1); unsafe { own(p) }; safe(n); } }");
  }

  @Test
  void anOperationInAnotherIsInItsBlock() {
    check(
        "fn f(p: *const u8) -> u32 { unsafe { safe(two(own(p), own(p))) } }",
        "fn f(p: *const u8) -> u32 { safe(unsafe { two(own(p), own(p)) }) }");
  }

  @Test
  void placesKeepWhatIsDoneWithThem() {
    check(
        "fn f(p: *mut S) { unsafe { safe(1); (*p).n = 2; (*p).list.push(1); take(&mut (*p).n); } }",
        "fn f(p: *mut S) { safe(1); unsafe { (*p).n = 2 }; unsafe { (*p).list.push(1) };"
            + " take(unsafe { &mut (*p).n }); }");
    check(
        "fn f(p: *mut S) -> u32 { unsafe { safe((*(*p).next).n) } }",
        "fn f(p: *mut S) -> u32 { safe(unsafe { (*(*p).next).n }) }");
    check(
        "fn f() -> u32 { unsafe { COUNT += 1; safe(COUNT) } }",
        "fn f() -> u32 { unsafe { COUNT += 1 }; safe(unsafe { COUNT }) }");
  }

  @Test
  void aBlockThatBeginsAStatementIsOne() {
    check(
        "fn f(p: *const u8) -> u32 { unsafe { safe(2); own(p) + safe(1) } }",
        "fn f(p: *const u8) -> u32 { safe(2); unsafe { own(p) + safe(1) } }");
  }

  @Test
  void inMacrosOfStdToo() {
    check(
        "fn f(p: *const u8) { unsafe { let n = safe(1); println!(\"{} {}\", n, own(p)); } }",
        "fn f(p: *const u8) { let n = safe(1); println!(\"{} {}\", n, unsafe { own(p) }); }");
  }

  @Test
  void whatIsSmallOrNotKnownStays() {
    assertNull(narrowed("fn f(p: *const u8) -> u32 { unsafe { own(p) } }"));
    assertNull(narrowed("fn f(p: *const u8) { unsafe { own(p); } }"));
    assertNull(narrowed("fn f(p: *const u8) { unsafe { safe(1); own(p); missing(p); } }"));
    assertNull(narrowed("fn f(p: *const u8) { unsafe { safe(1); own(p); some_macro!(p); } }"));
    assertNull(
        narrowed("fn f(p: *mut S) { unsafe { safe(1); match *p { S { ref mut n, .. } => {} } } }"),
        "a block would move the place");
  }
}
