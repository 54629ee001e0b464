package dev.rusthint.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How files are on disk, by size and time of the last change: a line each, sorted by paths.
///
/// @param text `SIZE NANOSECONDS PATH` for each; for a file that is not there `- - PATH`
record FileStamps(String text) {
  private static final String MISSING = "- -";

  static FileStamps of(Collection<Path> files, Collection<Path> missing) {
    StringBuilder text = new StringBuilder();
    files.stream().sorted().forEach(file -> line(file, text));
    missing.stream().sorted().forEach(file -> line(file, text));
    return new FileStamps(text.toString());
  }

  private static void line(Path file, StringBuilder text) {
    text.append(stamp(file)).append(' ').append(file).append('\n');
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.size() + " " + now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    } catch (IOException absent) {
      return MISSING;
    }
  }

  /// Whether all files are still so.
  boolean hold() {
    for (String line : text.lines().toList()) {
      int path = line.indexOf(' ', line.indexOf(' ') + 1);
      Path file = path < 0 ? null : pathOf(line.substring(path + 1));
      if (file == null || !stamp(file).equals(line.substring(0, path))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Path pathOf(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
