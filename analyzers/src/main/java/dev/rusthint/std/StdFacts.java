package dev.rusthint.std;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rusthint.model.index.CrateIndex;
import dev.rusthint.model.index.CrateText;
import dev.rusthint.model.index.IndexedCrate;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/// Compiles the facts of the standard library, a text for each crate, to what [Std] reads. The build
/// runs it.
public final class StdFacts {
  private StdFacts() {}

  /// @param args the folder of the texts, and the folder to write to
  public static void main(String[] args) throws IOException {
    compile(Path.of(args[0]), Path.of(args[1]));
  }

  /// Reads `core.txt`, `alloc.txt` and `std.txt`, and writes `core.idx`, `alloc.idx` and `std.idx`.
  static void compile(Path texts, Path into) throws IOException {
    List<String> all = new ArrayList<>();
    for (String name : Std.CRATES) {
      all.add(Files.readString(texts.resolve(name + ".txt"), UTF_8));
    }
    Map<String, IndexedCrate> crates = CrateText.read(all);
    Files.createDirectories(into);
    for (Entry<String, IndexedCrate> crate : crates.entrySet()) {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(into.resolve(crate.getKey() + ".idx")))) {
        CrateIndex.write(crate.getValue(), crate.getKey(), crate.getValue().root(), out);
      }
    }
  }
}
