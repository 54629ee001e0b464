package dev.rusthint.report;

import com.google.gson.stream.JsonWriter;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Hint;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// One JSON object a line for each hint. Lines and columns count from 1, columns in Unicode scalar
/// values; `offset` counts bytes from 0.
public final class JsonReport implements Report {
  @Override
  public String file(FileHints file) {
    StringWriter out = new StringWriter();
    for (Hint hint : file.hints()) {
      try {
        // Each line is a document of its own.
        JsonWriter json = new JsonWriter(out);
        json.setHtmlSafe(false);
        hint(json, file, hint);
        json.flush();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      out.write('\n');
    }
    return out.toString();
  }

  private static void hint(JsonWriter json, FileHints file, Hint hint) throws IOException {
    SourceText text = file.text();
    json.beginObject().name("file").value(file.path());
    range(json, text, hint.span());
    json.name("hint").value(hint.id());
    json.name("level").value(Levels.id(hint.level()));
    json.name("message").value(hint.text());
    equivalents(json, "clippy", hint.equivalents(), Equivalent.Tool.CLIPPY);
    equivalents(json, "rustc", hint.equivalents(), Equivalent.Tool.RUSTC);
    json.name("related").beginArray();
    for (Hint.Related related : hint.related()) {
      json.beginObject().name("file").value(file.path());
      range(json, text, related.span());
      json.name("message").value(related.text()).endObject();
    }
    json.endArray().name("fixes").beginArray();
    Fix fix = hint.fix().orElse(null);
    if (fix != null) {
      json.beginObject().name("title").value(fix.title());
      json.name("machine").value(fix.machine()).name("edits").beginArray();
      for (Edit edit : fix.edits()) {
        json.beginObject().name("file").value(file.path());
        range(json, text, edit.span());
        json.name("newText").value(edit.newText()).endObject();
      }
      json.endArray().endObject();
    }
    json.endArray().endObject();
  }

  private static void equivalents(
      JsonWriter json, String name, List<Equivalent> lints, Equivalent.Tool tool)
      throws IOException {
    json.name(name).beginArray();
    for (Equivalent lint : lints) {
      if (lint.tool() == tool) {
        json.value(lint.name());
      }
    }
    json.endArray();
  }

  private static void range(JsonWriter json, SourceText text, Span span) throws IOException {
    json.name("range").beginObject();
    place(json, "start", text, span.start());
    place(json, "end", text, span.end());
    json.endObject();
  }

  private static void place(JsonWriter json, String name, SourceText text, int offset)
      throws IOException {
    Position position = text.position(offset, PositionEncoding.UTF_32);
    json.name(name).beginObject();
    json.name("line").value(position.line() + 1).name("column").value(position.column() + 1);
    json.name("offset").value(offset).endObject();
  }
}
