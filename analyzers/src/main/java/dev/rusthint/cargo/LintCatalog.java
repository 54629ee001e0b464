package dev.rusthint.cargo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lints of rustc, rustdoc and clippy: their default levels and the groups they are in.
///
/// Names are as attributes write them, with `_`: `unused_must_use`, `clippy::unwrap_used`.
public final class LintCatalog {
  private static final String TABLE = "lints.tsv";

  /// The group of everything that warns, which is no fixed set of lints.
  static final String WARNINGS = "warnings";

  private final Map<String, Entry> lints;
  private final Map<String, Set<String>> groups;

  /// A lint's default level and the groups it is in.
  private record Entry(LintLevel byDefault, List<String> groups) {}

  private LintCatalog(Map<String, Entry> lints, Map<String, Set<String>> groups) {
    this.lints = lints;
    this.groups = groups;
  }

  /// Read when it is first asked for.
  private static final class Holder {
    static final LintCatalog BUNDLED = read();
  }

  /// The lints of the release that RustHint was built for, and of newer clippy as far as known.
  public static LintCatalog bundled() {
    return Holder.BUNDLED;
  }

  private static LintCatalog read() {
    InputStream stream = LintCatalog.class.getResourceAsStream(TABLE);
    if (stream == null) {
      throw new IllegalStateException("the resource " + TABLE + " is missing");
    }
    Map<String, Entry> lints = new LinkedHashMap<>();
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", -1);
        LintLevel level = cells.length == 3 ? LintLevel.of(cells[1]).orElse(null) : null;
        if (level == null) {
          continue; // A comment or the header.
        }
        List<String> in = cells[2].isEmpty() ? List.of() : List.of(cells[2].split(","));
        lints.put(cells[0], new Entry(level, in));
        in.forEach(
            group -> groups.computeIfAbsent(group, key -> new LinkedHashSet<>()).add(cells[0]));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new LintCatalog(lints, groups);
  }

  public boolean isLint(String name) {
    return lints.containsKey(name);
  }

  public boolean isGroup(String name) {
    return name.equals(WARNINGS) || groups.containsKey(name);
  }

  /// The level of a lint that nothing sets; null if there is no such lint.
  public @Nullable LintLevel defaultLevel(String lint) {
    Entry entry = lints.get(lint);
    return entry == null ? null : entry.byDefault();
  }

  /// The groups that a lint is in; of a clippy lint, its category and, for those on by default,
  /// `clippy::all`.
  public List<String> groupsOf(String lint) {
    Entry entry = lints.get(lint);
    return entry == null ? List.of() : entry.groups();
  }

  /// The lints of a group; none for `warnings`, which is no fixed set.
  public Set<String> lintsOf(String group) {
    return Collections.unmodifiableSet(groups.getOrDefault(group, Set.of()));
  }

  /// Whether setting `name`, a lint or a group, sets `lint`. `warnings` sets no lint by itself: it
  /// changes what becomes of those that warn.
  public boolean covers(String name, String lint) {
    return name.equals(lint) || groupsOf(lint).contains(name);
  }

  /// Every lint and group, for suggestions.
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(lints.keySet());
    names.addAll(groups.keySet());
    return names;
  }
}
