package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManifestTest {
  private static final String FULL =
      """
      cargo-features = ["edition2024"]

      [package]
      name = "demo"
      version.workspace = true
      edition = { workspace = true }
      rust-version = "1.70"
      build = "gen/build.rs"
      publish = ["internal"]
      autobins = false
      autotests = true
      workspace = ".."

      [lib]
      name = "demo_lib"
      crate-type = ["cdylib", "rlib"]
      doctest = false

      [[bin]]
      name = "tool"
      path = "src/tool.rs"
      required-features = ["cli"]

      [[bench]]
      name = "speed"
      harness = false

      [dependencies]
      plain = "1.2"
      serde_crate = { package = "serde", version = "1", default-features = false, features = ["derive"] }
      here = { path = "../here", optional = true }
      shared = { workspace = true, features = ["extra"] }

      [dependencies.forked]
      git = "https://example.org/forked"
      rev = "abc"

      [dev-dependencies]
      criterion = "0.5"

      [build_dependencies]
      cc = "1"

      [target.'cfg(unix)'.dependencies]
      libc = "0.2"

      [target.x86_64-pc-windows-msvc.dev-dependencies]
      winapi = "0.3"

      [features]
      default = ["std"]
      std = []
      cli = ["dep:here", "plain/cli", "serde_crate?/std", "std"]

      [profile.release]
      lto = "thin"

      [profile.bench]
      debug = true

      [profile.dist]
      inherits = "release"

      [lints.rust]
      unsafe_code = "forbid"
      [lints.clippy]
      pedantic = { level = "warn", priority = -1 }
      unwrap_used = "deny"

      [patch.crates-io]
      plain = { path = "vendor/plain" }

      [replace]
      "old:0.1.0" = { path = "vendor/old" }
      """;

  private static Manifest parse(String toml) {
    return Manifest.parse(Path.of("demo/Cargo.toml"), SourceText.of(toml));
  }

  private static Dependency dependency(Manifest manifest, String name) {
    return manifest.dependencies().stream()
        .filter(found -> found.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsEverySection() {
    Manifest manifest = parse(FULL);
    assertEquals(List.of(), manifest.problems());
    PackageSection section = manifest.packageSection();
    assertNotNull(section);
    assertNotNull(section.name());
    assertEquals("demo", section.name().value());
    assertEquals("\"demo\"", manifest.text().slice(section.name().span()));
    assertTrue(section.inherits("version"));
    assertTrue(section.inherits("edition"));
    assertFalse(section.inherits("rust-version"));
    assertNotNull(section.rootPointer());
    assertEquals("..", section.rootPointer().value());
    assertEquals(2, section.autoDiscovery().size());
    Field<Boolean> autobins = section.autoDiscovery().get(TargetKind.BIN);
    assertNotNull(autobins);
    assertFalse(autobins.value());
    assertEquals("edition2024", manifest.cargoFeatures().getFirst().value());
    assertFalse(manifest.isVirtual());
    assertEquals(Path.of("demo"), manifest.directory());
  }

  @Test
  void readsTargets() {
    Manifest manifest = parse(FULL);
    TargetSection lib = manifest.targets(TargetKind.LIB).getFirst();
    assertNotNull(lib.crateTypes());
    assertEquals(List.of("cdylib", "rlib"), lib.crateTypes().stream().map(Field::value).toList());
    TargetSection bin = manifest.targets(TargetKind.BIN).getFirst();
    assertEquals("\"cli\"", manifest.text().slice(bin.requiredFeatures().getFirst().span()));
    TargetSection bench = manifest.targets(TargetKind.BENCH).getFirst();
    assertNotNull(bench.harness());
    assertEquals("[[bench]]", manifest.text().slice(bench.table().span()));
    assertEquals(
        "harness = false",
        manifest.text().slice(bench.table().contentEnd() - 15, bench.table().contentEnd()));
  }

  @Test
  void readsDependencies() {
    Manifest manifest = parse(FULL);
    Dependency serde = dependency(manifest, "serde_crate");
    assertEquals("serde", serde.packageName());
    assertFalse(serde.usesDefaultFeatures());
    assertEquals("derive", serde.features().getFirst().value());
    assertTrue(dependency(manifest, "here").isOptional());
    assertTrue(dependency(manifest, "shared").isInherited());
    Dependency forked = dependency(manifest, "forked");
    assertEquals("[dependencies.forked]", manifest.text().slice(forked.span()));
    assertEquals("forked", manifest.text().slice(forked.key()));
    assertNotNull(forked.rev());
    Dependency libc = dependency(manifest, "libc");
    assertNotNull(libc.target());
    assertEquals("cfg(unix)", libc.target().value());
    assertEquals(Dependency.Kind.DEV, dependency(manifest, "winapi").kind());
    assertEquals(Dependency.Kind.BUILD, dependency(manifest, "cc").kind());
    assertEquals(
        List.of("crates-io plain", " old:0.1.0"),
        manifest.patches().stream()
            .map(patch -> patch.source() + " " + patch.dependency().name())
            .toList());
  }

  @Test
  void readsFeatures() {
    Manifest manifest = parse(FULL);
    Feature cli = manifest.feature("cli");
    assertNotNull(cli);
    assertEquals(
        List.of(
            new Feature.Enables.OptionalDependency("here"),
            new Feature.Enables.OfDependency("plain", "cli", false),
            new Feature.Enables.OfDependency("serde_crate", "std", true),
            new Feature.Enables.OfPackage("std")),
        cli.enables().stream().map(Field::value).toList());
    assertEquals("\"plain/cli\"", manifest.text().slice(cli.enables().get(1).span()));
    assertNull(manifest.feature("here"));
  }

  @Test
  void profilesStartFromOthers() {
    Manifest manifest = parse(FULL);
    TomlEntry lto = manifest.profileSetting("dist", "lto");
    assertNotNull(lto);
    assertEquals("\"thin\"", manifest.text().slice(lto.value().span()));
    assertEquals(lto, manifest.profileSetting("bench", "lto"));
    assertNotNull(manifest.profileSetting("bench", "debug"));
    assertNull(manifest.profileSetting("dev", "lto"));
  }

  @Test
  void aProfileThatInheritsFromItselfEnds() {
    Manifest manifest =
        parse("[workspace]\n[profile.a]\ninherits = 'b'\n[profile.b]\ninherits = 'a'\n");
    assertNull(manifest.profileSetting("a", "lto"));
  }

  @Test
  void readsLints() {
    Manifest manifest = parse(FULL);
    assertNotNull(manifest.lints());
    assertEquals(
        List.of("unsafe_code forbid 0", "clippy::pedantic warn -1", "clippy::unwrap_used deny 0"),
        manifest.lints().settings().stream()
            .map(lint -> lint.path() + " " + lint.level() + " " + lint.priority())
            .toList());
  }

  @Test
  void readsAWorkspace() {
    Manifest manifest =
        parse(
            """
            [workspace]
            members = ["crates/*"]
            exclude = ["crates/old"]
            default-members = ["crates/app"]
            resolver = "2"
            [workspace.package]
            version = "1.0.0"
            [workspace.dependencies]
            serde = { version = "1", default-features = false }
            [workspace.lints.rust]
            unused = "warn"
            """);
    assertEquals(List.of(), manifest.problems());
    assertTrue(manifest.isVirtual());
    WorkspaceSection workspace = manifest.workspace();
    assertNotNull(workspace);
    assertNotNull(workspace.members());
    assertEquals("crates/*", workspace.members().getFirst().value());
    assertNotNull(workspace.dependency("serde"));
    assertNotNull(workspace.lints());
    assertEquals("unused", workspace.lints().settings().getFirst().path());
    assertNotNull(workspace.packageFields());
  }

  @Test
  void wrongTypesAreNamedWithTheirPlace() {
    Manifest manifest =
        parse(
            """
            [package]
            name = 3
            edition = "2027"
            autobins = "no"
            [bin]
            name = "x"
            [features]
            a = "b"
            c = ["d", 1]
            [dependencies]
            e = 1
            [lints.rust]
            f = "denny"
            g = { priority = 1 }
            """);
    assertEquals(
        List.of(
            "demo/Cargo.toml:2:8: `package.name` must be a string, and this is an integer",
            "demo/Cargo.toml:3:11: there is no edition `2027` that RustHint knows; the file is read"
                + " as edition 2024, the others are 2015, 2018 and 2021",
            "demo/Cargo.toml:4:12: `package.autobins` must be a boolean, and this is a string",
            "demo/Cargo.toml:5:2: `bin` must be an array of tables: write its header as `[[bin]]`",
            "demo/Cargo.toml:11:5: `dependencies.e` must be a version or a table, and this is an"
                + " integer",
            "demo/Cargo.toml:8:5: `features.a` must be an array of strings, and this is a string",
            "demo/Cargo.toml:9:11: `features.c` must hold strings only, and this is an integer",
            "demo/Cargo.toml:13:5: a lint's level is `allow`, `warn`, `deny` or `forbid`, not"
                + " `denny`; did you mean `deny`?",
            "demo/Cargo.toml:14:5: `lints.rust.g` has no `level`"),
        manifest.problems().stream().map(Problem::toString).toList());
    assertNotNull(manifest.feature("c"));
  }

  @Test
  void aManifestThatDoesNotParseStillServesTheRest() {
    Manifest manifest =
        parse("[package]\nname = \"x\"\nversion =\n[dependencies]\na = \"1\"\nb = {\nc = \"2\"\n");
    assertNotNull(manifest.packageSection());
    assertEquals("a", manifest.dependencies().getFirst().name());
    assertTrue(manifest.problems().stream().anyMatch(Problem::isError));
  }

  @Test
  void anEmptyManifestSaysWhatIsMissing() {
    assertEquals(
        List.of(
            "demo/Cargo.toml:1:1: this manifest has neither `[package]` nor `[workspace]`, so"
                + " cargo cannot use it"),
        parse("").problems().stream().map(Problem::toString).toList());
  }
}
