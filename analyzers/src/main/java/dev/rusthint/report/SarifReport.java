package dev.rusthint.report;

import com.google.gson.stream.JsonWriter;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Profile;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// SARIF 2.1.0, which code-scanning services read: one run, its rules, its results with their
/// fixes, and fingerprints by which a service tells old findings from new ones.
public final class SarifReport implements Report {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /// The name of what [Fingerprints] makes; changes with the way they are made.
  private static final String FINGERPRINT = "rusthint/v1";

  private final List<HintEntry> hints;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final String version;

  /// @param hints the hints that results can be of
  /// @param version this program's
  public SarifReport(List<HintEntry> hints, String version) {
    this.hints = List.copyOf(hints);
    this.version = version;
    for (HintEntry hint : hints) {
      indexes.put(hint.id(), indexes.size());
    }
  }

  @FunctionalInterface
  private interface Body {
    void write(JsonWriter json) throws IOException;
  }

  private static String write(Body body) {
    StringWriter out = new StringWriter();
    JsonWriter json = new JsonWriter(out);
    json.setHtmlSafe(false);
    try {
      body.write(json);
      json.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  @Override
  public String begin() {
    return "{\"$schema\":\""
        + SCHEMA
        + "\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":"
        + write(this::tool)
        + ",\"columnKind\":\"unicodeCodePoints\",\"results\":[\n";
  }

  @Override
  public String between() {
    return ",\n";
  }

  @Override
  public String end(Summary summary) {
    return "\n]}]}\n";
  }

  private void tool(JsonWriter json) throws IOException {
    json.beginObject().name("driver").beginObject();
    json.name("name").value("RustHint").name("version").value(version);
    json.name("rules").beginArray();
    for (HintEntry hint : hints) {
      json.beginObject().name("id").value(hint.id());
      text(json, "shortDescription", hint.summary());
      String markdown = HintPage.help(hint);
      json.name("help").beginObject();
      json.name("text").value(markdown).name("markdown").value(markdown).endObject();
      json.name("defaultConfiguration").beginObject();
      Level level = hint.level(Profile.DEFAULT);
      json.name("enabled").value(level.isOn());
      json.name("level").value(sarifLevel(level.isOn() ? level : hint.level(Profile.EVERYTHING)));
      json.endObject();
      json.name("properties").beginObject().name("tags").beginArray();
      json.value(hint.category()).endArray().endObject();
      json.endObject();
    }
    json.endArray().endObject().endObject();
  }

  private static void text(JsonWriter json, String name, String text) throws IOException {
    json.name(name).beginObject().name("text").value(text).endObject();
  }

  private static String sarifLevel(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARN -> "warning";
      case INFO, HINT -> "note";
      case OFF -> "none";
    };
  }

  @Override
  public String file(FileHints file) {
    List<String> fingerprints = Fingerprints.numbered(file, file.path().replace('\\', '/'));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < file.hints().size(); i++) {
      Hint hint = file.hints().get(i);
      String fingerprint = fingerprints.get(i);
      out.append(i == 0 ? "" : between());
      out.append(write(json -> result(json, file, hint, fingerprint)));
    }
    return out.toString();
  }

  private void result(JsonWriter json, FileHints file, Hint hint, String fingerprint)
      throws IOException {
    json.beginObject().name("ruleId").value(hint.id());
    Integer index = indexes.get(hint.id());
    if (index != null) {
      json.name("ruleIndex").value(index);
    }
    json.name("level").value(sarifLevel(hint.level()));
    text(json, "message", message(hint));
    json.name("locations").beginArray().beginObject();
    place(json, file, hint.span());
    json.endObject().endArray();
    if (!hint.related().isEmpty()) {
      json.name("relatedLocations").beginArray();
      int id = 1;
      for (Hint.Related related : hint.related()) {
        json.beginObject().name("id").value(id++);
        place(json, file, related.span());
        text(json, "message", related.text());
        json.endObject();
      }
      json.endArray();
    }
    json.name("partialFingerprints").beginObject();
    json.name(FINGERPRINT).value(fingerprint).endObject();
    Fix fix = hint.fix().orElse(null);
    if (fix != null && !fix.edits().isEmpty()) {
      json.name("fixes").beginArray();
      fix(json, file, fix);
      json.endArray();
    }
    json.name("properties").beginObject().name("rule").value(hint.rule().rule()).endObject();
    json.endObject();
  }

  private static String message(Hint hint) {
    StringBuilder text = new StringBuilder(hint.text());
    hint.notes().forEach(note -> text.append("\nnote: ").append(note));
    hint.helps().forEach(help -> text.append("\nhelp: ").append(help));
    return text.toString();
  }

  private static void fix(JsonWriter json, FileHints file, Fix fix) throws IOException {
    json.beginObject();
    text(json, "description", fix.title());
    json.name("artifactChanges").beginArray().beginObject();
    artifact(json, file);
    json.name("replacements").beginArray();
    for (Edit edit : fix.edits()) {
      json.beginObject();
      region(json, "deletedRegion", file.text(), edit.span());
      text(json, "insertedContent", edit.newText());
      json.endObject();
    }
    json.endArray().endObject().endArray();
    json.name("properties").beginObject().name("machine").value(fix.machine()).endObject();
    json.endObject();
  }

  private static void place(JsonWriter json, FileHints file, Span span) throws IOException {
    json.name("physicalLocation").beginObject();
    artifact(json, file);
    region(json, "region", file.text(), span);
    json.endObject();
  }

  private static void artifact(JsonWriter json, FileHints file) throws IOException {
    json.name("artifactLocation").beginObject().name("uri").value(uri(file.path())).endObject();
  }

  private static String uri(String path) {
    String slashed = path.replace('\\', '/');
    try {
      // A first part with a colon would read as a scheme.
      boolean absolute = slashed.startsWith("/");
      boolean drive = slashed.length() > 1 && slashed.charAt(1) == ':';
      String scheme = absolute || drive ? "file" : null;
      String host = scheme == null ? null : "";
      String full = drive ? "/" + slashed : slashed;
      return new URI(scheme, host, full, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "invalid-path";
    }
  }

  private static void region(JsonWriter json, String name, SourceText text, Span span)
      throws IOException {
    Position start = text.position(span.start(), PositionEncoding.UTF_32);
    Position end = text.position(span.end(), PositionEncoding.UTF_32);
    json.name(name).beginObject();
    json.name("startLine").value(start.line() + 1).name("startColumn").value(start.column() + 1);
    json.name("endLine").value(end.line() + 1).name("endColumn").value(end.column() + 1);
    json.name("byteOffset").value(span.start()).name("byteLength").value(span.length());
    json.endObject();
  }
}
