package dev.rusthint.model.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rusthint.cargo.CfgPredicate;
import dev.rusthint.cargo.CfgSet;
import dev.rusthint.cargo.TargetTriple;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;

/// Names in crates that compile, where Debian's `librust-*-dev` packages are installed. The system
/// property `rusthint.crates` names another directory of crates. The standard library is left out,
/// so what it defines is unknown; nothing may lead nowhere.
final class RealCratesTest {
  private static final Path CRATES =
      Path.of(System.getProperty("rusthint.crates", "/usr/share/cargo/registry"));

  @ParameterizedTest
  @CsvSource({
    "bytes,2018,std,50",
    "hashbrown,2021,raw,150",
    "indexmap,2021,std,100",
    "itoa,2018,'',20",
    "once_cell,2021,std race,30",
    "regex-syntax,2018,unicode,1000",
    "serde,2015,std,3000"
  })
  void everyPathLeadsSomewhere(String name, int edition, String features, int least) {
    PathsOfCrate paths = new PathsOfCrate(load(name, edition, features, Map.of()));
    assertEquals(List.of(), paths.unresolved());
    assertTrue(paths.settled() >= least, paths.settled() + ", " + paths.unknown() + " unknown");
  }

  @Test
  void macrosThatMakeMacrosAreExpanded() {
    SourceCrate bits = load("fixedbitset", 2015, "std", Map.of());
    SourceCrate petgraph =
        load("petgraph", 2018, "graphmap stable_graph matrix_graph", Map.of("fixedbitset", bits));
    assertEquals(List.of(), new PathsOfCrate(petgraph).unresolved());
    assertEquals("petgraph::visit::Data", TestSources.type(petgraph, "data", "Data"));
  }

  private static SourceCrate load(
      String name, int edition, String features, Map<String, CrateDefs> externs) {
    Path root = directory(name).map(at -> at.resolve("src/lib.rs")).orElse(null);
    assumeTrue(root != null, () -> "skipped: no " + name + " in " + CRATES);
    CfgSet set = CfgSet.of(TargetTriple.of("x86_64-unknown-linux-gnu"));
    for (String feature : features.split(" ")) {
      set = set.with("feature", feature);
    }
    CfgSet active = set;
    CfgOracle cfg = predicate -> CfgPredicate.parse(predicate).evaluate(active).isPossible();
    CrateConfig config =
        new CrateConfig(name.replace('-', '_'), root, edition, cfg, new TreeMap<>(externs));
    return SourceCrate.load(config, RealCratesTest::read, SignatureReader.NONE);
  }

  private static @Nullable SourceFile read(Path file) {
    try {
      return Files.isRegularFile(file)
          ? SourceFile.of(SourceText.ofBytes(Files.readAllBytes(file)))
          : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> directory(String name) {
    if (!Files.isDirectory(CRATES)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(CRATES)) {
      return all.filter(at -> at.getFileName().toString().matches(name + "-[0-9][0-9.]*")).findAny();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
