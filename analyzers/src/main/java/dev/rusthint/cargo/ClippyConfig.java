package dev.rusthint.cargo;

import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `clippy.toml` or `.clippy.toml`, with clippy's defaults for what it does not set.
///
/// @param problems what is wrong with it: unknown options, values of the wrong type
public record ClippyConfig(TomlDocument document, List<Problem> problems) {
  /// In a list, stands for the default's elements.
  private static final String THE_DEFAULT = "..";

  /// A path of `disallowed-methods` and its kin.
  ///
  /// @param span the bytes of the element
  public record DisallowedPath(
      String path, @Nullable String reason, @Nullable String replacement, Span span) {}

  /// The options and their defaults; null for an option without one to write down.
  private static final class Holder {
    static final Map<String, @Nullable TomlNode> DEFAULTS = readDefaults();
  }

  public ClippyConfig {
    problems = List.copyOf(problems);
  }

  /// The configuration that clippy takes for a package: the first file from its folder upward,
  /// `.clippy.toml` before `clippy.toml`. One with nothing but defaults if there is none.
  public static ClippyConfig find(Path folder, TextSource source) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      for (String name : List.of(".clippy.toml", "clippy.toml")) {
        Path file = at.resolve(name);
        try {
          return parse(file, source.read(file));
        } catch (NoSuchFileException absent) {
          // The next place, then.
        } catch (IOException unreadable) {
          Problem problem = Problem.withFile(file, "cannot be read: " + unreadable.getMessage());
          return new ClippyConfig(
              TomlDocument.empty(file, SourceText.of(""), problem), List.of(problem));
        }
      }
    }
    return parse(folder.resolve("clippy.toml"), SourceText.of(""));
  }

  /// Reads a configuration. Never fails: what is wrong is among the problems.
  public static ClippyConfig parse(Path file, SourceText text) {
    TomlDocument document = TomlDocument.parse(file, text);
    List<Problem> problems = new ArrayList<>(document.problems());
    for (TomlEntry entry : document.root().entries().values()) {
      if (!Holder.DEFAULTS.containsKey(entry.name())) {
        problems.add(
            document.error(
                entry.key(),
                "clippy has no option `"
                    + entry.name()
                    + "`"
                    + Spelling.hint(entry.name(), Holder.DEFAULTS.keySet())));
        continue;
      }
      TomlNode byDefault = Holder.DEFAULTS.get(entry.name());
      if (byDefault != null && byDefault.getClass() != entry.value().getClass()) {
        problems.add(
            document.error(
                entry.value().span(),
                "`"
                    + entry.name()
                    + "` must be "
                    + byDefault.kind()
                    + ", and this is "
                    + entry.value().kind()));
      }
    }
    return new ClippyConfig(document, problems);
  }

  /// An option as the file sets it; null if it does not.
  public @Nullable TomlEntry entry(String option) {
    return document.root().entry(option);
  }

  /// The value of an option: what the file sets, if that is of the right type, or the default.
  private @Nullable TomlNode value(String option) {
    TomlNode byDefault = Holder.DEFAULTS.get(option);
    TomlNode set = document.root().value(option);
    boolean usable = set != null && (byDefault == null || byDefault.getClass() == set.getClass());
    return usable ? set : byDefault;
  }

  /// Whether a boolean option is on.
  public boolean flag(String option) {
    return value(option) instanceof TomlNode.Bool(var _, boolean on) && on;
  }

  /// The value of a numeric option; null if it has none, not even by default.
  public @Nullable Long number(String option) {
    return value(option) instanceof TomlNode.Whole(var _, long number) ? number : null;
  }

  /// The strings of a list option. `..` in it stands for the default's.
  public List<String> texts(String option) {
    List<String> texts = new ArrayList<>();
    for (String text : stringsOf(value(option))) {
      if (text.equals(THE_DEFAULT)) {
        texts.addAll(stringsOf(Holder.DEFAULTS.get(option)));
      } else {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /// The oldest Rust that suggestions may suppose, where the file says so.
  public @Nullable RustVersion msrv() {
    return value("msrv") instanceof TomlNode.Text(var _, String text)
        ? RustVersion.parse(text).orElse(null)
        : null;
  }

  /// The paths of `disallowed-methods`, `disallowed-types`, `disallowed-macros` or
  /// `disallowed-fields`: strings, or tables with a `path`.
  public List<DisallowedPath> disallowed(String option) {
    List<DisallowedPath> paths = new ArrayList<>();
    if (value(option) instanceof TomlNode.Array array) {
      for (TomlNode item : array.items()) {
        switch (item) {
          case TomlNode.Text(Span span, String path) ->
              paths.add(new DisallowedPath(path, null, null, span));
          case TomlNode.Table table -> {
            String path = table.text("path");
            if (path != null) {
              paths.add(
                  new DisallowedPath(
                      path, table.text("reason"), table.text("replacement"), table.span()));
            }
          }
          default -> {
            // Of the wrong type; clippy refuses the file.
          }
        }
      }
    }
    return List.copyOf(paths);
  }

  /// Every option that has a value, as text: booleans and numbers as TOML writes them, the strings
  /// of a list with line breaks between them.
  public Map<String, String> asText() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String option : Holder.DEFAULTS.keySet()) {
      switch (value(option)) {
        case TomlNode.Bool(var _, boolean on) -> all.put(option, Boolean.toString(on));
        case TomlNode.Whole(var _, long number) -> all.put(option, Long.toString(number));
        case TomlNode.Text(var _, String text) -> all.put(option, text);
        case TomlNode.Array _ -> all.put(option, String.join("\n", texts(option)));
        case null, default -> {
          // Has no value, or none that fits in a line.
        }
      }
    }
    return Collections.unmodifiableMap(all);
  }

  private static List<String> stringsOf(@Nullable TomlNode node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof TomlNode.Array array) {
      for (TomlNode item : array.items()) {
        if (item instanceof TomlNode.Text(var _, String text)) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static Map<String, @Nullable TomlNode> readDefaults() {
    String table = "clippy-options.tsv";
    InputStream stream = ClippyConfig.class.getResourceAsStream(table);
    if (stream == null) {
      throw new IllegalStateException("the resource " + table + " is missing");
    }
    List<String> options = new ArrayList<>();
    StringBuilder toml = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines.readLine();
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", -1);
        options.add(cells[0]);
        if (!cells[1].isEmpty()) {
          toml.append(cells[0]).append(" = ").append(cells[1]).append('\n');
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    TomlDocument values = TomlDocument.parse(Path.of(table), SourceText.of(toml.toString()));
    Map<String, @Nullable TomlNode> defaults = new LinkedHashMap<>();
    for (String option : options) {
      TomlEntry entry = values.root().entry(option);
      defaults.put(option, entry == null ? null : entry.value());
    }
    return Collections.unmodifiableMap(defaults);
  }
}
