package dev.rusthint.std;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many lifetime parameters types and traits of the standard library have.
///
/// The table is made by `tools/std_lifetimes.py` from the documentation of Rust 1.95.
public final class StdLifetimes {
  private StdLifetimes() {}

  private static final class Table {
    static final Map<String, Integer> COUNTS = load();

    private static Map<String, Integer> load() {
      Map<String, Integer> counts = new HashMap<>();
      try (InputStream in = StdLifetimes.class.getResourceAsStream("lifetimes.txt")) {
        if (in == null) {
          throw new IllegalStateException("lifetimes.txt is missing");
        }
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          int space = line.indexOf(' ');
          counts.put(line.substring(space + 1), Integer.parseInt(line, 0, space, 10));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return counts;
    }
  }

  /// The lifetime parameters of `std::path`, null if there is no such type or trait.
  ///
  /// @param path with the crate's name, `std`, `core` or `alloc`: `core::fmt::Formatter`
  public static @Nullable Integer of(String path) {
    int end = path.indexOf("::");
    if (end < 0) {
      return null;
    }
    return switch (path.substring(0, end)) {
      case "std", "core", "alloc" -> Table.COUNTS.get(path.substring(end + 2));
      default -> null;
    };
  }
}
