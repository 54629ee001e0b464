package dev.rusthint.benchmarks;

import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Someone who types Rust into a file: statement after statement, in one function and then in
/// another, with slips that are taken back. Most states are broken ones, as in every editor.
final class Typing {
  /// One key.
  ///
  /// @param change the `contentChanges` of its `didChange`, columns in bytes
  record Key(String change) {}

  private static final List<String> SNIPPETS =
      List.of(
          """
          let mut total = 0usize;
          for (index, value) in values.iter().enumerate() {
              if value.is_empty() {
                  println!("nothing at {index}: {:?}", value);
                  continue;
              }
              total += value.len();
          }
          """,
          """
          // The caller has checked the length.
          let first = unsafe { *table.as_ptr().add(index) };
          match lookup.get(&first) {
              Some(Entry { name, .. }) => return Err(format!("`{name}` is taken").into()),
              None => {}
          }
          """,
          """
          let names: Vec<String> = items
              .iter()
              .filter(|item| !item.name.is_empty())
              .map(|item| item.name.clone())
              .collect();
          assert_eq!(names.len(), 3, "three names: {names:?}");
          """);

  private final Random random;
  private final List<String> lines;

  Typing(String text, long seed) {
    this.random = new Random(seed);
    this.lines = new ArrayList<>(text.lines().toList());
  }

  /// At least `count` keys.
  List<Key> keys(int count) {
    List<Key> keys = new ArrayList<>();
    int snippet = 0;
    while (keys.size() < count) {
      typeInto(bodyLine(), SNIPPETS.get(snippet++ % SNIPPETS.size()), keys);
    }
    return keys;
  }

  /// The number of a line that follows a line which opens a function's body.
  private int bodyLine() {
    for (int tries = 0; tries < 100_000; tries++) {
      int line = random.nextInt(lines.size() - 1);
      String content = lines.get(line).strip();
      if (content.endsWith("{") && content.contains("fn ") && !content.startsWith("//")) {
        return line + 1;
      }
    }
    throw new IllegalArgumentException("there is no function in this file");
  }

  private void typeInto(int first, String snippet, List<Key> keys) {
    String indent = " ".repeat(indentation(lines.get(first - 1)) + 4);
    keys.add(insert(first, 0, indent + "\n"));
    int line = first;
    int column = indent.length();
    for (char c : snippet.strip().toCharArray()) {
      if (c == '\n') {
        keys.add(insert(line, column, "\n" + indent));
        line++;
        column = indent.length();
        continue;
      }
      if (random.nextInt(20) == 0) {
        keys.add(insert(line, column, String.valueOf((char) ('a' + random.nextInt(26)))));
        keys.add(delete(line, column, line, column + 1));
      }
      keys.add(insert(line, column, String.valueOf(c)));
      column++;
    }
    keys.add(delete(first, 0, line + 1, 0));
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static Key insert(int line, int column, String text) {
    return change(line, column, line, column, text);
  }

  private static Key delete(int line, int column, int endLine, int endColumn) {
    return change(line, column, endLine, endColumn, "");
  }

  private static Key change(int line, int column, int endLine, int endColumn, String text) {
    return new Key(
        "[{\"range\":{\"start\":{\"line\":%d,\"character\":%d},\"end\":{\"line\":%d,\"character\":%d}},"
                .formatted(line, column, endLine, endColumn)
            + "\"text\":"
            + new JsonPrimitive(text)
            + "}]");
  }
}
