package dev.rusthint.syntax;

import java.util.ArrayList;
import java.util.List;

/// A fenced code block of documentation (CommonMark, *Fenced code blocks*).
///
/// @param info the words after the fence
/// @param lines its lines, without the fences
public record DocCode(String info, List<DocComments.Line> lines) {
  public DocCode {
    lines = List.copyOf(lines);
  }

  /// The fenced blocks in lines of documentation. One that is not closed goes on to the end.
  public static List<DocCode> blocks(List<DocComments.Line> lines) {
    List<DocCode> blocks = new ArrayList<>(0);
    List<DocComments.Line> open = null;
    String info = "";
    String fence = "";
    for (DocComments.Line line : lines) {
      String text = line.text().strip();
      if (open == null) {
        String marks = fence(text);
        if (marks.length() >= 3) {
          String after = text.substring(marks.length()).strip();
          if (marks.charAt(0) != '`' || after.indexOf('`') < 0) {
            fence = marks;
            info = after;
            open = new ArrayList<>();
          }
        }
      } else if (text.startsWith(fence) && text.length() == fence(text).length()) {
        blocks.add(new DocCode(info, open));
        open = null;
      } else {
        open.add(line);
      }
    }
    if (open != null) {
      blocks.add(new DocCode(info, open));
    }
    return blocks;
  }

  private static String fence(String text) {
    int length = 0;
    while (length < text.length()
        && (text.charAt(length) == '`' || text.charAt(length) == '~')
        && text.charAt(length) == text.charAt(0)) {
      length++;
    }
    return text.substring(0, length);
  }

  /// Whether rustdoc takes the block for Rust (The rustdoc book, *Documentation tests*).
  public boolean isRust() {
    boolean rust = false;
    boolean other = false;
    for (String word : words()) {
      switch (word) {
        case "rust" -> rust = true;
        case "ignore", "no_run", "should_panic", "compile_fail", "test_harness",
            "standalone_crate" ->
            rust |= !other;
        default -> {
          if (word.startsWith("ignore-")) {
            rust = true;
          } else if (!word.startsWith("edition")) {
            other = true;
          }
        }
      }
    }
    return rust || !other;
  }

  /// Whether the info string has a word, as `ignore` or `no_run`.
  public boolean has(String word) {
    return words().contains(word);
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(2);
    for (String word : info.split("[,\\s]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
