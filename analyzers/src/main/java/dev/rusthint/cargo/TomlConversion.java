package dev.rusthint.cargo;

import dev.rusthint.cargo.Problem.Severity;
import dev.rusthint.cargo.TomlNode.Form;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlElement;
import org.tomlj.TomlKeyValue;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlValue;

/// Turns what the TOML library read into nodes with byte spans.
///
/// The library says where each value starts, and for a key where its whole dotted key or header
/// starts; [TomlScanner] finds the part and the ends.
final class TomlConversion {
  private static final int BOM_LENGTH = 3;

  private final Path file;
  private final SourceText text;
  private final byte[] bytes;
  private final int textStart;
  private final TomlScanner scanner;
  private final int[] lineStarts;

  /// Stretches whose keys the library hung into the wrong table, because the header above them was
  /// refused as a duplicate.
  private final List<Span> misplaced = new ArrayList<>();

  TomlConversion(Path file, SourceText text) {
    this.file = file;
    this.text = text;
    this.bytes = text.bytes();
    this.textStart = startsWithByteOrderMark(bytes) ? BOM_LENGTH : 0;
    this.scanner = new TomlScanner(bytes);
    this.lineStarts = lineStarts();
  }

  TomlDocument convert() {
    List<Problem> problems = new ArrayList<>();
    if (text.firstInvalidByte() >= 0) {
      problems.add(
          error(text.firstInvalidByte(), "this byte is not valid UTF-8; TOML files must be UTF-8"));
    }
    TomlParseResult result = read(text.slice(textStart, bytes.length), problems);
    for (TomlParseError error : result.errors()) {
      int offset = offsetOf(error.position());
      problems.add(error(offset, decapitalise(String.valueOf(error.getMessage()))));
      if (scanner.isHeader(offset) && scanner.isClosedHeader(offset)) {
        misplaced.add(new Span(offset, nextHeader(offset)));
      }
    }
    problems.sort(Comparator.comparingInt(problem -> problem.span().start()));
    TomlNode.Table root =
        new TomlNode.Table(new Span(textStart, bytes.length), Form.ROOT, entries(result, 0, 0));
    return new TomlDocument(file, text, root, problems);
  }

  /// Reads the document. On rare broken texts the library fails instead of reporting an error: then
  /// the sections that it fails on are left out.
  private TomlParseResult read(String content, List<Problem> problems) {
    try {
      return Toml.parse(content, TomlParseOptions.sourceless());
    } catch (RuntimeException failure) {
      StringBuilder readable = new StringBuilder();
      int at = textStart;
      while (at < bytes.length) {
        int end = nextHeader(at);
        String section = text.slice(at, end);
        if (isReadable(section)) {
          readable.append(section);
        } else {
          problems.add(error(at, "this section is broken so that it cannot be read"));
          section.chars().filter(c -> c == '\n').forEach(c -> readable.append('\n'));
        }
        at = end;
      }
      return isReadable(readable.toString())
          ? Toml.parse(readable.toString(), TomlParseOptions.sourceless())
          : Toml.parse("", TomlParseOptions.sourceless());
    }
  }

  private static boolean isReadable(String section) {
    try {
      return Toml.parse(section, TomlParseOptions.sourceless()) != null;
    } catch (RuntimeException failure) {
      return false;
    }
  }

  /// The entries of a table that lies `depth` keys deep, under a header or brace `base` keys deep.
  private Map<String, TomlEntry> entries(TomlTable table, int depth, int base) {
    Map<String, TomlEntry> entries = new LinkedHashMap<>();
    for (TomlElement element : table.elements()) {
      if (element instanceof TomlKeyValue entry) {
        TomlEntry converted = entry(entry, depth, base);
        if (converted != null) {
          entries.put(entry.key(), converted);
        }
      }
    }
    return Collections.unmodifiableMap(entries);
  }

  private @Nullable TomlEntry entry(TomlKeyValue entry, int depth, int base) {
    int start = offsetOf(entry.position());
    if (misplaced.stream().anyMatch(span -> span.start() <= start && start < span.end())) {
      return null;
    }
    boolean header = scanner.isHeader(start);
    List<Span> parts = scanner.keyParts(header ? scanner.headerKeyStart(start) : start);
    int index = header ? depth : depth - base;
    Span key = index < parts.size() ? parts.get(index) : scanner.header(start);
    TomlNode value = node(entry.value(), key, header, depth + 1, base);
    return new TomlEntry(entry.key(), key, value);
  }

  /// @param key the key that leads to the value
  /// @param header whether that key stands in a header
  /// @param depth how many keys lead to the value
  private TomlNode node(TomlValue value, Span key, boolean header, int depth, int base) {
    TomlPosition position = value.position();
    int start = position == null ? key.start() : offsetOf(position);
    if (value.isTable()) {
      return table(value.getTable(), position == null, start, key, header, depth, base);
    }
    if (value.isArray()) {
      return array(value.getArray(), start, key, header, depth);
    }
    Span span = scanner.value(start);
    if (value.isString()) {
      return new TomlNode.Text(span, value.getString());
    }
    if (value.isLong()) {
      return new TomlNode.Whole(span, value.getLong());
    }
    if (value.isDouble()) {
      return new TomlNode.Real(span, value.getDouble());
    }
    if (value.isBoolean()) {
      return new TomlNode.Bool(span, value.getBoolean());
    }
    return new TomlNode.Time(span, text.slice(span));
  }

  private TomlNode.Table table(
      TomlTable table, boolean implied, int start, Span key, boolean header, int depth, int base) {
    if (!implied && bytes[start] == '{') {
      return new TomlNode.Table(scanner.value(start), Form.INLINE, entries(table, depth, depth));
    }
    if (!implied && scanner.isHeader(start)) {
      return new TomlNode.Table(scanner.header(start), Form.HEADER, entries(table, depth, depth));
    }
    // Below a header's implied tables, keys can only come from further headers; below a dotted
    // key's, they continue that key.
    return new TomlNode.Table(key, Form.IMPLIED, entries(table, depth, header ? depth : base));
  }

  private TomlNode.Array array(TomlArray array, int start, Span key, boolean header, int depth) {
    List<TomlNode> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      TomlValue item = array.entry(i).value();
      TomlPosition position = item.position();
      int itemStart = position == null ? start : offsetOf(position);
      if (misplaced.stream().anyMatch(s -> s.start() <= itemStart && itemStart < s.end())) {
        continue;
      }
      items.add(node(item, key, header, depth, depth));
    }
    boolean underHeaders =
        !items.isEmpty()
            && items.getFirst() instanceof TomlNode.Table table
            && table.form() == Form.HEADER;
    Span span = underHeaders ? items.getFirst().span() : scanner.value(start);
    return new TomlNode.Array(span, items);
  }

  private int offsetOf(@Nullable TomlPosition position) {
    if (position == null) {
      return textStart;
    }
    int line = Math.min(position.line() - 1, lineStarts.length - 1);
    int at = lineStarts[line];
    for (int left = position.column() - 1; left > 0 && at < bytes.length; left--) {
      at++;
      while (at < bytes.length && (bytes[at] & 0xC0) == 0x80) {
        at++;
      }
    }
    return at;
  }

  /// The starts of the lines as TOML counts them: a lone carriage return ends none.
  private int[] lineStarts() {
    int count = 1;
    for (byte b : bytes) {
      if (b == '\n') {
        count++;
      }
    }
    int[] starts = new int[count];
    starts[0] = textStart;
    int line = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        starts[line++] = i + 1;
      }
    }
    return starts;
  }

  /// Where the first line below that of `offset` starts that holds a header, or the text's end.
  private int nextHeader(int offset) {
    int at = scanner.lineEnd(offset);
    while (at < bytes.length) {
      int first = scanner.skipBlanks(at + 1);
      if (scanner.isHeader(first)) {
        return first;
      }
      at = scanner.lineEnd(at + 1);
    }
    return bytes.length;
  }

  private Problem error(int offset, String message) {
    return Problem.in(file, text, spanOfProblem(offset), Severity.ERROR, message);
  }

  /// What to underline: the key or value at the offset, or the character there.
  private Span spanOfProblem(int offset) {
    if (offset >= bytes.length || bytes[offset] == '\n' || bytes[offset] == '\r') {
      return Span.at(Math.min(offset, bytes.length));
    }
    if (scanner.isHeader(offset)) {
      return scanner.header(offset);
    }
    List<Span> parts = scanner.keyParts(offset);
    if (!parts.isEmpty()) {
      return new Span(offset, parts.getLast().end());
    }
    int end = offset + 1;
    while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end++;
    }
    return new Span(offset, end);
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= BOM_LENGTH
        && (bytes[0] & 0xFF) == 0xEF
        && (bytes[1] & 0xFF) == 0xBB
        && (bytes[2] & 0xFF) == 0xBF;
  }

  private static String decapitalise(String message) {
    boolean sentence =
        message.length() > 1
            && Character.isUpperCase(message.charAt(0))
            && !Character.isUpperCase(message.charAt(1));
    return sentence ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
  }
}
