package dev.rusthint.cargo;

import dev.rusthint.text.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a TOML document, with the bytes that it was written with.
public sealed interface TomlNode {
  /// The bytes of the value as written. Of a table with a header, those of the header, brackets
  /// included; of a table that a dotted key or a longer header implies, those of the part that
  /// names it; of an array of tables, the header of its first element.
  Span span();

  /// What this is, with its article, for messages: `a string`.
  String kind();

  /// A string, its escapes resolved.
  record Text(Span span, String value) implements TomlNode {
    @Override
    public String kind() {
      return "a string";
    }
  }

  /// An integer.
  record Whole(Span span, long value) implements TomlNode {
    @Override
    public String kind() {
      return "an integer";
    }
  }

  /// A floating-point number.
  record Real(Span span, double value) implements TomlNode {
    @Override
    public String kind() {
      return "a float";
    }
  }

  /// `true` or `false`.
  record Bool(Span span, boolean value) implements TomlNode {
    @Override
    public String kind() {
      return "a boolean";
    }
  }

  /// A date, a time or both, as written.
  record Time(Span span, String value) implements TomlNode {
    @Override
    public String kind() {
      return "a date or time";
    }
  }

  /// An array: `[1, 2]`, or the tables under headers such as `[[bin]]`.
  record Array(Span span, List<TomlNode> items) implements TomlNode {
    public Array {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "an array";
    }
  }

  /// How a table was written.
  enum Form {
    /// The document itself.
    ROOT,
    /// Under a header, `[package]` or `[[bin]]`.
    HEADER,
    /// `{ … }`.
    INLINE,
    /// Implied by a dotted key or by the header of a table inside it.
    IMPLIED
  }

  /// A table. Entries keep the order of the document.
  record Table(Span span, Form form, Map<String, TomlEntry> entries) implements TomlNode {
    @Override
    public String kind() {
      return "a table";
    }

    public @Nullable TomlEntry entry(String key) {
      return entries.get(key);
    }

    /// The value of a key, if it is there.
    public @Nullable TomlNode value(String key) {
      TomlEntry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    /// The string that is the value of a key; null if there is none, or another sort of value.
    public @Nullable String text(String key) {
      return value(key) instanceof Text(var _, String text) ? text : null;
    }

    /// The entry at the end of a path of keys through nested tables, if there is one.
    public @Nullable TomlEntry at(String... path) {
      Table table = this;
      for (int i = 0; i + 1 < path.length; i++) {
        TomlEntry entry = table.entry(path[i]);
        if (entry == null || !(entry.value() instanceof Table next)) {
          return null;
        }
        table = next;
      }
      return table.entry(path[path.length - 1]);
    }

    /// The offset after the last thing written in this table itself: where a line can be added to
    /// a table under a header, or an entry to an inline table before its brace.
    public int contentEnd() {
      int end =
          switch (form) {
            case ROOT, INLINE -> span.start() + (form == Form.INLINE ? 1 : 0);
            case HEADER, IMPLIED -> span.end();
          };
      for (TomlEntry entry : entries.values()) {
        if (entry.value() instanceof Table table) {
          if (table.form() == Form.INLINE) {
            end = Math.max(end, table.span().end());
          } else if (table.form() == Form.IMPLIED && table.span().start() >= span.start()) {
            end = Math.max(end, table.contentEndWithinLine());
          }
        } else if (!isArrayOfTables(entry.value())) {
          end = Math.max(end, entry.value().span().end());
        }
      }
      return end;
    }

    /// Of a table that dotted keys imply: the end of the last of their values.
    private int contentEndWithinLine() {
      for (TomlEntry entry : entries.values()) {
        if (entry.value() instanceof Table table && table.form() == Form.HEADER) {
          return 0;
        }
      }
      return contentEnd();
    }

    private static boolean isArrayOfTables(TomlNode node) {
      return node instanceof Array array
          && !array.items().isEmpty()
          && array.items().getFirst() instanceof Table table
          && table.form() == Form.HEADER;
    }
  }
}
