package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TomlDocumentTest {
  private static final Path FILE = Path.of("Cargo.toml");

  private static TomlDocument parse(String toml) {
    return TomlDocument.parse(FILE, SourceText.of(toml));
  }

  private static TomlEntry entry(TomlDocument document, String... path) {
    TomlEntry entry = document.root().at(path);
    assertNotNull(entry, () -> String.join(" > ", path));
    return entry;
  }

  private static void assertWritten(
      TomlDocument document, String key, String value, String... path) {
    TomlEntry entry = entry(document, path);
    assertEquals(key, document.text().slice(entry.key()), "key");
    assertEquals(value, document.text().slice(entry.value().span()), "value");
  }

  @Test
  void spansAreTheBytesAsWritten() {
    TomlDocument document =
        parse(
            """
            # 😀
            [package]
            name = "a😀" # c
              version.workspace = true
            "quoted key" . 'lit' = [ 1, "x😀#]", [2], {a.b = 1} ]
            dep = { version = "1", features = ["a", 'b'], }
            text = \"""
            a\\
              b\""\"""
            when = 1979-05-27 07:32:00 # not this
            day=1979-05-27
            half = 0.5e-3
            hex = 0x_no
            """
                .replace("0x_no", "0xF_F"));
    assertEquals(List.of(), document.problems());
    assertWritten(document, "package", "[package]", "package");
    assertWritten(document, "name", "\"a😀\"", "package", "name");
    assertWritten(document, "version", "version", "package", "version");
    assertWritten(document, "workspace", "true", "package", "version", "workspace");
    assertWritten(
        document, "'lit'", "[ 1, \"x😀#]\", [2], {a.b = 1} ]", "package", "quoted key", "lit");
    assertWritten(document, "features", "[\"a\", 'b']", "package", "dep", "features");
    assertWritten(document, "text", "\"\"\"\na\\\n  b\"\"\"\"\"", "package", "text");
    assertWritten(document, "when", "1979-05-27 07:32:00", "package", "when");
    assertWritten(document, "day", "1979-05-27", "package", "day");
    assertWritten(document, "half", "0.5e-3", "package", "half");
    assertWritten(document, "hex", "0xF_F", "package", "hex");
    var array =
        assertInstanceOf(
            TomlNode.Array.class, entry(document, "package", "quoted key", "lit").value());
    var inline = assertInstanceOf(TomlNode.Table.class, array.items().get(3));
    TomlEntry b = inline.at("a", "b");
    assertNotNull(b);
    assertEquals("b", document.text().slice(b.key()));
    assertEquals("1", document.text().slice(b.value().span()));
  }

  @Test
  void eachPartOfAHeaderIsAKeyOfItsOwn() {
    TomlDocument document =
        parse(
            """
            [target.'cfg(unix)'.dependencies]
            libc = "0.2"
            [ target . 'cfg(windows)' . "dependencies" ]
            winapi = "0.3"
            [a.a.a]
            a.a = 1
            [a]
            x.y.z = 2
            x.w = 3
            """);
    assertEquals(List.of(), document.problems());
    assertWritten(document, "'cfg(unix)'", "'cfg(unix)'", "target", "cfg(unix)");
    assertWritten(
        document,
        "\"dependencies\"",
        "[ target . 'cfg(windows)' . \"dependencies\" ]",
        "target",
        "cfg(windows)",
        "dependencies");
    TomlEntry windows = entry(document, "target", "cfg(windows)", "dependencies");
    assertEquals(2, lineOf(document, windows.key()));
    assertEquals(0, lineOf(document, entry(document, "target").key()));
    assertEquals(new Span(85, 86).length(), entry(document, "a", "a").key().length());
    TomlEntry deep = entry(document, "a", "a", "a", "a", "a");
    assertEquals("1", document.text().slice(deep.value().span()));
    assertEquals(2, deep.key().start() - document.text().lineStart(5));
    assertWritten(document, "w", "3", "a", "x", "w");
    assertWritten(document, "z", "2", "a", "x", "y", "z");
  }

  private static int lineOf(TomlDocument document, Span span) {
    return document.text().lineOf(span.start());
  }

  @Test
  void arraysOfTablesKeepEachHeader() {
    TomlDocument document =
        parse("[[bin]]\nname = 'x'\n[[bin]]\nname = 'y'\n[bin.sub]\nz = 0x1F\n[[bin.more]]\nw=1\n");
    var bins = assertInstanceOf(TomlNode.Array.class, entry(document, "bin").value());
    assertEquals(2, bins.items().size());
    var second = assertInstanceOf(TomlNode.Table.class, bins.items().get(1));
    assertEquals(2, lineOf(document, second.span()));
    assertEquals("[[bin]]", document.text().slice(second.span()));
    assertEquals(List.of("name", "sub", "more"), List.copyOf(second.entries().keySet()));
    TomlEntry z = second.at("sub", "z");
    assertNotNull(z);
    assertEquals(new TomlNode.Whole(new Span(52, 56), 31), z.value());
    assertEquals(
        "name = 'y'", document.text().slice(second.contentEnd() - 10, second.contentEnd()));
  }

  @Test
  void anErrorCostsOnlyItself() {
    TomlDocument document =
        parse(
            """
            [package]
            name = "x"
            version =\s
            foo = "unclosed
            [dependencies
            x = 1
            [ok]
            z = [1, 2
            q = 3
            [last]
            k = "v"
            """
                .replace("\n", "\r\n"));
    assertWritten(document, "name", "\"x\"", "package", "name");
    assertWritten(document, "k", "\"v\"", "last", "k");
    assertEquals(
        List.of("Cargo.toml:3:11", "Cargo.toml:4:16", "Cargo.toml:5:14", "Cargo.toml:8:10"),
        document.problems().stream()
            .map(problem -> problem.toString().replaceAll("^([^:]*:\\d+:\\d+): .*", "$1"))
            .toList());
    assertTrue(document.problems().getFirst().message().contains("expected a value"));
  }

  @Test
  void keysUnderARefusedHeaderDoNotMoveToAnotherTable() {
    TomlDocument document = parse("[a]\nx = 1\n[b]\ny = 2\n[a]\nz = 3\n[c]\nw = 4\n");
    assertEquals(1, document.problems().size());
    assertEquals("[a]", document.text().slice(document.problems().getFirst().span()));
    assertNull(document.root().at("b", "z"));
    assertNotNull(document.root().at("b", "y"));
    assertNotNull(document.root().at("c", "w"));
  }

  @Test
  void offsetsCountAByteOrderMark() {
    byte[] bytes = "\uFEFFa = '1'\r\nb = 2".getBytes(StandardCharsets.UTF_8);
    TomlDocument document = TomlDocument.parse(FILE, SourceText.ofBytes(bytes));
    assertEquals(List.of(), document.problems());
    assertEquals(new Span(7, 10), entry(document, "a").value().span());
    assertEquals(new Span(12, 13), entry(document, "b").key());
  }

  @Test
  void invalidUtf8IsNamedWithItsPlace() {
    TomlDocument document =
        TomlDocument.parse(
            FILE,
            SourceText.ofBytes(new byte[] {'a', '=', '"', (byte) 0xFF, '"', '\n', 'b', '=', '1'}));
    assertEquals(
        List.of("Cargo.toml:1:4: this byte is not valid UTF-8; TOML files must be UTF-8"),
        document.problems().stream().map(Problem::toString).toList());
    assertWritten(document, "b", "1", "b");
  }

  @Test
  void toml11IsReadAsCargoReadsIt() {
    TomlDocument document = parse("a = {\n  b = 1, # c\n  c = \"\\x41\",\n}\n");
    assertEquals(List.of(), document.problems());
    assertWritten(document, "c", "\"\\x41\"", "a", "c");
    assertEquals("A", ((TomlNode.Text) entry(document, "a", "c").value()).value());
  }

  @Test
  void deepNestingIsRefusedNotFatal() {
    TomlDocument document = parse("a = " + "[".repeat(10_000) + "]".repeat(10_000) + "\nb = 1\n");
    assertTrue(document.problems().stream().anyMatch(Problem::isError));
  }

  /// The library fails on the comment here with a null pointer.
  @Test
  void aSectionThatTheLibraryFailsOnCostsOnlyItself() {
    TomlDocument document = parse("[a]\nx = 1\n[b]\no={\"\",#\r\"\n}\n[c]\ny = 2\n");
    assertWritten(document, "x", "1", "a", "x");
    assertWritten(document, "y", "2", "c", "y");
    assertNull(document.root().at("b", "o"));
    assertTrue(document.problems().stream().anyMatch(Problem::isError));
  }
}
