package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActiveFeaturesTest {
  private static final CfgSet CFG = CfgSet.of(TargetTriple.host());

  @TempDir private Path folder;

  @BeforeEach
  void writeWorkspace() throws IOException {
    write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"app\", \"tool\"]\n");
    crate(
        "app",
        """
        [dependencies]
        base = { path = "../base", default-features = false }
        extra = { path = "../extra", optional = true }
        plain = { path = "../plain", optional = true }
        [target.'cfg(target_os = "none")'.dependencies]
        base = { path = "../base", default-features = false, features = ["bare"] }
        [dev-dependencies]
        helper = { path = "../helper", features = ["test-util"] }
        [features]
        default = ["std"]
        std = ["base/std", "extra?/std"]
        big = ["dep:extra", "std"]
        old = ["plain/fast"]
        weak = ["extra?/weak"]
        chain = ["chain2"]
        chain2 = ["chain"]
        """);
    crate("tool", "[features]\ndefault = [\"cli\"]\ncli = []\nbig = []\n");
    crate("base", "[features]\ndefault = [\"alloc\"]\nalloc = []\nstd = [\"alloc\"]\nbare = []\n");
    crate("extra", "[features]\ndefault = [\"on\"]\non = []\nstd = []\nweak = []\n");
    crate("plain", "[features]\nfast = []\n");
    crate("helper", "[features]\ntest-util = []\n");
  }

  private void crate(String name, String more) throws IOException {
    write(
        name + "/Cargo.toml",
        "[package]\nname = \"" + name + "\"\nversion = \"0.1.0\"\nedition = \"2021\"\n" + more);
    write(name + "/src/lib.rs", "");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Map<String, Set<String>> ours(FeatureSelection selection) {
    Workspace workspace = Workspace.load(folder, TextSource.disk()).orElseThrow();
    ActiveFeatures active =
        ActiveFeatures.resolve(workspace, selected(workspace), selection, CFG, false);
    Map<String, Set<String>> all = new TreeMap<>();
    for (CargoPackage one : workspace.packages()) {
      all.put(one.name(), new TreeSet<>(active.of(one)));
    }
    all.values().removeIf(Set::isEmpty);
    return all;
  }

  private CargoPackage in(Workspace workspace, String name) {
    CargoPackage found = workspace.packageIn(folder.resolve(name));
    assertNotNull(found, name);
    return found;
  }

  private static List<CargoPackage> selected(Workspace workspace) {
    return workspace.members().stream()
        .filter(one -> one.name().equals("app") || one.name().equals("tool"))
        .toList();
  }

  private static FeatureSelection select(String... features) {
    return FeatureSelection.of(List.of(features), false, true);
  }

  @Test
  void defaultsAreOn() {
    assertEquals(
        Map.of(
            "app", Set.of("default", "std"),
            "tool", Set.of("default", "cli"),
            "base", Set.of("alloc", "std")),
        ours(FeatureSelection.DEFAULT));
  }

  @Test
  void aWeakFeatureWaitsForItsDependency() {
    assertFalse(ours(select("weak")).containsKey("extra"));
    assertEquals(Set.of("default", "on", "std", "weak"), ours(select("weak", "big")).get("extra"));
  }

  @Test
  void featuresThatNoPackageHasAreNamed() {
    Workspace workspace = Workspace.load(folder, TextSource.disk()).orElseThrow();
    ActiveFeatures active =
        ActiveFeatures.resolve(
            workspace, selected(workspace), select("nope, big", "base/std"), CFG, false);
    assertEquals(Set.of("nope"), active.unknown());
  }

  @Test
  void devDependenciesCountForTests() {
    Workspace workspace = Workspace.load(folder, TextSource.disk()).orElseThrow();
    CargoPackage helper = in(workspace, "helper");
    for (boolean tests : new boolean[] {false, true}) {
      ActiveFeatures active =
          ActiveFeatures.resolve(
              workspace, selected(workspace), FeatureSelection.DEFAULT, CFG, tests);
      assertEquals(tests ? Set.of("test-util") : Set.of(), active.of(helper));
    }
  }

  @Test
  void targetSpecificDependenciesCountForTheirTarget() {
    Workspace workspace = Workspace.load(folder, TextSource.disk()).orElseThrow();
    ActiveFeatures active =
        ActiveFeatures.resolve(
            workspace,
            selected(workspace),
            FeatureSelection.DEFAULT,
            CfgSet.of(TargetTriple.of("thumbv7em-none-eabihf")),
            false);
    assertTrue(active.of(in(workspace, "base")).contains("bare"));
  }

  @Test
  void optionalDependenciesGiveTheirNameToAFeatureUnlessNamedWithDep() {
    Workspace workspace = Workspace.load(folder, TextSource.disk()).orElseThrow();
    PackageFeatures features = PackageFeatures.of(workspace.members().getFirst());
    assertTrue(features.has("plain"));
    assertFalse(features.has("extra"));
    assertEquals(List.of("dep:plain"), features.enables().get("plain"));
  }

  /// The truth is what cargo hands to rustc.
  @Test
  void agreesWithTheInstalledCargo() throws IOException, InterruptedException {
    List<List<String>> choices =
        List.of(
            List.of(),
            List.of("--no-default-features"),
            List.of("--all-features"),
            List.of("--features", "big"),
            List.of("--features", "old weak"),
            List.of("--features", "weak,big", "--no-default-features"),
            List.of("--features", "chain,tool/big,plain"),
            List.of("--features", "app/old,base/bare"));
    for (List<String> choice : choices) {
      String output = cargo(choice);
      if (output == null) {
        assumeTrue(false, "no cargo here");
        return;
      }
      List<String> named = new ArrayList<>();
      int at = choice.indexOf("--features");
      if (at >= 0) {
        named.add(choice.get(at + 1));
      }
      FeatureSelection selection =
          FeatureSelection.of(
              named, choice.contains("--all-features"), !choice.contains("--no-default-features"));
      assertEquals(cargoFeatures(output), ours(selection), choice.toString());
    }
  }

  private static Map<String, Set<String>> cargoFeatures(String output) {
    Pattern crate = Pattern.compile("--crate-name (\\w+)");
    Pattern feature = Pattern.compile("--cfg 'feature=\"([^\"]+)\"'");
    Map<String, Set<String>> all = new TreeMap<>();
    for (String line : output.lines().toList()) {
      Matcher name = crate.matcher(line);
      if (!name.find()) {
        continue;
      }
      Set<String> features = new TreeSet<>();
      Matcher found = feature.matcher(line);
      while (found.find()) {
        features.add(found.group(1));
      }
      if (!features.isEmpty()) {
        all.put(name.group(1), features);
      }
    }
    return all;
  }

  private @Nullable String cargo(List<String> choice) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("cargo", "check", "--offline", "-v", "-p", "app", "-p", "tool"));
    command.addAll(choice);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .put("CARGO_TARGET_DIR", folder.resolve("out" + choice.hashCode()).toString());
    Process process;
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException absent) {
      return null;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
