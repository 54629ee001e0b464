package dev.rusthint.cargo;

import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes typed settings out of a table, and notes those of the wrong type.
final class TableReader {
  private final TomlDocument document;
  private final TomlNode.Table table;
  private final String path;
  private final List<Problem> problems;

  /// @param path what leads to the table, for messages: `package`, or empty for the document itself
  TableReader(TomlDocument document, TomlNode.Table table, String path, List<Problem> problems) {
    this.document = document;
    this.table = table;
    this.path = path;
    this.problems = problems;
  }

  TomlDocument document() {
    return document;
  }

  TomlNode.Table table() {
    return table;
  }

  Collection<TomlEntry> entries() {
    return table.entries().values();
  }

  boolean has(String key) {
    return table.entry(key) != null;
  }

  @Nullable TomlEntry entry(String key) {
    return table.entry(key);
  }

  @Nullable Field<String> text(String key) {
    return text(table.entry(key));
  }

  @Nullable Field<String> text(@Nullable TomlEntry entry) {
    if (entry == null) {
      return null;
    }
    if (entry.value() instanceof TomlNode.Text text) {
      return new Field<>(text.value(), entry.key(), text.span());
    }
    expected("a string", entry);
    return null;
  }

  @Nullable Field<Boolean> flag(String key) {
    TomlEntry entry = table.entry(key);
    if (entry == null) {
      return null;
    }
    if (entry.value() instanceof TomlNode.Bool bool) {
      return new Field<>(bool.value(), entry.key(), bool.span());
    }
    expected("a boolean", entry);
    return null;
  }

  @Nullable Field<Long> whole(String key) {
    TomlEntry entry = table.entry(key);
    if (entry == null) {
      return null;
    }
    if (entry.value() instanceof TomlNode.Whole number) {
      return new Field<>(number.value(), entry.key(), number.span());
    }
    expected("an integer", entry);
    return null;
  }

  /// The strings of an array; null where there is no such key.
  @Nullable List<Field<String>> texts(String key) {
    TomlEntry entry = table.entry(key);
    return entry == null ? null : texts(entry);
  }

  List<Field<String>> texts(TomlEntry entry) {
    List<Field<String>> texts = new ArrayList<>();
    if (!(entry.value() instanceof TomlNode.Array array)) {
      expected("an array of strings", entry);
      return texts;
    }
    for (TomlNode item : array.items()) {
      if (item instanceof TomlNode.Text text) {
        texts.add(new Field<>(text.value(), text.span(), text.span()));
      } else {
        error(
            item.span(),
            "`" + name(entry.name()) + "` must hold strings only, and this is " + item.kind());
      }
    }
    return List.copyOf(texts);
  }

  List<Field<String>> textsOrEmpty(String key) {
    List<Field<String>> texts = texts(key);
    return texts == null ? List.of() : texts;
  }

  @Nullable TableReader table(String key) {
    TomlEntry entry = table.entry(key);
    return entry == null ? null : table(entry);
  }

  @Nullable TableReader table(TomlEntry entry) {
    if (entry.value() instanceof TomlNode.Table inner) {
      return new TableReader(document, inner, name(entry.name()), problems);
    }
    expected("a table", entry);
    return null;
  }

  /// The tables of an array of tables, `[[bin]]`; null where there is no such key.
  @Nullable List<TableReader> tables(String key) {
    TomlEntry entry = table.entry(key);
    if (entry == null) {
      return null;
    }
    List<TableReader> readers = new ArrayList<>();
    if (!(entry.value() instanceof TomlNode.Array array)) {
      error(
          entry.key(),
          "`" + name(key) + "` must be an array of tables: write its header as `[[" + key + "]]`");
      return readers;
    }
    for (TomlNode item : array.items()) {
      if (item instanceof TomlNode.Table inner) {
        readers.add(new TableReader(document, inner, name(key), problems));
      } else {
        error(item.span(), "`" + name(key) + "` must hold tables only, and this is " + item.kind());
      }
    }
    return readers;
  }

  /// This table without a key.
  TableReader without(String key) {
    Map<String, TomlEntry> rest = new LinkedHashMap<>(table.entries());
    rest.remove(key);
    return new TableReader(
        document, new TomlNode.Table(table.span(), table.form(), rest), path, problems);
  }

  String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void expected(String what, TomlEntry entry) {
    error(
        entry.value().span(),
        "`" + name(entry.name()) + "` must be " + what + ", and this is " + entry.value().kind());
  }

  void error(Span span, String message) {
    problems.add(document.error(span, message));
  }

  void warning(Span span, String message) {
    problems.add(document.warning(span, message));
  }
}
