package dev.rusthint.syntax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A snapshot that edits led to equals one read afresh.
class IncrementalTest {
  private static final int EDITS_PER_FILE = 80;

  @Test
  void anySequenceOfEditsGivesWhatAFreshReadingGives() {
    long seed = RandomEdits.seed();
    int count = RandomEdits.count();
    System.out.println("IncrementalTest: " + count + " edits, rusthint.edits.seed=" + seed);
    List<String> sources = RustFiles.own();
    RandomEdits edits = new RandomEdits(seed, sources);
    SourceFile chain = SourceFile.of(SourceText.of(""));
    Set<Item> compared = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < count; i++) {
      if (i % EDITS_PER_FILE == 0) {
        chain = SourceFile.of(SourceText.of(edits.source()));
        compared.clear();
      }
      SourceText before = chain.text();
      Edit edit = edits.next(before);
      SourceText text = before.replace(edit.span(), edit.newText());
      chain = chain.with(text);
      try {
        assertEqualFiles(SourceFile.of(SourceText.of(text.toString())), chain, compared);
      } catch (AssertionError e) {
        throw new AssertionError(
            "edit " + i + " of seed " + seed + ", " + edit + ", in\n" + before, e);
      }
    }
  }

  /// `compared` are the items whose trees were seen to be right before: they cannot change.
  private static void assertEqualFiles(SourceFile fresh, SourceFile chain, Set<Item> compared) {
    assertEquals(fresh.text(), chain.text());
    assertEquals(fresh.allItems().size(), chain.allItems().size());
    int end = 0;
    for (int i = 0; i < fresh.allItems().size(); i++) {
      Placed expected = fresh.allItems().get(i);
      Placed actual = chain.allItems().get(i);
      assertEquals(i, actual.ordinal());
      assertEquals(expected.kind(), actual.kind());
      assertEquals(expected.item().container(), actual.item().container());
      assertEquals(expected.start(), actual.start());
      assertEquals(expected.head(), actual.head());
      assertEquals(expected.end(), actual.end());
      assertEquals(ordinal(expected.parent()), ordinal(actual.parent()));
      Item item = actual.item();
      int itemEnd = actual.start() + item.length();
      assertEquals(expected.item().length(), item.length());
      assertTrue(
          item.isSame(
              item.kind(), parentKind(actual), fresh.text().bytes(), actual.start(), itemEnd));
      if (compared.add(item)) {
        assertEqualTrees(expected.item().tree(), item.tree());
        assertEqualTrees(expected.item().treeWithMacros(), item.treeWithMacros());
      }
      if (expected.parent() == null) {
        assertEquals(end, expected.start(), "a gap between items");
        end = expected.end();
      }
    }
    assertEquals(fresh.text().length(), end);
  }

  private static @Nullable ItemKind parentKind(Placed placed) {
    Placed parent = placed.parent();
    return parent == null ? null : parent.kind();
  }

  private static int ordinal(@Nullable Placed placed) {
    return placed == null ? -1 : placed.ordinal();
  }

  private static void assertEqualTrees(SyntaxTree expected, SyntaxTree actual) {
    assertArrayEquals(expected.data(), actual.data());
    assertEquals(expected.masks(), actual.masks());
    Trees.check(actual);
  }

  @Test
  void itemsWithTheSameBytesAreKept() {
    SourceText text =
        SourceText.of("fn a() {}\nimpl S {\n  fn b() {}\n  fn c() {}\n}\nfn d() {}\n");
    SourceFile before = SourceFile.of(text);
    int at = text.toString().indexOf("fn c") + 8;
    SourceFile after = before.with(text.replace(Span.at(at), "x"));
    assertSame(item(before, "fn a"), item(after, "fn a"));
    assertSame(item(before, "fn b"), item(after, "fn b"));
    assertSame(item(before, "impl"), item(after, "impl"));
    assertSame(item(before, "fn d"), item(after, "fn d"));
    assertTrue(item(before, "fn c") != item(after, "fn c"));
  }

  @Test
  void itemsThatMoveAreKept() {
    SourceText text = SourceText.of("fn a() {}\nfn b() { 1 }\nfn c() { 22 }\nfn d() {}\n");
    SourceFile before = SourceFile.of(text);
    SourceFile after =
        before.with(SourceText.of("fn a() {}\nfn c() { 22 }\nfn x() {}\nfn b() { 1 }\nfn d() {}\n"));
    for (String name : List.of("fn a", "fn b", "fn c", "fn d")) {
      assertSame(item(before, name), item(after, name));
    }
  }

  @Test
  void theSameTextInAnotherContainerIsAnotherItem() {
    SourceFile before = SourceFile.of(SourceText.of("mod m {\n  fn f();\n}\n"));
    SourceFile after = before.with(SourceText.of("trait m {\n  fn f();\n}\n"));
    assertTrue(item(before, "fn f") != item(after, "fn f"));
    assertEquals(ItemKind.TRAIT, item(after, "fn f").container());
  }

  private static Item item(SourceFile file, String start) {
    for (Placed placed : file.allItems()) {
      String text = file.text().slice(placed.head(), placed.end());
      if (text.startsWith(start)) {
        return placed.item();
      }
    }
    throw new AssertionError("no item " + start);
  }
}
