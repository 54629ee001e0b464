package dev.rusthint.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.rusthint.hint.Hint;
import dev.rusthint.text.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a code action's edit is found by: the `data` between `textDocument/codeAction` and
/// `codeAction/resolve`. It comes back from outside, so everything in it is looked at again.
///
/// @param rule the rule's name; empty for the file as a whole
/// @param span where the hint is, in bytes
record ActionKey(Kind kind, String uri, int version, String hint, String rule, Span span) {
  /// What the action does.
  enum Kind {
    FIX,
    COMMENT,
    ATTRIBUTE,
    FIX_ALL,
    SAFETY_COMMENT,
    SAFETY_SECTION,
    SAFETY_TAGS,
    NARROW_UNSAFE,
    DEBUG_ASSERTS,
    CHECKED_FUNCTION,
    AUTO_TRAITS,
    FORBID_UNSAFE
  }

  static ActionKey of(Kind kind, Snapshot snapshot, Hint hint) {
    return new ActionKey(
        kind,
        snapshot.id().uri(),
        snapshot.version(),
        hint.id(),
        hint.rule().rule(),
        hint.span());
  }

  /// Of an action that belongs to a place and no hint.
  static ActionKey at(Kind kind, Snapshot snapshot, Span place) {
    return new ActionKey(kind, snapshot.id().uri(), snapshot.version(), "", "", place);
  }

  static ActionKey ofFile(Snapshot snapshot) {
    return new ActionKey(
        Kind.FIX_ALL, snapshot.id().uri(), snapshot.version(), "", "", Span.at(0));
  }

  boolean isOf(Hint other) {
    return other.id().equals(hint) && other.rule().rule().equals(rule) && other.span().equals(span);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("server", DiagnosticWriter.SOURCE);
    json.addProperty("kind", kind.name().toLowerCase(Locale.ROOT));
    json.addProperty("uri", uri);
    json.addProperty("version", version);
    json.addProperty("hint", hint);
    json.addProperty("rule", rule);
    json.addProperty("start", span.start());
    json.addProperty("end", span.end());
    return json;
  }

  /// @throws ProtocolException (`InvalidParams`) if it is not ours or not whole
  static ActionKey read(@Nullable JsonElement data) {
    if (!(data instanceof JsonObject json)
        || !(json.get("server") instanceof JsonPrimitive server)
        || !server.getAsString().equals(DiagnosticWriter.SOURCE)) {
      throw ProtocolException.invalidParams("this code action is not from rusthint");
    }
    try {
      return new ActionKey(
          Kind.valueOf(text(json, "kind").toUpperCase(Locale.ROOT)),
          text(json, "uri"),
          number(json, "version"),
          text(json, "hint"),
          text(json, "rule"),
          new Span(number(json, "start"), number(json, "end")));
    } catch (IllegalArgumentException e) {
      throw ProtocolException.invalidParams("the code action's data: " + e.getMessage());
    }
  }

  private static String text(JsonObject json, String key) {
    if (json.get(key) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw new IllegalArgumentException(key + " is missing");
  }

  private static int number(JsonObject json, String key) {
    if (json.get(key) instanceof JsonPrimitive value && value.isNumber()) {
      return value.getAsInt();
    }
    throw new IllegalArgumentException(key + " is missing");
  }
}
