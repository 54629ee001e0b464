package dev.rusthint.syntax;

import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Random;

/// What people and their editors do to a file, and worse: typing, deleting, pasting, brackets and
/// quotes that nothing closes, other line breaks, emoji.
///
/// The system properties `rusthint.edits.seed` and `rusthint.edits.count` set where it begins and
/// how far a test goes.
public final class RandomEdits {
  private static final List<String> BITS =
      List.of(
          "{", "}", "(", ")", "[", "]", "<", ">", "\"", "'", "/*", "*/", "//", "///", "r#\"", "\"#",
          "b'", "'a", "\\", "#", "#[", "!", ";", ",", "::", "=>", "->", "..", "..=", "|", "&", "&&",
          "\n", "\r\n", "\r", "\t", " ", "    ", "\u00e9", "\ud83e\udd80", "\u2028", "\0", "\uFEFF",
          "fn ", "fn f() {}\n", "impl ", "impl T {\n", "mod m {\n", "trait T {", "struct S;",
          "unsafe ", "unsafe { *p }", "extern \"C\" {", "pub ", "pub(crate) ", "let x = ", "match x {",
          "if let Some(x) = y {\n", "} else {\n", "loop {", "return", "async ", ".await", "?",
          "println!(\"{}\", x);", "vec![", "macro_rules! m { () => {} }", "#[derive(Debug)]\n",
          "#![allow(x)]\n", "/// doc\n", "// SAFETY: x\n", "'\\''", "b\"\\\"\"", "1.0e3", "0xFFu8",
          "where T: ", "<'a, T>", "use a::{b, c};\n", "const X: u8 = 1;\n", "try!(x)", "&raw",
          "static mut X: u8 = 0;\n", "}\n}\n}\n", "type T = ;\n", "S { 0: x }", "dyn ", "enum E {");

  private static final List<String> TYPED =
      List.of(
          "    if let Some(x) = self.next()? {\n        x.push('\\'');\n    }\n",
          "fn added(&self, n: usize) -> &'static str {\n    \"text { with ( brackets\"\n}\n",
          "impl<T: Clone> From<T> for S<T> {\n    fn from(t: T) -> Self { S { t } }\n}\n",
          "/* a comment /* in */ another */ unsafe { f(&raw const x) };\n",
          "#[cfg(test)]\nmod tests {\n    use super::*;\n}\n",
          "let s = r#\"raw \" text\"#; println!(\"{s:?}\");\n");

  private final Random random;
  private final List<String> sources;
  private String typing = "";
  private int caret;

  /// `sources` is where pasted text comes from.
  public RandomEdits(long seed, List<String> sources) {
    this.random = new Random(seed);
    this.sources = sources;
  }

  public static long seed() {
    return Long.getLong("rusthint.edits.seed", System.nanoTime());
  }

  public static int count() {
    return Integer.getInteger("rusthint.edits.count", 10_000);
  }

  /// Some text to begin with.
  public String source() {
    typing = "";
    return sources.get(random.nextInt(sources.size()));
  }

  /// An edit of `text`, its ends between scalar values.
  public Edit next(SourceText text) {
    if (!typing.isEmpty()) {
      int end = typing.offsetByCodePoints(0, 1);
      Edit edit = Edit.insert(Math.min(caret, text.length()), typing.substring(0, end));
      caret = edit.span().start() + SourceText.of(edit.newText()).length();
      typing = typing.substring(end);
      return edit;
    }
    int at = place(text);
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> Edit.insert(at, BITS.get(random.nextInt(BITS.size())));
      case 3 -> Edit.delete(new Span(at, whole(text, at + 1 + random.nextInt(3))));
      case 4 -> Edit.delete(new Span(at, whole(text, at + random.nextInt(200))));
      case 5 -> {
        int line = text.lineOf(at);
        int last = Math.min(text.lineCount() - 1, line + random.nextInt(4));
        int end = last + 1 < text.lineCount() ? text.lineStart(last + 1) : text.length();
        yield Edit.delete(new Span(text.lineStart(line), end));
      }
      case 6 -> Edit.insert(text.lineStart(text.lineOf(at)), pasted());
      case 7 -> Edit.insert(at, pasted());
      case 8 -> {
        int end = whole(text, at + random.nextInt(40));
        yield Edit.replace(new Span(at, end), BITS.get(random.nextInt(BITS.size())));
      }
      case 9 -> {
        int line = text.lineOf(at);
        Span lines = new Span(text.lineStart(line), text.lineStart(Math.min(line + 3, text.lineCount() - 1)));
        yield Edit.insert(lines.end(), text.slice(lines));
      }
      case 10 -> {
        int end = whole(text, at + random.nextInt(120));
        String other = random.nextBoolean() ? "\r\n" : "\n";
        yield Edit.replace(
            new Span(at, end), text.slice(at, end).replace("\r\n", "\n").replace("\n", other));
      }
      default -> {
        typing = TYPED.get(random.nextInt(TYPED.size()));
        caret = at;
        yield Edit.insert(at, "");
      }
    };
  }

  private String pasted() {
    String source = sources.get(random.nextInt(sources.size()));
    String[] lines = source.split("\n", -1);
    int first = random.nextInt(lines.length);
    int last = Math.min(lines.length, first + 1 + random.nextInt(12));
    StringBuilder pasted = new StringBuilder();
    for (int i = first; i < last; i++) {
      pasted.append(lines[i]).append('\n');
    }
    return pasted.toString();
  }

  private int place(SourceText text) {
    return whole(text, random.nextInt(text.length() + 1));
  }

  private static int whole(SourceText text, int offset) {
    int at = Math.min(offset, text.length());
    while (at < text.length() && (text.byteAt(at) & 0xC0) == 0x80) {
      at++;
    }
    return at;
  }
}
