package dev.rusthint.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.cargo.TomlDocument;
import dev.rusthint.cargo.TomlNode;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Hint;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.Edit;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Edits that keep a hint from being shown at its place.
final class Suppressions {
  private static final String ALLOW = " rusthint: allow(";

  private Suppressions() {}

  /// Writes `// rusthint: allow(id) — reason` above the hint's line, or adds the id to such a
  /// comment that is there; in a manifest it begins with `#`. Null where a line in between would
  /// change the code: inside a string.
  static @Nullable Edit byComment(Snapshot snapshot, Hint hint) {
    SourceText text = snapshot.text();
    int line = text.lineOf(hint.span().start());
    int start = text.lineStart(line);
    boolean isRust = snapshot.id().isRust();
    if (isRust ? isInsideToken(snapshot.file(), start) : isInsideText(text, start)) {
      return null;
    }
    String allow = (isRust ? "//" : "#") + ALLOW;
    if (line > 0) {
      String above = text.line(line - 1);
      int close = above.indexOf(')');
      if (above.strip().startsWith(allow) && close > 0) {
        int indent = above.substring(0, close).getBytes(UTF_8).length;
        return Edit.insert(text.lineStart(line - 1) + indent, ", " + hint.id());
      }
    }
    String comment = allow + hint.id() + ") — reason" + text.lineBreak();
    return Edit.insert(start, indentation(text, line) + comment);
  }

  /// Whether `offset` lies inside a string of several lines of a TOML document.
  private static boolean isInsideText(SourceText text, int offset) {
    return holdsText(TomlDocument.parse(Path.of(""), text).root(), offset);
  }

  private static boolean holdsText(TomlNode node, int offset) {
    return switch (node) {
      case TomlNode.Text(Span span, var _) -> span.start() < offset && offset < span.end();
      case TomlNode.Array(var _, List<TomlNode> items) ->
          items.stream().anyMatch(item -> holdsText(item, offset));
      case TomlNode.Table table ->
          table.entries().values().stream().anyMatch(entry -> holdsText(entry.value(), offset));
      default -> false;
    };
  }

  /// The lint that [#byAttribute] names, null if the hint stands for none.
  static @Nullable Equivalent lintOf(Hint hint) {
    Equivalent lint = hint.equivalent();
    boolean isError = lint != null && lint.name().matches("E[0-9]{4}");
    return isError ? null : lint;
  }

  /// Writes `#[allow(clippy::x)]` before the item that the hint is in; null where Rust takes no
  /// such attribute.
  static @Nullable Edit byAttribute(SourceFile file, Hint hint) {
    Equivalent lint = lintOf(hint);
    Placed item = file.itemAt(hint.span().start());
    if (lint == null || item == null || !takesAttributes(item)) {
      return null;
    }
    SourceText text = file.text();
    String attribute = "#[allow(" + lint.attributeName() + ")]";
    int line = text.lineOf(item.head());
    String indentation = indentation(text, line);
    boolean isFirst = item.head() == text.lineStart(line) + indentation.length();
    return Edit.insert(
        item.head(), attribute + (isFirst ? text.lineBreak() + indentation : " "));
  }

  private static boolean takesAttributes(Placed item) {
    return switch (item.kind()) {
      case FUNCTION, STRUCT, ENUM, UNION, CONST, STATIC, TYPE_ALIAS, USE, EXTERN_CRATE, MACRO_RULES,
          MODULE_FILE, MODULE, IMPL, TRAIT, EXTERN_BLOCK -> true;
      case MACRO_CALL, INNER_ATTRIBUTE, TRIVIA, OTHER -> false;
    };
  }

  /// Whether `offset` lies inside a string or a comment of several lines.
  private static boolean isInsideToken(SourceFile file, int offset) {
    Placed item = file.itemAt(offset);
    if (item == null || offset >= item.start() + item.item().length()) {
      return false;
    }
    Node node = item.item().tree().at(offset - item.start());
    for (Node at = node; at != null; at = at.parent()) {
      boolean isToken =
          at.is(Kind.STRING_LITERAL) || at.is(Kind.RAW_STRING_LITERAL) || at.kind().isComment();
      Span span = item.toFile(at.span());
      if (isToken && span.start() < offset && offset < span.end()) {
        return true;
      }
    }
    return false;
  }

  private static String indentation(SourceText text, int line) {
    String content = text.line(line);
    int end = 0;
    while (end < content.length() && (content.charAt(end) == ' ' || content.charAt(end) == '\t')) {
      end++;
    }
    return content.substring(0, end);
  }
}
