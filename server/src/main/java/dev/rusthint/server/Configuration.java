package dev.rusthint.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the user set in the editor: the settings object `rusthint`.
///
/// @param profile the profile asked for, null to leave it to the workspace
/// @param levels levels by hint id or category
/// @param features features to switch on, as cargo's `--features`
/// @param allFeatures as cargo's `--all-features`
/// @param noDefaultFeatures as cargo's `--no-default-features`
/// @param target the target triple, null for the host's
/// @param cfg further `cfg` values, `name` or `name="value"`
/// @param typeHover whether hovers tell types
record Configuration(
    @Nullable Profile profile,
    Map<String, Level> levels,
    List<String> features,
    boolean allFeatures,
    boolean noDefaultFeatures,
    @Nullable String target,
    List<String> cfg,
    boolean typeHover) {
  static final Configuration DEFAULT =
      new Configuration(null, Map.of(), List.of(), false, false, null, List.of(), false);

  Configuration {
    levels = Map.copyOf(levels);
    features = List.copyOf(features);
    cfg = List.copyOf(cfg);
  }

  /// Reads the settings object. What cannot be understood is told to `problems` and left out.
  static Configuration read(@Nullable JsonElement settings, Consumer<String> problems) {
    if (settings == null || settings.isJsonNull()) {
      return DEFAULT;
    }
    if (!(settings instanceof JsonObject object)) {
      problems.accept("the settings `rusthint` are to be an object");
      return DEFAULT;
    }
    Reader reader = new Reader(object, problems);
    return new Configuration(
        reader.profile(),
        reader.levels(),
        reader.strings("features"),
        reader.flag("allFeatures"),
        reader.flag("noDefaultFeatures"),
        reader.string("target"),
        reader.strings("cfg"),
        reader.flag("typeHover"));
  }

  private record Reader(JsonObject object, Consumer<String> problems) {
    @Nullable Profile profile() {
      String name = string("profile");
      if (name == null) {
        return null;
      }
      Profile profile = Profile.of(name).orElse(null);
      if (profile == null) {
        problems.accept("`rusthint.profile`: no profile is called " + name);
      }
      return profile;
    }

    Map<String, Level> levels() {
      Map<String, Level> levels = new HashMap<>();
      switch (object.get("hints")) {
        case null -> {}
        case JsonObject hints -> {
          for (Map.Entry<String, JsonElement> entry : hints.entrySet()) {
            Level level = level(entry.getValue());
            if (level == null) {
              problems.accept(
                  "`rusthint.hints`: "
                      + entry.getKey()
                      + " is to be off, hint, info, warn or error, not "
                      + entry.getValue());
            } else {
              levels.put(entry.getKey(), level);
            }
          }
        }
        case JsonElement other when other.isJsonNull() -> {}
        default -> problems.accept("`rusthint.hints` is to be an object of levels by hint");
      }
      return levels;
    }

    private static @Nullable Level level(JsonElement value) {
      if (!(value instanceof JsonPrimitive primitive) || !primitive.isString()) {
        return null;
      }
      return switch (primitive.getAsString().toLowerCase(Locale.ROOT)) {
        case "off", "allow" -> Level.OFF;
        case "hint" -> Level.HINT;
        case "info" -> Level.INFO;
        case "warn", "warning" -> Level.WARN;
        case "error", "deny" -> Level.ERROR;
        default -> null;
      };
    }

    @Nullable String string(String key) {
      JsonElement value = object.get(key);
      if (value == null || value.isJsonNull()) {
        return null;
      }
      if (value instanceof JsonPrimitive primitive && primitive.isString()) {
        return primitive.getAsString().isBlank() ? null : primitive.getAsString();
      }
      problems.accept("`rusthint." + key + "` is to be a string");
      return null;
    }

    boolean flag(String key) {
      JsonElement value = object.get(key);
      if (value == null || value.isJsonNull()) {
        return false;
      }
      if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
        return primitive.getAsBoolean();
      }
      problems.accept("`rusthint." + key + "` is to be true or false");
      return false;
    }

    List<String> strings(String key) {
      JsonElement value = object.get(key);
      List<String> strings = new ArrayList<>();
      if (value == null || value.isJsonNull()) {
        return strings;
      }
      if (!value.isJsonArray()) {
        problems.accept("`rusthint." + key + "` is to be an array of strings");
        return strings;
      }
      for (JsonElement element : value.getAsJsonArray()) {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
          strings.add(primitive.getAsString());
        } else {
          problems.accept("`rusthint." + key + "`: not a string: " + element);
        }
      }
      return strings;
    }
  }
}
