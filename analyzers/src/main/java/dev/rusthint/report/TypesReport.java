package dev.rusthint.report;

import com.google.gson.stream.JsonWriter;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import dev.rusthint.types.BodyTypes;
import dev.rusthint.types.TypeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The types in bodies as JSON, one object a line: `{"file","start":{"line","column"},"end":{…},
/// "type","item"}`, of a variable with `"kind":"binding"`. Lines and columns count from 1, columns
/// in Unicode scalar values; `end` is after the last one. What is not known in a type is `_`. Of what
/// a macro made, only what its call's arguments brought is there, at its place in the call.
public final class TypesReport {
  private final BodyTypes body;
  private final SourceText text;
  private final String file;
  private final TypeText types;

  private TypesReport(SourceDef def, BodyTypes body, String file) {
    this.body = body;
    this.text = def.source().unit().origin().file().text();
    this.file = file;
    this.types = new TypeText(place -> place instanceof Node node ? place(node) : "");
  }

  /// @param file how the file of the body is named
  public static String body(SourceDef def, BodyTypes types, String file) {
    return new TypesReport(def, types, file).lines();
  }

  private record Line(int from, int to, boolean isBinding, Ty type, @Nullable Def item) {}

  private String lines() {
    Set<Line> found = new HashSet<>();
    for (Map.Entry<Node, Ty> entry : body.expressions().entrySet()) {
      Node node = entry.getKey();
      add(node, node.start(), node.end(), false, entry.getValue(), found);
    }
    for (Map.Entry<Node, Ty> entry : body.bindings().entrySet()) {
      Node pattern = pattern(entry.getKey());
      int from = pattern.start();
      for (Node before = pattern.previousSibling();
          before != null && (before.is(Kind.MUTABLE_SPECIFIER) || before.is(Kind.KW_REF));
          before = before.previousSibling()) {
        from = before.start();
      }
      add(entry.getKey(), from, pattern.end(), true, entry.getValue(), found);
    }
    List<Line> lines = new ArrayList<>(found);
    lines.sort(
        Comparator.comparingInt(Line::from)
            .thenComparingInt(line -> -line.to())
            .thenComparing(Line::isBinding));
    StringWriter out = new StringWriter();
    for (Line line : lines) {
      try {
        write(line, out);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
    return out.toString();
  }

  private void add(Node node, int from, int to, boolean isBinding, Ty type, Set<Line> found) {
    Span written = body.texts().written(node.tree(), from, to);
    if (written != null) {
      Def item = isBinding ? null : body.items().get(node);
      found.add(new Line(written.start(), written.end(), isBinding, type, item));
    }
  }

  /// The whole pattern that binds a name: with `mut`, `ref` and what is after `@`.
  private static Node pattern(Node name) {
    Node pattern = name;
    for (Node next = name.parent(); next != null; next = next.parent()) {
      boolean isAround =
          next.is(Kind.MUT_PATTERN)
              || next.is(Kind.REF_PATTERN)
              || next.is(Kind.CAPTURED_PATTERN) && next.start() == pattern.start();
      if (!isAround) {
        break;
      }
      pattern = next;
    }
    return pattern;
  }

  private void write(Line line, StringWriter out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.setHtmlSafe(false);
    json.beginObject().name("file").value(file);
    if (line.isBinding) {
      json.name("kind").value("binding");
    }
    position(json, "start", line.from);
    position(json, "end", line.to);
    json.name("type").value(types.of(line.type));
    if (line.item != null) {
      json.name("item").value(line.item.path());
    }
    json.endObject().flush();
    out.write('\n');
  }

  private void position(JsonWriter json, String name, int offset) throws IOException {
    Position position = text.position(offset, PositionEncoding.UTF_32);
    json.name(name).beginObject();
    json.name("line").value(position.line() + 1);
    json.name("column").value(position.column() + 1).endObject();
  }

  private String place(Node node) {
    Span written = body.texts().written(node.tree(), node.start(), node.end());
    if (written == null) {
      return "_";
    }
    Position position = text.position(written.start(), PositionEncoding.UTF_32);
    return file + ":" + (position.line() + 1) + ":" + (position.column() + 1);
  }
}
