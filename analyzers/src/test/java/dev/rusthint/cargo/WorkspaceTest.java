package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceTest {
  @TempDir private Path folder;

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file).normalize();
    assertTrue(path.startsWith(folder), file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void crate(String at, String name, String more) throws IOException {
    write(at + "/Cargo.toml", "[package]\nname = \"" + name + "\"\nedition = \"2021\"\n" + more);
    write(at + "/src/lib.rs", "");
  }

  private Workspace load(String from) {
    return Workspace.load(folder.resolve(from), TextSource.disk()).orElseThrow();
  }

  private static List<String> names(List<CargoPackage> packages) {
    return packages.stream().map(CargoPackage::name).toList();
  }

  private List<String> problems(Workspace workspace) {
    return workspace.allProblems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void aFileFindsItsPackageAndTheWorkspaceAbove() throws IOException {
    write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/old\"]\n");
    crate("crates/a", "a", "[dependencies]\nb = { path = \"../b\" }\n");
    crate("crates/b", "b", "");
    crate("crates/old", "old", "");
    write("crates/notes/README", "no crate");
    Workspace workspace = load("crates/a/src/lib.rs");
    assertEquals(folder, workspace.root());
    assertEquals(List.of("a", "b"), names(workspace.members()));
    assertNotNull(workspace.current());
    assertEquals("a", workspace.current().name());
    assertEquals(List.of(), problems(workspace));
    CargoPackage owner = workspace.packageOf(folder.resolve("crates/b/src/x/y.rs"));
    assertNotNull(owner);
    assertEquals("b", owner.name());
    assertNull(workspace.packageOf(folder.resolve("other.rs")));
    Workspace old = load("crates/old");
    assertEquals(List.of("old"), names(old.members()));
    assertEquals(folder.resolve("crates/old"), old.root());
  }

  @Test
  void nothingIsFoundWhereThereIsNoManifest() throws IOException {
    write("a/b.rs", "");
    // A manifest further up would be found, as cargo would find it.
    boolean above = false;
    for (Path at = folder; at != null; at = at.getParent()) {
      above |= Files.exists(at.resolve("Cargo.toml"));
    }
    assertEquals(above, Workspace.load(folder.resolve("a/b.rs"), TextSource.disk()).isPresent());
  }

  @Test
  void pathDependenciesBelowTheRootAreMembersAndOthersAreNot() throws IOException {
    crate(
        "ws",
        "root",
        "[workspace]\n[dependencies]\nin = { path = \"inner\" }\nout = { path = \"../out\" }\n");
    crate("ws/inner", "in", "[dev-dependencies]\ndeep = { path = \"deep\" }\n");
    crate("ws/inner/deep", "deep", "");
    crate("ws/stray", "stray", "");
    crate("out", "out", "[dependencies]\nfar = { path = \"../far\" }\n");
    crate("far", "far", "");
    Workspace workspace = load("ws");
    assertEquals(List.of("root", "in", "deep"), names(workspace.members()));
    assertEquals(List.of("out", "far"), names(workspace.pathDependencies()));
    Workspace stray = load("ws/stray");
    assertEquals(List.of("root", "in", "deep", "stray"), names(stray.members()));
    assertTrue(
        problems(stray)
            .getFirst()
            .startsWith("ws/stray/Cargo.toml:1:1: this package lies below the workspace of"));
  }

  @Test
  void aMemberInheritsFromTheWorkspace() throws IOException {
    write(
        "Cargo.toml",
        """
        [workspace]
        members = ["a"]
        [workspace.package]
        edition = "2024"
        version = "1.2.3"
        rust-version = "1.85"
        publish = false
        license = "MIT"
        [workspace.dependencies]
        here = { path = "here", features = ["x"], default-features = false }
        serde = { version = "1", features = ["derive"] }
        [workspace.lints.rust]
        unsafe_code = "forbid"
        """);
    write(
        "a/Cargo.toml",
        """
        [package]
        name = "a"
        edition.workspace = true
        version.workspace = true
        rust-version.workspace = true
        publish.workspace = true
        license.workspace = true
        authors.workspace = true
        [dependencies]
        here = { workspace = true, optional = true, features = ["y"] }
        serde = { workspace = true, default-features = false }
        absent.workspace = true
        [lints]
        workspace = true
        """);
    write("a/src/main.rs", "");
    crate("here", "here", "");
    Workspace workspace = load("a");
    CargoPackage a = workspace.members().getFirst();
    assertEquals(Edition.E2024, a.edition());
    assertEquals("1.2.3", a.version());
    assertEquals(new RustVersion(1, 85, 0), a.rustVersion());
    assertFalse(a.isPublishable());
    CargoPackage.PackageField license = a.field("license");
    assertNotNull(license);
    assertEquals(folder.resolve("Cargo.toml"), license.definedIn().file());
    assertEquals("license", a.manifest().text().slice(license.key()));
    Dependency here = a.dependencies().getFirst();
    assertTrue(here.isOptional());
    assertFalse(here.usesDefaultFeatures());
    assertEquals(List.of("x", "y"), here.features().stream().map(Field::value).toList());
    assertEquals(folder.resolve("here"), a.folderOf(here));
    assertTrue(a.dependencies().get(1).usesDefaultFeatures());
    assertEquals("unsafe_code", a.lints().getFirst().path());
    assertEquals(List.of("a", "here"), names(workspace.members()));
    assertEquals(
        List.of(
            "a/Cargo.toml:8:1: `authors` is inherited, but `[workspace.package]` of Cargo.toml"
                + " does not set it",
            "a/Cargo.toml:12:1: `absent` is inherited, but `[workspace.dependencies]` of"
                + " Cargo.toml does not have it"),
        problems(workspace));
  }

  @Test
  void aMemberThatDoesNotParseCostsOnlyItself() throws IOException {
    write("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n");
    write("a/Cargo.toml", "[package\nname = \n");
    write("a/src/lib.rs", "");
    write("b/Cargo.toml", "not toml at all");
    write("b/src/main.rs", "");
    crate("c", "c", "");
    Workspace workspace = load("c");
    assertEquals(List.of("a", "b", "c"), names(workspace.members()));
    CargoPackage b = workspace.packageIn(folder.resolve("b"));
    assertNotNull(b);
    assertEquals("b", b.targets().getFirst().name());
    CargoPackage c = workspace.packageIn(folder.resolve("c"));
    assertNotNull(c);
    assertEquals(List.of(), c.allProblems());
    List<String> problems = problems(workspace);
    assertTrue(problems.stream().anyMatch(p -> p.startsWith("a/Cargo.toml:1:9: ")), "a");
    assertTrue(problems.stream().anyMatch(p -> p.startsWith("b/Cargo.toml:1:5: ")), "b");
  }

  @Test
  void aRootThatDoesNotParseStillLeavesThePackage() throws IOException {
    write("Cargo.toml", "[workspace]\nmembers = [\"a\"\n[workspace.package]\nedition = \"2021\"\n");
    write("a/Cargo.toml", "[package]\nname = \"a\"\nedition.workspace = true\n");
    write("a/src/lib.rs", "");
    Workspace workspace = load("a/src/lib.rs");
    assertNotNull(workspace.current());
    assertEquals(Edition.E2021, workspace.current().edition());
    assertTrue(problems(workspace).stream().anyMatch(p -> p.startsWith("Cargo.toml:2:")));
  }

  @Test
  void missingMembersAreNamed() throws IOException {
    write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"gone\", \"none/*\"]\n");
    crate("a", "a", "");
    Workspace workspace = load("");
    assertEquals(List.of("a"), names(workspace.members()));
    assertNull(workspace.current());
    assertEquals(
        List.of("Cargo.toml:2:17: the workspace's member `gone` has no readable gone/Cargo.toml"),
        problems(workspace));
  }

  @Test
  void linksThatLeadUpwardEnd() throws IOException {
    write("Cargo.toml", "[workspace]\nmembers = [\"**/crate-*\", \"loop/*\"]\n");
    crate("x/crate-a", "a", "[dependencies]\na2 = { path = \".\" }\n");
    Files.createSymbolicLink(folder.resolve("x/up"), folder);
    Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
    Files.createSymbolicLink(folder.resolve("x/crate-link"), folder.resolve("x/crate-a"));
    Workspace workspace =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> load("x/crate-a"));
    assertTrue(names(workspace.members()).contains("a"));
  }

  @Test
  void dependenciesThatGoRoundInCirclesEnd() throws IOException {
    crate("a", "a", "[dependencies]\nb = { path = \"../b\" }\n");
    crate("b", "b", "[dev-dependencies]\na = { path = \"../a\" }\n");
    Workspace workspace = load("a");
    assertEquals(List.of("a"), names(workspace.members()));
    assertEquals(List.of("b"), names(workspace.pathDependencies()));
  }

  @Test
  void aPointerLeadsToTheRoot() throws IOException {
    write("root/Cargo.toml", "[workspace]\nmembers = [\"../a\"]\n");
    crate("a", "a", "workspace = \"../root\"\n");
    Workspace workspace = load("a");
    assertEquals(folder.resolve("root"), workspace.root());
    crate("b", "b", "workspace = \"../a\"\n");
    assertEquals(
        List.of(
            "b/Cargo.toml:4:13: `package.workspace` must lead to a workspace's root, and"
                + " a/Cargo.toml has no `[workspace]`"),
        problems(load("b")));
  }

  @Test
  void defaultMembersAreThoseCargoTakes() throws IOException {
    write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\ndefault-members = [\"b\"]\n");
    crate("a", "a", "");
    crate("b", "b", "");
    assertEquals(List.of("b"), names(load("").defaultMembers()));
    write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n");
    assertEquals(List.of("a", "b"), names(load("").defaultMembers()));
    crate(".", "top", "[workspace]\nmembers = [\"a\", \"b\"]\n");
    assertEquals(List.of("top"), names(load("").defaultMembers()));
  }

  @Test
  void anOpenDocumentComesBeforeTheDisk() throws IOException {
    crate("a", "saved", "");
    Path manifest = folder.resolve("a/Cargo.toml");
    TextSource disk = TextSource.disk();
    TextSource edited =
        file ->
            file.equals(manifest)
                ? SourceText.of("[package]\nname = \"unsaved\"\n")
                : disk.read(file);
    Workspace workspace = Workspace.load(manifest, edited).orElseThrow();
    assertEquals(List.of("unsaved"), names(workspace.members()));
  }

  @Test
  void targetsLieWhereCargoLooks() throws IOException {
    crate("a", "a-b", "[[bin]]\nname = \"tool\"\nrequired-features = [\"f\"]\n[features]\nf=[]\n");
    write("a/src/main.rs", "");
    write("a/src/bin/tool.rs", "");
    write("a/src/bin/other/main.rs", "");
    write("a/src/bin/.hidden.rs", "");
    write("a/src/bin/empty/x.rs", "");
    write("a/examples/e.rs", "");
    write("a/tests/t/main.rs", "");
    write("a/benches/b.rs", "");
    write("a/build.rs", "");
    assertEquals(
        List.of(
            "LIB a_b src/lib.rs",
            "BIN tool src/bin/tool.rs",
            "BIN a-b src/main.rs",
            "BIN other src/bin/other/main.rs",
            "EXAMPLE e examples/e.rs",
            "TEST t tests/t/main.rs",
            "BENCH b benches/b.rs",
            "BUILD_SCRIPT build-script-build build.rs"),
        targets("a"));
  }

  @Test
  void beforeEdition2018NamingATargetStopsTheSearch() throws IOException {
    write("a/Cargo.toml", "[package]\nname = \"a\"\n[[bin]]\nname = \"tool\"\n");
    write("a/src/tool.rs", "");
    write("a/src/bin/other.rs", "");
    write("a/tests/t.rs", "");
    assertEquals(List.of("BIN tool src/tool.rs", "TEST t tests/t.rs"), targets("a"));
  }

  @Test
  void discoveryCanBeSwitchedOff() throws IOException {
    crate(
        "a",
        "a",
        """
        autolib = false
        autobins = false
        autotests = false
        build = false
        [[test]]
        name = "kept"
        path = "checks/kept.rs"
        harness = false
        """);
    write("a/src/main.rs", "");
    write("a/build.rs", "");
    write("a/tests/t.rs", "");
    write("a/checks/kept.rs", "");
    assertEquals(List.of("TEST kept checks/kept.rs"), targets("a"));
    assertFalse(load("a").members().getFirst().targets().getFirst().harness());
  }

  @Test
  void aTargetWithoutAFileIsNamed() throws IOException {
    crate("a", "a", "[[bin]]\nname = \"gone\"\n[[test]]\npath = \"x.rs\"\n[[bench]]\nname='two'\n");
    write("a/benches/two.rs", "");
    write("a/benches/two/main.rs", "");
    assertEquals(
        List.of(
            "a/Cargo.toml:4:1: `gone` has no file: cargo looks for `src/bin/gone.rs` and"
                + " `src/bin/gone/main.rs`; create one, or set `path`",
            "a/Cargo.toml:6:1: this `[[test]]` has no `name`",
            "a/Cargo.toml:8:1: `two` is ambiguous: both a/benches/two.rs and"
                + " a/benches/two/main.rs are there; set `path`"),
        problems(load("a")));
  }

  private List<String> targets(String at) {
    Path root = folder.resolve(at);
    return load(at).members().getFirst().targets().stream()
        .map(target -> target.kind() + " " + target.name() + " " + root.relativize(target.root()))
        .toList();
  }
}
