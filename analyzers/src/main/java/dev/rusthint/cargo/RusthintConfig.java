package dev.rusthint.cargo;

import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `rusthint.toml`: which hints are shown, where, and what the project has agreed on.
///
/// ```toml
/// profile = "audit"
/// ignore = ["src/generated"]            # files without hints
///
/// [levels]                              # off, hint, info, warn or error
/// perf = "hint"                         # a category
/// "perf/inline" = "off"                 # a hint
///
/// [[override]]                          # the last one whose paths hold a file goes first
/// paths = ["tests", "**/examples"]
/// levels = { panic = "off" }
///
/// [policy]
/// unsafe-modules = ["crate::sys"]       # where unsafe code may stand
/// unsafe-paths = ["src/ffi"]
/// real-time = ["audio::process"]        # functions that must not allocate or lock
/// ```
///
/// Paths are globs relative to the file's folder; one that matches a folder holds all in it.
///
/// @param ignore files that get no hints
/// @param levels by hint id (`perf/inline`) or category (`perf`)
/// @param problems what is wrong with it: unknown keys, hints, levels
public record RusthintConfig(
    TomlDocument document,
    @Nullable Field<String> profile,
    List<Field<Glob>> ignore,
    Map<String, Field<String>> levels,
    List<PathOverride> overrides,
    Policy policy,
    List<Problem> problems) {
  public static final String FILE_NAME = "rusthint.toml";

  private static final List<String> LEVELS = List.of("off", "hint", "info", "warn", "error");

  /// The names that a configuration may use, which those above this package know.
  ///
  /// @param hints ids of hints
  /// @param categories the parts of the ids before the `/`
  public record Vocabulary(Set<String> hints, Set<String> categories, Set<String> profiles) {
    public Vocabulary {
      hints = Set.copyOf(hints);
      categories = Set.copyOf(categories);
      profiles = Set.copyOf(profiles);
    }
  }

  /// An `[[override]]`: what differs for some files.
  public record PathOverride(
      List<Field<Glob>> paths, @Nullable Field<String> profile, Map<String, Field<String>> levels) {
    boolean holds(String path) {
      return paths.stream().anyMatch(glob -> glob.value().covers(path));
    }
  }

  /// `[policy]`.
  ///
  /// @param unsafeModules modules in which unsafe code may stand, `crate::…` or a crate's name
  ///     first; null if the project has not said
  /// @param unsafePaths files in which it may; null if the project has not said
  /// @param forbidden unsafe operations and functions that may not be used
  /// @param comments what a SAFETY comment has to say: one of [#COMMENTS], null if the project has not
  ///     said
  /// @param maxOpen how many obligations of unsafe code may be open; null for any number
  /// @param realTime functions that must not allocate, lock or loop without bound
  public record Policy(
      @Nullable List<Field<String>> unsafeModules,
      @Nullable List<Field<Glob>> unsafePaths,
      List<Field<String>> forbidden,
      @Nullable Field<String> comments,
      @Nullable Field<Long> maxOpen,
      List<Field<String>> realTime) {
    static final Policy NONE = new Policy(null, null, List.of(), null, null, List.of());

    /// What can be asked of SAFETY comments: that there is one, or that it speaks of each obligation.
    static final List<String> COMMENTS = List.of("present", "complete");

    /// The hints that hold code to what is asked of its SAFETY comments.
    public List<String> commentHints() {
      return comments == null
          ? List.of()
          : comments.value().equals("present")
              ? List.of("unsafe/missing-safety-comment")
              : List.of("unsafe/missing-safety-comment", "unsafe/undischarged-obligation");
    }

    /// Whether the project has said where unsafe code may stand.
    public boolean limitsUnsafe() {
      return unsafeModules != null || unsafePaths != null;
    }

    /// Whether unsafe code may stand in a file by its path, relative to the configuration's folder.
    public boolean allowsUnsafeIn(String path) {
      return unsafePaths != null
          && unsafePaths.stream().anyMatch(glob -> glob.value().covers(path));
    }

    /// Whether unsafe code may stand in a module, `crate::a::b` or `name::a::b`: one that is listed
    /// or lies in one that is.
    ///
    /// @param crate the crate's name in code, which `crate` stands for
    public boolean allowsUnsafeInModule(String crate, String module) {
      if (unsafeModules == null) {
        return false;
      }
      String path = absolute(crate, module);
      for (Field<String> listed : unsafeModules) {
        String allowed = absolute(crate, listed.value());
        if (path.equals(allowed) || path.startsWith(allowed + "::")) {
          return true;
        }
      }
      return false;
    }

    private static String absolute(String crate, String module) {
      return module.equals("crate") || module.startsWith("crate::")
          ? crate + module.substring("crate".length())
          : module;
    }
  }

  /// The configuration that holds for a folder: the first file from there up to `root`; null if
  /// there is none.
  public static @Nullable RusthintConfig find(
      Path folder, Path root, TextSource source, Vocabulary known) {
    for (Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
      Path file = at.resolve(FILE_NAME);
      try {
        return parse(file, source.read(file), known);
      } catch (NoSuchFileException absent) {
        // The next folder upward, then.
      } catch (IOException unreadable) {
        Problem problem = Problem.withFile(file, "cannot be read: " + unreadable.getMessage());
        return of(TomlDocument.empty(file, SourceText.of(""), problem), known);
      }
    }
    return null;
  }

  /// Reads a configuration. Never fails: what is wrong is among the problems, and the rest holds.
  public static RusthintConfig parse(Path file, SourceText text, Vocabulary known) {
    return of(TomlDocument.parse(file, text), known);
  }

  private static RusthintConfig of(TomlDocument document, Vocabulary known) {
    List<Problem> problems = new ArrayList<>(document.problems());
    TableReader root = new TableReader(document, document.root(), "", problems);
    unknownKeys(root, List.of("profile", "ignore", "levels", "override", "policy"));
    List<PathOverride> overrides = new ArrayList<>();
    List<TableReader> tables = root.tables("override");
    for (TableReader table : tables == null ? List.<TableReader>of() : tables) {
      unknownKeys(table, List.of("paths", "profile", "levels"));
      if (!table.has("paths")) {
        table.error(
            table.table().span(), "this `[[override]]` has no `paths`, so it holds for no file");
      }
      overrides.add(
          new PathOverride(
              globs(table.textsOrEmpty("paths")), profile(table, known), levels(table, known)));
    }
    return new RusthintConfig(
        document,
        profile(root, known),
        globs(root.textsOrEmpty("ignore")),
        levels(root, known),
        List.copyOf(overrides),
        policy(root),
        List.copyOf(problems));
  }

  private static Policy policy(TableReader root) {
    TableReader table = root.table("policy");
    if (table == null) {
      return Policy.NONE;
    }
    unknownKeys(
        table,
        List.of(
            "unsafe-modules",
            "unsafe-paths",
            "forbidden-operations",
            "safety-comments",
            "max-open-obligations",
            "real-time"));
    List<Field<String>> paths = table.texts("unsafe-paths");
    return new Policy(
        table.texts("unsafe-modules"),
        paths == null ? null : globs(paths),
        table.textsOrEmpty("forbidden-operations"),
        comments(table),
        ceiling(table),
        table.textsOrEmpty("real-time"));
  }

  private static @Nullable Field<String> comments(TableReader table) {
    Field<String> comments = table.text("safety-comments");
    if (comments != null && !Policy.COMMENTS.contains(comments.value())) {
      table.error(
          comments.span(),
          "`safety-comments` is `present` or `complete`, not `" + comments.value() + "`");
      return null;
    }
    return comments;
  }

  private static @Nullable Field<Long> ceiling(TableReader table) {
    Field<Long> ceiling = table.whole("max-open-obligations");
    if (ceiling != null && ceiling.value() < 0) {
      table.error(ceiling.span(), "`max-open-obligations` cannot be negative");
      return null;
    }
    return ceiling;
  }

  private static @Nullable Field<String> profile(TableReader table, Vocabulary known) {
    Field<String> profile = table.text("profile");
    if (profile != null && !known.profiles().contains(profile.value())) {
      table.error(
          profile.span(),
          "there is no profile `"
              + profile.value()
              + "`"
              + Spelling.hint(profile.value(), known.profiles()));
      return null;
    }
    return profile;
  }

  private static Map<String, Field<String>> levels(TableReader parent, Vocabulary known) {
    Map<String, Field<String>> levels = new LinkedHashMap<>();
    TableReader table = parent.table("levels");
    if (table != null) {
      for (TomlEntry entry : table.entries()) {
        if (entry.value() instanceof TomlNode.Table && known.categories().contains(entry.name())) {
          // `perf.inline = "off"` says the same as `"perf/inline" = "off"`.
          TableReader category = table.table(entry);
          if (category != null) {
            for (TomlEntry hint : category.entries()) {
              addLevel(category, entry.name() + "/" + hint.name(), hint, known, levels);
            }
          }
        } else {
          addLevel(table, entry.name(), entry, known, levels);
        }
      }
    }
    return Collections.unmodifiableMap(levels);
  }

  private static void addLevel(
      TableReader table,
      String id,
      TomlEntry entry,
      Vocabulary known,
      Map<String, Field<String>> levels) {
    boolean isHint = id.indexOf('/') >= 0;
    Set<String> names = isHint ? known.hints() : known.categories();
    if (!names.contains(id)) {
      table.error(
          entry.key(),
          "there is no "
              + (isHint ? "hint" : "category of hints")
              + " `"
              + id
              + "`"
              + Spelling.hint(id, isHint ? known.hints() : both(known)));
      return;
    }
    Field<String> level = table.text(entry);
    if (level == null) {
      return;
    }
    if (!LEVELS.contains(level.value())) {
      table.error(
          level.span(),
          "a hint's level is `off`, `hint`, `info`, `warn` or `error`, not `"
              + level.value()
              + "`"
              + Spelling.hint(level.value(), LEVELS));
      return;
    }
    levels.put(id, level);
  }

  private static Collection<String> both(Vocabulary known) {
    List<String> all = new ArrayList<>(known.categories());
    all.addAll(known.hints());
    return all;
  }

  private static List<Field<Glob>> globs(List<Field<String>> patterns) {
    List<Field<Glob>> globs = new ArrayList<>();
    for (Field<String> pattern : patterns) {
      globs.add(new Field<>(Glob.of(pattern.value()), pattern.key(), pattern.span()));
    }
    return List.copyOf(globs);
  }

  private static void unknownKeys(TableReader table, List<String> known) {
    for (TomlEntry entry : table.entries()) {
      if (!known.contains(entry.name())) {
        table.error(
            entry.key(),
            "there is no setting `"
                + table.name(entry.name())
                + "`"
                + Spelling.hint(entry.name(), known));
      }
    }
  }

  /// Whether a file, by its path relative to the configuration's folder, gets no hints.
  public boolean ignores(String path) {
    return ignore.stream().anyMatch(glob -> glob.value().covers(path));
  }

  /// The profile of a file; null if none is set.
  public @Nullable String profileFor(String path) {
    Field<String> found = profile;
    for (PathOverride override : overrides) {
      if (override.profile() != null && override.holds(path)) {
        found = override.profile();
      }
    }
    return found == null ? null : found.value();
  }

  /// The levels of a file, by hint id or category: those of all files, then those of each override
  /// that holds it. A category's level there undoes the levels of its hints set before.
  public Map<String, String> levelsFor(String path) {
    Map<String, String> result = new LinkedHashMap<>();
    add(levels, result);
    for (PathOverride override : overrides) {
      if (override.holds(path)) {
        override.levels().keySet().stream()
            .filter(id -> id.indexOf('/') < 0)
            .forEach(category -> result.keySet().removeIf(id -> id.startsWith(category + "/")));
        add(override.levels(), result);
      }
    }
    return Collections.unmodifiableMap(result);
  }

  private static void add(Map<String, Field<String>> levels, Map<String, String> result) {
    levels.forEach((id, level) -> result.put(id, level.value()));
  }
}
