package dev.rusthint.report;

import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Level;
import java.util.EnumMap;
import java.util.Map;

/// How much was looked at and found. Filled by one thread.
public final class Summary {
  private final Map<Level, Integer> hints = new EnumMap<>(Level.class);
  private int files;
  private int filesWithHints;
  private int fixable;

  /// Counts a file that was looked at, with the hints that are shown of it.
  public void add(FileHints file) {
    files++;
    if (!file.hints().isEmpty()) {
      filesWithHints++;
    }
    for (Hint hint : file.hints()) {
      hints.merge(hint.level(), 1, Integer::sum);
      if (hint.rule().fixes() == Fixes.MACHINE) {
        fixable++;
      }
    }
  }

  /// Adds what another one counted.
  public void add(Summary other) {
    files += other.files;
    filesWithHints += other.filesWithHints;
    fixable += other.fixable;
    other.hints.forEach((level, count) -> hints.merge(level, count, Integer::sum));
  }

  public int files() {
    return files;
  }

  public int filesWithHints() {
    return filesWithHints;
  }

  public int count(Level level) {
    return hints.getOrDefault(level, 0);
  }

  public int count() {
    return hints.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// Hints of rules that offer machine fixes.
  public int fixable() {
    return fixable;
  }

  /// Whether there is a hint of this level or a louder one.
  public boolean reaches(Level level) {
    return hints.keySet().stream().anyMatch(found -> found.compareTo(level) >= 0);
  }
}
