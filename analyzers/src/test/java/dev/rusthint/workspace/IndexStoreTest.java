package dev.rusthint.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.index.IndexedCrate;
import dev.rusthint.model.lower.SignatureLowering;
import dev.rusthint.model.names.CrateConfig;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.std.Std;
import dev.rusthint.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexStoreTest {
  private @TempDir Path sources;
  private @TempDir Path indexes;
  private int reads;

  /// A feature that is on or off.
  private record Feature(boolean isOn) implements CfgOracle {
    @Override
    public boolean mayHold(String predicate) {
      return isOn;
    }

    @Override
    public String description() {
      return "feature " + isOn;
    }
  }

  @BeforeEach
  void writeCrate() throws IOException {
    write("lib.rs", "mod inner; mod later; pub use inner::*; #[cfg(feature = \"x\")] pub fn extra() {}");
    write("inner.rs", "pub struct First;");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(sources.resolve(file), text);
  }

  private static @Nullable SourceFile read(Path file) {
    try {
      return SourceFile.of(SourceCache.text(file));
    } catch (IOException e) {
      return null;
    }
  }

  private IndexStore store(String program) {
    return new IndexStore(new IndexFolder(indexes), program);
  }

  private CrateDefs get(IndexStore store, Map<String, CrateDefs> more, boolean feature) {
    Map<String, CrateDefs> externs = new HashMap<>(Std.bundled());
    externs.putAll(more);
    CrateConfig config =
        new CrateConfig("it", sources.resolve("lib.rs"), 2021, new Feature(feature), externs);
    return store.get(
        config,
        () -> {
          reads++;
          return SourceCrate.load(config, IndexStoreTest::read, new SignatureLowering());
        });
  }

  private static List<String> names(CrateDefs crate) {
    Def outside = Std.bundled().values().iterator().next().root();
    return Stream.of("First", "Second", "extra")
        .filter(
            name ->
                Stream.of(Namespace.values())
                    .anyMatch(in -> crate.lookup(crate.root(), name, in, outside) != null))
        .toList();
  }

  /// Asks anew, as another run of the program would.
  private List<String> ask() {
    return names(get(store("this"), Map.of(), false));
  }

  @Test
  void crateIsReadOnceForAllRuns() throws IOException {
    assertEquals(List.of("First"), ask());
    assertEquals(List.of("First"), ask());
    assertEquals(1, reads);
    assertInstanceOf(IndexedCrate.class, get(store("this"), Map.of(), false));
  }

  @Test
  void changedFileMakesItAnew() throws IOException {
    ask();
    write("inner.rs", "pub struct Second;");
    assertEquals(List.of("Second"), ask());
    assertEquals(2, reads);
  }

  @Test
  void sameSizeIsAnotherFileIfTheTimeDiffers() throws IOException {
    ask();
    write("inner.rs", "pub struct Third;");
    Files.setLastModifiedTime(
        sources.resolve("inner.rs"), FileTime.from(Instant.now().plusSeconds(5)));
    assertEquals(List.of(), ask());
  }

  @Test
  void missingFileThatComesMakesItAnew() throws IOException {
    ask();
    write("later.rs", "");
    ask();
    assertEquals(2, reads);
  }

  @Test
  void removedFileMakesItAnew() throws IOException {
    ask();
    Files.delete(sources.resolve("inner.rs"));
    assertEquals(List.of(), ask());
  }

  @Test
  void otherFeaturesAreAnotherCrate() throws IOException {
    ask();
    assertEquals(List.of("First", "extra"), names(get(store("this"), Map.of(), true)));
    assertEquals(2, reads);
  }

  @Test
  void otherProgramReadsForItself() throws IOException {
    ask();
    get(store("that"), Map.of(), false);
    assertEquals(2, reads);
  }

  @Test
  void changedDependencyMakesItAnew() throws IOException {
    CrateDefs dependency = get(store("this"), Map.of(), false);
    Map<String, CrateDefs> seen = Map.of("dependency", dependency);
    get(store("this"), seen, true);
    get(store("this"), seen, true);
    assertEquals(2, reads);
    write("inner.rs", "pub struct Second;");
    CrateDefs later = get(store("this"), Map.of(), false);
    assertNotEquals(((IndexedCrate) dependency).id(), ((IndexedCrate) later).id());
    get(store("this"), Map.of("dependency", later), true);
    assertEquals(4, reads);
  }

  @Test
  void damagedFilesAreMadeAnew() throws IOException {
    ask();
    for (double part : new double[] {0, 0.001, 0.02, 0.3, 0.7, 0.99}) {
      damage(part);
      int before = reads;
      assertEquals(List.of("First"), ask());
      assertEquals(before + 1, reads, "at " + part);
      ask();
      assertEquals(before + 1, reads, "after " + part);
    }
    Path file = theIndex();
    Files.write(file, new byte[] {1, 2, 3});
    assertEquals(List.of("First"), ask());
  }

  private void damage(double part) throws IOException {
    byte[] bytes = Files.readAllBytes(theIndex());
    bytes[(int) (bytes.length * part)] ^= 0x55;
    Files.write(theIndex(), bytes);
  }

  private Path theIndex() throws IOException {
    try (Stream<Path> files = Files.list(indexes)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all::toString);
      return all.getFirst();
    }
  }

  @Test
  void folderThatCannotBeWrittenCostsNothingButTime() throws IOException {
    Path file = Files.createTempFile(sources, "no", "folder");
    IndexStore store = new IndexStore(new IndexFolder(file.resolve("below")), "this");
    assertEquals(List.of("First"), names(get(store, Map.of(), false)));
    assertEquals(List.of("First"), names(get(store, Map.of(), false)));
    assertEquals(2, reads);
  }

  @Test
  void crateThatSeesSourcesIsNotIndexed() throws IOException {
    CrateConfig config =
        new CrateConfig(
            "own", sources.resolve("inner.rs"), 2021, new Feature(false), Std.bundled());
    SourceCrate own =
        SourceCrate.load(config, IndexStoreTest::read, new SignatureLowering());
    assertInstanceOf(SourceCrate.class, get(store("this"), Map.of("own", own), false));
  }

  @Test
  void unusedIndexesAreSweptAway() throws IOException {
    Path old = Files.writeString(indexes.resolve("old.index"), "");
    Path unfinished = Files.writeString(indexes.resolve("x.new"), "");
    Path young = Files.writeString(indexes.resolve("young.index"), "");
    FileTime longAgo = FileTime.from(Instant.now().minusSeconds(40L * 24 * 3600));
    Files.setLastModifiedTime(old, longAgo);
    Files.setLastModifiedTime(unfinished, longAgo);
    ask();
    assertFalse(Files.exists(old));
    assertFalse(Files.exists(unfinished));
    assertTrue(Files.exists(young));
  }
}
