package dev.rusthint.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Message;
import dev.rusthint.text.Position;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.net.URI;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;

/// Writes hints, and what is wrong with files, as LSP diagnostics, for one document.
///
/// What of a diagnostic does not depend on its place is written once and kept as long as the
/// finding is: a keystroke in a long file moves hundreds of hints and changes none.
final class DiagnosticWriter {
  static final String SOURCE = "rusthint";

  private final ClientFeatures client;
  private final HintPages pages;
  private Map<Message, String> tails = new IdentityHashMap<>();

  DiagnosticWriter(ClientFeatures client, HintPages pages) {
    this.client = client;
    this.pages = pages;
  }

  /// Hints and problems as a JSON array of diagnostics.
  String write(Snapshot snapshot, List<Hint> hints, List<Problem> problems) {
    Map<Message, String> kept = new IdentityHashMap<>(hints.size());
    String items = write(snapshot.id().uri(), snapshot.text(), hints, problems, kept);
    tails = kept;
    return items;
  }

  /// The same for a file that will not be written again soon.
  String writeOnce(String uri, SourceText text, List<Hint> hints, List<Problem> problems) {
    return write(uri, text, hints, problems, new IdentityHashMap<>());
  }

  private String write(
      String uri,
      SourceText text,
      List<Hint> hints,
      List<Problem> problems,
      Map<Message, String> kept) {
    StringBuilder out = new StringBuilder(64 + 300 * hints.size()).append('[');
    for (Hint hint : hints) {
      if (out.length() > 1) {
        out.append(',');
      }
      out.append("{\"range\":");
      range(text, hint.span(), out);
      related(uri, text, hint, out);
      String tail = tails.get(hint.message());
      if (tail == null) {
        tail = tail(hint);
      }
      kept.put(hint.message(), tail);
      out.append(tail);
    }
    for (Problem problem : problems) {
      if (out.length() > 1) {
        out.append(',');
      }
      problem(text, problem, out);
    }
    return out.append(']').toString();
  }

  /// @param text what the problem is in; a file on disk may have changed since the problem was found
  private void problem(SourceText text, Problem problem, StringBuilder out) {
    int start = Math.min(problem.span().start(), text.length());
    int end = Math.min(problem.span().end(), text.length());
    out.append("{\"range\":");
    range(text, new Span(start, end), out);
    DiagnosticSeverity severity =
        problem.isError() ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    out.append(",\"severity\":").append(severity.getValue());
    out.append(",\"source\":\"").append(SOURCE).append("\",\"message\":");
    out.append(new JsonPrimitive(problem.message())).append('}');
  }

  private void range(SourceText text, Span span, StringBuilder out) {
    out.append("{\"start\":");
    position(text.position(span.start(), client.encoding()), out);
    out.append(",\"end\":");
    position(text.position(span.end(), client.encoding()), out);
    out.append('}');
  }

  private static void position(Position position, StringBuilder out) {
    out.append("{\"line\":").append(position.line());
    out.append(",\"character\":").append(position.column()).append('}');
  }

  private void related(String uri, SourceText text, Hint hint, StringBuilder out) {
    if (!client.related() || hint.related().isEmpty()) {
      return;
    }
    out.append(",\"relatedInformation\":[");
    String separator = "";
    for (Hint.Related other : hint.related()) {
      out.append(separator).append("{\"location\":{\"uri\":");
      out.append(new JsonPrimitive(uri)).append(",\"range\":");
      range(text, other.span(), out);
      out.append("},\"message\":").append(new JsonPrimitive(other.text())).append('}');
      separator = ",";
    }
    out.append(']');
  }

  /// All but the places, from the comma after them to the closing brace.
  private String tail(Hint hint) {
    JsonObject rest = new JsonObject();
    rest.addProperty("severity", severity(hint.level()).getValue());
    rest.addProperty("code", hint.id());
    URI page = pages.of(hint.rule());
    if (client.codeDescription() && page != null) {
      JsonObject description = new JsonObject();
      description.addProperty("href", page.toString());
      rest.add("codeDescription", description);
    }
    rest.addProperty("source", SOURCE);
    rest.addProperty("message", text(hint));
    if (hint.isUnnecessary() && client.tags().contains(DiagnosticTag.Unnecessary)) {
      JsonArray tags = new JsonArray();
      tags.add(DiagnosticTag.Unnecessary.getValue());
      rest.add("tags", tags);
    }
    return "," + ((JsonElement) rest).toString().substring(1);
  }

  /// What the hint says: the sentence, then notes and helps, each on a line of its own.
  static String text(Hint hint) {
    StringBuilder text = new StringBuilder(hint.text());
    for (String note : hint.notes()) {
      text.append("\nnote: ").append(note);
    }
    for (String help : hint.helps()) {
      text.append("\nhelp: ").append(help);
    }
    return text.toString();
  }

  static DiagnosticSeverity severity(Level level) {
    return switch (level) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARN -> DiagnosticSeverity.Warning;
      case INFO -> DiagnosticSeverity.Information;
      case HINT, OFF -> DiagnosticSeverity.Hint;
    };
  }
}
