package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Compares what is read of real crates with what `cargo metadata` says of them. Skips where there
/// is no cargo, or no folder of crates: that of Debian's `librust-*-dev` packages, or the one that
/// the system property `rusthint.crates` names.
final class CargoMetadataTest {
  private static final Path CRATES =
      Path.of(System.getProperty("rusthint.crates", "/usr/share/cargo/registry"));

  @Test
  void agreesWithCargoOnEveryCrate() throws IOException, InterruptedException {
    List<Path> folders = crates();
    assumeTrue(run("--version") != null, "no cargo here");
    List<String> differences = new ArrayList<>();
    int targets = 0;
    for (Path folder : folders) {
      String output =
          run(
              "metadata",
              "--offline",
              "--no-deps",
              "--format-version=1",
              "--manifest-path",
              folder.resolve("Cargo.toml").toString());
      if (output == null) {
        differences.add(folder.getFileName() + ": cargo cannot read it");
        continue;
      }
      JsonObject expected = packageAt(output, folder);
      CargoPackage actual =
          Workspace.load(folder, TextSource.disk()).orElseThrow().packageIn(folder);
      if (actual == null) {
        differences.add(folder.getFileName() + ": not loaded");
        continue;
      }
      compare(folder.getFileName() + " targets", targets(expected), targets(actual), differences);
      compare(
          folder.getFileName() + " features", features(expected), features(actual), differences);
      compare(
          folder.getFileName() + " dependencies",
          dependencies(expected),
          dependencies(actual),
          differences);
      compare(folder.getFileName() + " fields", fields(expected), fields(actual), differences);
      targets += actual.targets().size();
    }
    assertEquals(List.of(), differences);
    assertTrue(targets >= folders.size(), "every crate has a target");
  }

  @Test
  void loadsEveryCrateWithoutAnError() throws IOException {
    List<Problem> problems = new ArrayList<>();
    List<Path> folders = crates();
    long start = System.nanoTime();
    for (Path folder : folders) {
      Workspace workspace = Workspace.load(folder, TextSource.disk()).orElseThrow();
      workspace.allProblems().stream().filter(Problem::isError).forEach(problems::add);
    }
    System.out.printf(
        "%d crates loaded in %d ms%n", folders.size(), (System.nanoTime() - start) / 1_000_000);
    assertEquals(List.of(), problems);
  }

  private static List<Path> crates() throws IOException {
    assumeTrue(Files.isDirectory(CRATES), () -> "no crates in " + CRATES);
    try (Stream<Path> folders = Files.list(CRATES)) {
      List<Path> found =
          folders.filter(folder -> Files.exists(folder.resolve("Cargo.toml"))).sorted().toList();
      assumeTrue(!found.isEmpty(), () -> "no crates in " + CRATES);
      return found;
    }
  }

  private static @Nullable String run(String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("cargo"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException absent) {
      return null;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "cargo ended");
    return process.exitValue() == 0 ? output : null;
  }

  private static JsonObject packageAt(String output, Path folder) {
    for (JsonElement element :
        JsonParser.parseString(output).getAsJsonObject().getAsJsonArray("packages")) {
      JsonObject found = element.getAsJsonObject();
      if (found
          .get("manifest_path")
          .getAsString()
          .equals(folder.resolve("Cargo.toml").toString())) {
        return found;
      }
    }
    throw new AssertionError("cargo does not know " + folder);
  }

  private static void compare(
      String what, Set<String> expected, Set<String> actual, List<String> differences) {
    TreeSet<String> missing = new TreeSet<>(expected);
    missing.removeAll(actual);
    TreeSet<String> extra = new TreeSet<>(actual);
    extra.removeAll(expected);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      differences.add(what + ": only cargo " + missing + ", only here " + extra);
    }
  }

  private static Set<String> targets(JsonObject found) {
    Set<String> all = new TreeSet<>();
    for (JsonElement element : found.getAsJsonArray("targets")) {
      JsonObject target = element.getAsJsonObject();
      JsonArray required = target.getAsJsonArray("required-features");
      all.add(
          String.join(
              " ",
              target.get("kind").toString(),
              target.get("crate_types").toString(),
              target.get("name").getAsString(),
              target.get("src_path").getAsString(),
              target.get("edition").getAsString(),
              "test=" + target.get("test"),
              "doctest=" + target.get("doctest"),
              "doc=" + target.get("doc"),
              required == null ? "[]" : required.toString()));
    }
    return all;
  }

  private static Set<String> targets(CargoPackage found) {
    Set<String> all = new TreeSet<>();
    for (Target target : found.targets()) {
      List<String> kinds =
          target.kind() == TargetKind.LIB
              ? target.crateTypes()
              : List.of(target.kind().cargoName());
      all.add(
          String.join(
              " ",
              json(kinds),
              json(target.crateTypes()),
              target.name(),
              target.root().toString(),
              target.edition().toString(),
              "test=" + target.tested(),
              "doctest=" + target.doctested(),
              "doc=" + target.documented(),
              json(target.requiredFeatures().stream().map(Field::value).toList())));
    }
    return all;
  }

  private static String json(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array.toString();
  }

  private static Set<String> features(JsonObject found) {
    Set<String> all = new TreeSet<>();
    found
        .getAsJsonObject("features")
        .entrySet()
        .forEach(
            feature -> {
              TreeSet<String> enables = new TreeSet<>();
              feature.getValue().getAsJsonArray().forEach(e -> enables.add(e.getAsString()));
              all.add(feature.getKey() + " = " + enables);
            });
    return all;
  }

  private static Set<String> features(CargoPackage found) {
    Set<String> all = new TreeSet<>();
    PackageFeatures.of(found)
        .enables()
        .forEach((name, enables) -> all.add(name + " = " + new TreeSet<>(enables)));
    return all;
  }

  private static Set<String> dependencies(JsonObject found) {
    Set<String> all = new TreeSet<>();
    for (JsonElement element : found.getAsJsonArray("dependencies")) {
      JsonObject dependency = element.getAsJsonObject();
      JsonElement rename = dependency.get("rename");
      String name = dependency.get("name").getAsString();
      TreeSet<String> features = new TreeSet<>();
      dependency.getAsJsonArray("features").forEach(e -> features.add(e.getAsString()));
      all.add(
          String.join(
              " ",
              rename.isJsonNull() ? name : rename.getAsString(),
              name,
              dependency.get("kind").isJsonNull() ? "normal" : dependency.get("kind").getAsString(),
              dependency.get("target").isJsonNull()
                  ? "-"
                  : CfgPredicate.ofTargetKey(dependency.get("target").getAsString()).toString(),
              "optional=" + dependency.get("optional"),
              "defaults=" + dependency.get("uses_default_features"),
              features.toString()));
    }
    return all;
  }

  private static Set<String> dependencies(CargoPackage found) {
    Set<String> all = new TreeSet<>();
    for (Dependency dependency : found.dependencies()) {
      TreeSet<String> features = new TreeSet<>();
      dependency.features().forEach(feature -> features.add(feature.value()));
      all.add(
          String.join(
              " ",
              dependency.name(),
              dependency.packageName(),
              switch (dependency.kind()) {
                case NORMAL -> "normal";
                case DEV -> "dev";
                case BUILD -> "build";
              },
              dependency.target() == null
                  ? "-"
                  : CfgPredicate.ofTargetKey(dependency.target().value()).toString(),
              "optional=" + dependency.isOptional(),
              "defaults=" + dependency.usesDefaultFeatures(),
              features.toString()));
    }
    return all;
  }

  private static Set<String> fields(JsonObject found) {
    Set<String> all = new TreeSet<>();
    all.add("name " + found.get("name").getAsString());
    all.add("version " + found.get("version").getAsString());
    all.add("edition " + found.get("edition").getAsString());
    JsonElement oldest = found.get("rust_version");
    all.add(
        "rust-version "
            + (oldest.isJsonNull() ? null : RustVersion.parse(oldest.getAsString()).orElseThrow()));
    JsonElement publish = found.get("publish");
    all.add("publishable " + (publish.isJsonNull() || !publish.getAsJsonArray().isEmpty()));
    return all;
  }

  private static Set<String> fields(CargoPackage found) {
    Set<String> all = new TreeSet<>();
    all.add("name " + found.name());
    all.add("version " + found.version());
    all.add("edition " + found.edition());
    all.add("rust-version " + found.rustVersion());
    all.add("publishable " + found.isPublishable());
    return all;
  }
}
