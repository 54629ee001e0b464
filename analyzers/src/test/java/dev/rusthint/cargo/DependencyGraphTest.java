package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DependencyGraphTest {
  private static final CfgSet CFG = CfgSet.of(TargetTriple.host());
  private static final Pattern COMPILED =
      Pattern.compile("--crate-name (?!build_script)\\w+ .*registry/([\\w.-]+)/src/lib\\.rs.*");
  private static final Pattern FEATURE = Pattern.compile("--cfg 'feature=\"([^\"]+)\"'");

  @TempDir private Path folder;

  /// A registry in a folder, in which `both` is there twice and `engine` is used by four others.
  @BeforeEach
  void writeRegistry() throws IOException {
    write(
        ".cargo/config.toml",
        """
        [source.crates-io]
        replace-with = "here"
        [source.here]
        directory = "registry"
        """);
    vendor("both", "1.4.0", "[features]\nold = []\n");
    vendor("both", "2.0.1", "[features]\nnew = []\n");
    vendor(
        "engine",
        "0.3.7",
        """
        [features]
        default = ["std"]
        std = []
        meta = ["parts?/meta"]
        search = []
        made = []
        test = []
        bare = []
        [dependencies]
        parts = { version = "1", optional = true, default-features = false }
        """);
    vendor("parts", "1.0.0", "[features]\ndefault = [\"std\"]\nstd = []\nmeta = []\nasked = []\n");
    vendor(
        "text",
        "1.0.0",
        """
        [dependencies]
        engine = { version = "0.3", default-features = false, features = ["search"] }
        both = { version = "1", features = ["old"] }
        """);
    vendor(
        "maker",
        "1.0.0",
        """
        [lib]
        proc-macro = true
        [dependencies]
        engine = { version = "0.3", default-features = false, features = ["made"] }
        """);
  }

  private void vendor(String name, String version, String more) throws IOException {
    String at = "registry/" + name + "-" + version;
    write(at + "/Cargo.toml", manifest(name, version) + more);
    write(at + "/src/lib.rs", "");
    write(at + "/.cargo-checksum.json", "{\"files\":{},\"package\":null}");
  }

  private static String manifest(String name, String version) {
    return "[package]\nname = \"%s\"\nversion = \"%s\"\nedition = \"2021\"\n"
        .formatted(name, version);
  }

  private void writeApp(String resolver) throws IOException {
    write(
        "Cargo.toml",
        manifest("app", "0.1.0")
            + "resolver = \""
            + resolver
            + "\"\n"
            + """
            [dependencies]
            text = "1"
            maker = "1"
            first = { package = "both", version = "1" }
            both = { version = "2", features = ["new"] }
            engine = { version = "0.3", default-features = false, features = ["meta"] }
            parts = { version = "1", optional = true }
            [target.'cfg(target_os = "none")'.dependencies]
            engine = { version = "0.3", default-features = false, features = ["bare"] }
            [dev-dependencies]
            engine = { version = "0.3", features = ["test"] }
            [build-dependencies]
            parts = { version = "1", features = ["asked"] }
            """);
    write("src/lib.rs", "");
    write("build.rs", "fn main() {}\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /// The truth is what cargo hands to rustc.
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3"})
  void unifiesFeaturesAsTheInstalledCargo(String resolver) throws Exception {
    writeApp(resolver);
    String output = cargo();
    if (output == null) {
      assumeTrue(false, "no cargo here");
      return;
    }
    Set<String> theirs = new TreeSet<>();
    for (String line : output.lines().toList()) {
      Matcher compiled = COMPILED.matcher(line);
      if (compiled.find()) {
        Set<String> features = new TreeSet<>();
        FEATURE.matcher(line).results().forEach(feature -> features.add(feature.group(1)));
        theirs.add(compiled.group(1) + " " + features);
      }
    }
    assertEquals(theirs, ours());
  }

  @Test
  void withoutALockFileTheNewestVersionThatIsAllowedIsTaken() throws IOException {
    vendor("both", "1.10.0", "");
    vendor("both", "1.10.1-rc.1", "");
    writeApp("2");
    Workspace workspace = Workspace.load(folder, TextSource.disk()).orElseThrow();
    DependencyGraph graph = graph(workspace);
    CargoPackage app = workspace.members().getFirst();
    for (Dependency dependency : app.dependencies()) {
      if (dependency.packageName().equals("both")) {
        CargoPackage found = graph.packageOf(app, dependency);
        assertEquals(
            dependency.name().equals("first") ? "1.10.0" : "2.0.1",
            found == null ? null : found.version());
      }
    }
  }

  private Set<String> ours() {
    Workspace workspace = Workspace.load(folder, TextSource.disk()).orElseThrow();
    DependencyGraph graph = graph(workspace);
    ActiveFeatures active =
        ActiveFeatures.resolve(
            workspace, graph, workspace.members(), FeatureSelection.DEFAULT, CFG, false);
    Set<String> all = new TreeSet<>();
    addDependencies(workspace.members().getFirst(), false, graph, active, all);
    return all;
  }

  private static void addDependencies(
      CargoPackage of, boolean host, DependencyGraph graph, ActiveFeatures active, Set<String> all) {
    Set<String> optional = active.optionalDependenciesOf(of, host);
    for (Dependency dependency : of.dependencies()) {
      CargoPackage found = graph.packageOf(of, dependency);
      boolean isBuilt =
          dependency.kind() != Dependency.Kind.DEV
              && (dependency.target() == null || !dependency.target().value().contains("none"))
              && (!dependency.isOptional() || optional.contains(dependency.name()));
      if (found != null && isBuilt) {
        boolean forHost =
            host || dependency.kind() == Dependency.Kind.BUILD || found.isProcMacro();
        all.add(found.name() + "-" + found.version() + " " + active.of(found, forHost));
        addDependencies(found, forHost, graph, active, all);
      }
    }
  }

  private @Nullable String cargo() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("cargo", "check", "--offline", "-v").directory(folder.toFile());
    builder.environment().put("CARGO_TARGET_DIR", folder.resolve("out").toString());
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

  private static DependencyGraph graph(Workspace workspace) {
    TextSource disk = TextSource.disk();
    return new DependencyGraph(workspace, null, disk, new LoadedWorkspaces(disk));
  }
}
