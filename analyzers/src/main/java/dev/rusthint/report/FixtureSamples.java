package dev.rusthint.report;

import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.report.HintPage.Sample;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Short samples out of the rules' fixtures, whose form `fixtures/README.md` describes.
///
/// Of a fixture in Rust it is the first item of the file with a mark in it that is short, or else
/// the shortest; a manifest is shown whole.
final class FixtureSamples {
  /// The most lines that a sample has if the fixture has a marked item as short.
  private static final int SHORT = 24;

  private static final Pattern MARK =
      Pattern.compile("^(\\s*(?://|#)<?[\\s^]*\\^)\\s*([a-z]+/[a-z0-9-]+): (.*)$");
  private static final Pattern DIRECTIVE = Pattern.compile("^(//|#)@ .*$");

  private final Path fixtures;

  FixtureSamples(Path fixtures) {
    this.fixtures = fixtures;
  }

  /// Lines of code, and for some the lines of marks below them.
  private record Marked(List<String> code, TreeMap<Integer, List<String>> marks) {
    static Marked read(Path file, String hint) throws IOException {
      List<String> code = new ArrayList<>();
      TreeMap<Integer, List<String>> marks = new TreeMap<>();
      for (String line : Files.readAllLines(file)) {
        Matcher mark = MARK.matcher(line);
        if (mark.matches()) {
          // The page says which hint it is about; another one needs its name.
          String id = mark.group(2).equals(hint) ? "" : mark.group(2) + ": ";
          marks
              .computeIfAbsent(code.size() - 1, _ -> new ArrayList<>())
              .add(mark.group(1) + " " + id + mark.group(3));
        } else if (!DIRECTIVE.matcher(line).matches()) {
          code.add(line);
        }
      }
      return new Marked(code, marks);
    }

    String text() {
      return String.join("\n", code) + "\n";
    }

    /// Some of the lines, with their marks if they are wanted.
    String lines(Lines lines, boolean withMarks) {
      StringBuilder text = new StringBuilder();
      for (int i = lines.from; i < lines.to; i++) {
        text.append(code.get(i)).append('\n');
        if (withMarks) {
          marks.getOrDefault(i, List.of()).forEach(mark -> text.append(mark).append('\n'));
        }
      }
      return text.toString();
    }

    /// The number of lines that say what the fixture is about, if it is not they that are marked.
    int heading() {
      int lines = 0;
      while (lines < code.size() && code.get(lines).startsWith("//!")) {
        lines++;
      }
      return marks.headMap(lines).isEmpty() ? lines : 0;
    }

    /// The lines of each item of the file without the first `skipped`, and without blank ones
    /// around it.
    List<Lines> items(int skipped) {
      SourceText text = SourceText.of(text());
      List<Lines> items = new ArrayList<>();
      for (Placed item : SourceFile.of(text).items()) {
        if (item.kind() != ItemKind.TRIVIA) {
          // An item begins where the one before ends, on that one's last line.
          int start = item.start();
          while (start < item.head() && Character.isWhitespace(text.byteAt(start))) {
            start++;
          }
          int from = Math.max(skipped, text.lineOf(start));
          items.add(trimmed(from, text.lineOf(item.end() - 1) + 1));
        }
      }
      return items;
    }

    private Lines trimmed(int from, int to) {
      int first = from;
      int last = Math.min(to, code.size());
      while (first < last && code.get(first).isBlank()) {
        first++;
      }
      while (last > first && code.get(last - 1).isBlank()) {
        last--;
      }
      return new Lines(first, last);
    }
  }

  /// @param from the first line, counted from 0
  /// @param to the line after the last
  private record Lines(int from, int to) {
    int count() {
      return to - from;
    }
  }

  /// What to show for a rule; null if it has no fixture with a mark.
  @Nullable Sample of(RuleSpec rule) throws IOException {
    Path folder = fixtures.resolve(rule.hint());
    Path rust = folder.resolve(rule.rule() + ".rs");
    Path manifest = folder.resolve(rule.rule() + ".toml");
    if (Files.isRegularFile(rust)) {
      return ofRust(rule, rust);
    }
    return Files.isRegularFile(manifest) ? ofManifest(rule, manifest) : null;
  }

  private static @Nullable Sample ofRust(RuleSpec rule, Path file) throws IOException {
    Marked before = Marked.read(file, rule.hint());
    List<Lines> items = before.items(before.heading());
    int chosen = -1;
    for (int i = 0; i < items.size(); i++) {
      Lines item = items.get(i);
      if (before.marks.subMap(item.from, item.to).isEmpty()) {
        continue;
      }
      if (chosen < 0 || item.count() < items.get(chosen).count()) {
        chosen = i;
      }
      if (items.get(chosen).count() <= SHORT) {
        break;
      }
    }
    if (chosen < 0) {
      return null;
    }
    String after = null;
    String kind = rule.fixes() == Fixes.MACHINE ? ".fixed.rs" : ".review.rs";
    Path fixed = file.resolveSibling(rule.rule() + kind);
    if (Files.isRegularFile(fixed)) {
      Marked result = Marked.read(fixed, rule.hint());
      List<Lines> fixedItems = result.items(before.heading());
      // Where a fix adds or removes items, none can be named as what became of this one.
      if (fixedItems.size() == items.size()) {
        after = result.lines(fixedItems.get(chosen), false);
      }
    }
    return sample("rust", before, items.get(chosen), after);
  }

  private static Sample ofManifest(RuleSpec rule, Path file) throws IOException {
    Marked before = Marked.read(file, rule.hint());
    Path fixed = file.resolveSibling(rule.rule() + ".fixed.toml");
    String after = null;
    if (Files.isRegularFile(fixed)) {
      Marked result = Marked.read(fixed, rule.hint());
      after = result.lines(result.trimmed(0, result.code.size()), false);
    }
    return sample("toml", before, before.trimmed(0, before.code.size()), after);
  }

  private static Sample sample(
      String language, Marked before, Lines shown, @Nullable String after) {
    boolean changed = after != null && !after.equals(before.lines(shown, false));
    return new Sample(language, before.lines(shown, true), changed ? after : null);
  }
}
