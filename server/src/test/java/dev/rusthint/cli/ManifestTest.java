package dev.rusthint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `rusthint check` on `Cargo.toml`.
class ManifestTest {
  private static final String PACKAGE = "[package]\nname = \"a\"\nversion = \"0.1.0\"\n";
  private static final String BENCH = "criterion_main!(benches);\n";

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder.toRealPath());
  }

  private static List<String> hints(Cli.Result result) {
    return result
        .out()
        .lines()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .map(hint -> hint.get("file").getAsString() + " " + hint.get("hint").getAsString())
        .toList();
  }

  @Test
  void machineFixesOfManifestsAreWritten() throws IOException {
    String manifest =
        PACKAGE
            + "edition = \"2024\"\n\n[dev-dependencies]\ncriterion = \"1\"\n\n[[bench]]\n"
            + "name = \"fast\"\nharness = true # why\n\n[[bench]]\nname = \"far\"\n";
    cli.write("Cargo.toml", manifest.replace("\n", "\r\n"));
    cli.write("src/lib.rs", "");
    cli.write("benches/fast.rs", BENCH);
    cli.write("benches/far.rs", BENCH);
    cli.write("benches/slow.rs", BENCH);
    Cli.Result before = cli.run("check", "--format=json", "--hints=cargo/bench-harness");
    assertEquals(List.of("Cargo.toml cargo/bench-harness"), hints(before).stream().distinct().toList());
    assertEquals(3, hints(before).size());
    Cli.Result result = cli.run("check", "--fix", "--format=json", "--hints=cargo/bench-harness");
    assertEquals(new Cli.Result(0, "", "rusthint: applied 3 fixes in 1 file\n"), result);
    assertEquals(
        (manifest.replace("harness = true # why", "harness = false # why")
                + "harness = false\n\n[[bench]]\nname = \"slow\"\nharness = false\n")
            .replace("\n", "\r\n"),
        cli.read("Cargo.toml"));
  }

  @Test
  void whatNeedsAPersonIsNotWritten() throws IOException {
    cli.write("Cargo.toml", PACKAGE);
    cli.write("src/lib.rs", "");
    Cli.Result result = cli.run("check", "--fix", "--format=json");
    assertEquals(List.of("Cargo.toml cargo/edition"), hints(result));
    assertEquals(PACKAGE, cli.read("Cargo.toml"));
  }

  @Test
  void aManifestThatDoesNotParseIsNotWritten() throws IOException {
    String broken = PACKAGE + "edition = \n[[bench]]\nname = \"b\"\n";
    cli.write("Cargo.toml", broken);
    cli.write("src/lib.rs", "");
    cli.write("benches/b.rs", BENCH);
    Cli.Result result = cli.run("check", "--fix", "--format=json");
    assertEquals(2, result.code());
    assertEquals("", result.out());
    assertEquals(broken, cli.read("Cargo.toml"));
  }

  @Test
  void theManifestOfAVirtualWorkspaceIsChecked() throws IOException {
    cli.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"a\"]\n\n[workspace.lints.clippy]\nall = \"warn\"\n"
            + "needless_return = \"allow\"\n");
    cli.write("a/Cargo.toml", PACKAGE);
    cli.write("a/src/lib.rs", "");
    assertEquals(
        List.of("Cargo.toml cargo/lints-table", "a/Cargo.toml cargo/edition"),
        hints(cli.run("check", "--format=json")));
    assertEquals(
        List.of("a/Cargo.toml cargo/edition"), hints(cli.run("check", "a", "--format=json")));
    assertEquals(
        List.of("a/Cargo.toml cargo/edition"),
        hints(cli.run("check", "a/Cargo.toml", "--format=json")));
  }

  @Test
  void silencedHintsOfManifestsAreCounted() throws IOException {
    cli.write("Cargo.toml", PACKAGE.replace("name", "# rusthint: allow(cargo) — old\nname"));
    cli.write("src/lib.rs", "");
    String stats = cli.run("check", "--stats", "--format=json").out();
    assertTrue(stats.contains("\"hints\":0,\"suppressed\":1"), stats);
  }

  @Test
  void attributesOfTheCrateRootHoldForTheManifest() throws IOException {
    String features = PACKAGE + "edition = \"2024\"\n[features]\nno-std = []\n";
    cli.write("Cargo.toml", features);
    cli.write("src/lib.rs", "#![allow(clippy::negative_feature_names)]\n");
    assertEquals(List.of(), hints(cli.run("check", "--format=json", "--hints=cargo/features")));
    cli.write("src/lib.rs", "");
    assertEquals(
        List.of("Cargo.toml cargo/features"),
        hints(cli.run("check", "--format=json", "--hints=cargo/features")));
  }

  @Test
  void settingsByPathHoldForManifests() throws IOException {
    cli.write("Cargo.toml", PACKAGE);
    cli.write("src/lib.rs", "");
    cli.write("rusthint.toml", "[[override]]\npaths = [\"Cargo.toml\"]\nlevels = { \"cargo/edition\" = \"error\" }\n");
    JsonObject hint =
        JsonParser.parseString(cli.run("check", "--format=json").out()).getAsJsonObject();
    assertEquals("error", hint.get("level").getAsString());
    cli.write("rusthint.toml", "ignore = [\"Cargo.toml\"]\n");
    assertFalse(cli.run("check", "--format=json").out().contains("cargo/edition"));
  }

  @Test
  void aManifestThatIsGoneIsSaid() throws IOException {
    Path manifest = cli.write("Cargo.toml", PACKAGE);
    cli.write("src/lib.rs", "");
    FileOutcome outcome = Vanished.check(cli, manifest);
    assertEquals(List.of("is gone since the run began"), outcome.remarks());
    assertTrue(Files.notExists(manifest));
  }
}
