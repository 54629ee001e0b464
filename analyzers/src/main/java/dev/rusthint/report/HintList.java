package dev.rusthint.report;

import com.google.gson.stream.JsonWriter;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Profile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// The hints that there are.
public final class HintList {
  private HintList() {}

  /// An array with an object for each hint.
  public static String json(List<HintEntry> hints) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.setHtmlSafe(false);
      json.setIndent("  ");
      json.beginArray();
      for (HintEntry hint : hints) {
        json.beginObject();
        json.name("id").value(hint.id());
        json.name("category").value(hint.category());
        json.name("level").value(Levels.id(hint.level(Profile.DEFAULT)));
        json.name("profiles").beginArray();
        for (Profile profile : hint.profiles()) {
          json.value(profile.id());
        }
        json.endArray();
        json.name("summary").value(hint.summary());
        names(json, "clippy", hint.equivalents(Equivalent.Tool.CLIPPY));
        names(json, "rustc", hint.equivalents(Equivalent.Tool.RUSTC));
        json.name("fix").value(hint.fix().name().toLowerCase(Locale.ROOT));
        json.endObject();
      }
      json.endArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private static void names(JsonWriter json, String name, SequencedSet<String> values)
      throws IOException {
    json.name(name).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }

  /// A table: id, level in the default profile, summary.
  public static String human(List<HintEntry> hints) {
    int width = hints.stream().mapToInt(hint -> hint.id().length()).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (HintEntry hint : hints) {
      String level = Levels.id(hint.level(Profile.DEFAULT));
      out.append(hint.id()).repeat(' ', width - hint.id().length() + 2);
      out.append(level).repeat(' ', 7 - level.length());
      out.append(hint.summary()).append('\n');
    }
    return out.toString();
  }
}
