package dev.rusthint.std;

import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.index.CrateIndex;
import dev.rusthint.model.index.IndexedCrate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `core`, `alloc` and `std` as they are in Rust 1.95 for `x86_64-unknown-linux-gnu`, without their
/// sources: what [StdFacts] made of the facts that are kept with the sources of this program.
public final class Std {
  /// Each after those that it refers to.
  static final List<String> CRATES = List.of("core", "alloc", "std");

  private Std() {}

  private static final class Bundled {
    static final Map<String, CrateDefs> CRATES = load();

    private static Map<String, CrateDefs> load() {
      Map<String, IndexedCrate> known = new LinkedHashMap<>();
      for (String name : Std.CRATES) {
        String file = name + ".idx";
        try (InputStream in = Std.class.getResourceAsStream(file)) {
          if (in == null) {
            throw new IllegalStateException(file + " is missing");
          }
          known.put(name, CrateIndex.read(ByteBuffer.wrap(in.readAllBytes()), known));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return Map.copyOf(known);
    }
  }

  /// The crates by their names; the same objects each time.
  public static Map<String, CrateDefs> bundled() {
    return Bundled.CRATES;
  }
}
