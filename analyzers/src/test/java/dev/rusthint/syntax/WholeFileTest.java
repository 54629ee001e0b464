package dev.rusthint.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An item parsed alone has the tree that the parser gives it in the whole file.
///
/// Only in files that parse without an error: in others the error is what an item must not share.
class WholeFileTest {
  /// The system property `rusthint.corpus.step` of 1 compares the files of all installed crates.
  private static final int STEP = Integer.getInteger("rusthint.corpus.step", 150);

  @Test
  void itemsOfOurOwnFiles() {
    int compared = 0;
    for (String text : RustFiles.own()) {
      compared += compare(SourceText.of(text), "own file");
    }
    assertTrue(compared > 500, compared + " items");
  }

  @Test
  void itemsOfRealCrates() {
    int compared = 0;
    List<Path> files = RustFiles.ofCrates(STEP);
    for (Path path : files) {
      compared += compare(SourceText.of(RustFiles.read(path)), path.toString());
    }
    if (!files.isEmpty()) {
      System.out.println("WholeFileTest: " + compared + " items of " + files.size() + " files");
    }
  }

  /// Returns the number of items compared.
  private static int compare(SourceText text, String name) {
    SyntaxTree whole = Parsing.snippet(text.bytes());
    if (whole.hasError(0) || !whole.masks().isEmpty()) {
      return 0;
    }
    SourceFile file = SourceFile.of(text);
    for (Placed placed : file.allItems()) {
      SyntaxTree tree = placed.item().tree();
      int length = placed.item().length();
      assertEquals(
          within(whole, placed.start(), placed.start() + length),
          within(tree, 0, length),
          () -> placed + " of " + name);
      Trees.check(tree);
    }
    return file.allItems().size();
  }

  /// The largest nodes within a range and all below them.
  private static List<String> within(SyntaxTree tree, int from, int to) {
    List<String> nodes = new ArrayList<>();
    int[] number = new int[tree.size()];
    int i = from == 0 ? 1 : firstFrom(tree, from);
    while (i < tree.size() && tree.start(i) < to) {
      if (tree.start(i) >= from && tree.end(i) <= to && i > 0) {
        number[i] = nodes.size() + 1;
        int parent = number[tree.parent(i)];
        nodes.add(
            tree.kind(i)
                + (parent == 0 ? "" : " " + tree.field(i))
                + (tree.isExtra(i) ? " extra " : " ")
                + (tree.start(i) - from)
                + ".."
                + (tree.end(i) - from)
                + " in "
                + parent);
      }
      i++;
    }
    return nodes;
  }

  /// The index of a node before which none begins at or after `from`.
  private static int firstFrom(SyntaxTree tree, int from) {
    int low = 0;
    int high = tree.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tree.start(middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(1, low);
  }
}
