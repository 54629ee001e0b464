package dev.rusthint.std;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which of `core`, `alloc` and `std` defines what a path of the standard library names.
///
/// The table is made by `tools/std_origins.py` from the documentation of Rust 1.95.
public final class Origins {
  private Origins() {}

  /// The crate that defines an item.
  ///
  /// @param crate `core`, `alloc` or `std`
  /// @param since the minor version of Rust 1.x since which the crate offers it; 0 for always
  public record Origin(String crate, int since) {}

  private static final class Table {
    static final Map<String, Origin> ORIGINS = load();

    private static Map<String, Origin> load() {
      Map<String, Origin> origins = new HashMap<>();
      try (InputStream in = Origins.class.getResourceAsStream("origins.txt")) {
        if (in == null) {
          throw new IllegalStateException("origins.txt is missing");
        }
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          String[] parts = line.split(" ", 3);
          origins.put(parts[2], new Origin(parts[0], Integer.parseInt(parts[1])));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return origins;
    }
  }

  /// Where `std::path` is defined; for a variant or associated item, where its type is.
  ///
  /// @param path without the crate's name: `fmt::Display`, `cmp::Ordering::Less`
  public static Optional<Origin> of(String path) {
    for (String p = path; ; p = p.substring(0, p.lastIndexOf("::"))) {
      Origin origin = Table.ORIGINS.get(p);
      if (origin != null) {
        // An unknown item of a known module may be a macro, or newer than the table.
        boolean type = p.equals(path) || isTypeName(p);
        return type ? Optional.of(origin) : Optional.empty();
      }
      if (!p.contains("::")) {
        return Optional.empty();
      }
    }
  }

  private static boolean isTypeName(String path) {
    String name = path.substring(path.lastIndexOf(':') + 1);
    return Character.isUpperCase(name.charAt(0));
  }
}
