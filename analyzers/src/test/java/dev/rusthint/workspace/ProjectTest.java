package dev.rusthint.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.Profile;
import dev.rusthint.model.CrateInfo;
import dev.rusthint.model.LintLevel;
import dev.rusthint.model.LintSetting;
import dev.rusthint.model.TargetKind;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectTest {
  @TempDir Path root;

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void writePackage(String folder, String more) throws IOException {
    String name = folder.isEmpty() ? "top" : folder.replace('/', '-');
    write(
        folder.isEmpty() ? "Cargo.toml" : folder + "/Cargo.toml",
        "[package]\nname = \"%s\"\nversion = \"0.1.0\"\nedition = \"2021\"\n%s"
            .formatted(name, more));
  }

  private Project load() {
    return Project.load(List.of(root), ProjectOptions.commandLine());
  }

  private CrateInfo crate(Project project, String file) {
    return project.settingsFor(root.resolve(file)).settings().crate();
  }

  private List<String> files(Project project) {
    return project.files().stream()
        .map(unit -> root.relativize(unit.file()).toString().replace('\\', '/'))
        .toList();
  }

  private static SourceFile source(String text) {
    return SourceFile.of(SourceText.of(text));
  }

  @Test
  void filesKnowTheirCrates() throws IOException {
    writePackage("", "rust-version = \"1.63\"\n[dependencies]\nregex = \"1\"\nmy-dep = \"2\"\n");
    write("src/lib.rs", "#![no_std]\nmod a;");
    write("src/a.rs", "");
    write("src/main.rs", "mod b;");
    write("src/b.rs", "");
    write("tests/t.rs", "mod common;");
    write("tests/common/mod.rs", "");
    write("build.rs", "");
    Project project = load();
    CrateInfo lib = crate(project, "src/a.rs");
    assertEquals("top", lib.name());
    assertEquals(TargetKind.LIB, lib.kind());
    assertEquals(2021, lib.edition());
    assertEquals(63, lib.rustVersion());
    assertEquals("a", lib.modulePath());
    assertTrue(lib.noStd());
    Set<String> dependencies = lib.dependencies();
    assertNotNull(dependencies);
    assertTrue(dependencies.containsAll(Set.of("regex", "my_dep", "top")));
    assertEquals(TargetKind.BIN, crate(project, "src/b.rs").kind());
    assertFalse(crate(project, "src/b.rs").noStd());
    assertEquals(TargetKind.TEST, crate(project, "tests/common/mod.rs").kind());
    assertEquals(TargetKind.BUILD_SCRIPT, crate(project, "build.rs").kind());
    assertEquals(
        root.resolve("src/main.rs"), project.settingsFor(root.resolve("src/b.rs")).crateRoot());
  }

  @Test
  void filesOfChosenTargetsAreListedOnce() throws IOException {
    write("build.rs", "");
    writePackage(
        "", "[features]\nx = []\n[[bin]]\nname = \"extra\"\nrequired-features = [\"x\"]\n");
    write("src/lib.rs", "mod shared; #[cfg(test)] mod tests; #[cfg(windows)] mod win;");
    write("src/main.rs", "mod shared;");
    write("src/bin/extra.rs", "");
    write("src/shared.rs", "");
    write("src/tests.rs", "");
    write("src/win.rs", "");
    write("src/unused.rs", "");
    write("tests/t.rs", "");
    write("target/CACHEDIR.TAG", "");
    write("target/x.rs", "");
    assertEquals(List.of("src/lib.rs", "src/shared.rs", "src/main.rs", "build.rs"), files(load()));
    ProjectOptions all =
        ProjectOptions.editor()
            .withFeatures(List.of("x"), false, false)
            .withTarget("x86_64-pc-windows-msvc", List.of());
    assertEquals(
        List.of(
            "src/lib.rs",
            "src/shared.rs",
            "src/tests.rs",
            "src/win.rs",
            "src/bin/extra.rs",
            "src/main.rs",
            "tests/t.rs",
            "build.rs"),
        files(Project.load(List.of(root), all)));
    assertEquals(TargetKind.LIB, crate(load(), "src/shared.rs").kind());
  }

  @Test
  void whatCfgLeavesOutHasNoHints() throws IOException {
    writePackage("", "[features]\ndefault = [\"a\"]\na = []\nb = []\n");
    write(
        "src/lib.rs",
        "#[cfg(feature = \"a\")] mod a; #[cfg(feature = \"b\")] mod b; #[cfg(test)] mod t;");
    write("src/a.rs", "");
    write("src/b.rs", "mod c;");
    write("src/b/c.rs", "");
    write("src/t.rs", "");
    write("src/unused.rs", "");
    Project project = load();
    assertTrue(project.settingsFor(root.resolve("src/a.rs")).isActive());
    for (String file : List.of("src/b.rs", "src/b/c.rs", "src/t.rs")) {
      assertEquals(
          FileSettings.Status.CFG_OFF, project.settingsFor(root.resolve(file)).status(), file);
    }
    FileSettings unused = project.settingsFor(root.resolve("src/unused.rs"));
    assertTrue(unused.isActive());
    assertEquals(TargetKind.UNKNOWN, unused.settings().crate().kind());
    assertEquals(2021, unused.settings().crate().edition());
    Project editor = project.with(List.of(root), ProjectOptions.editor());
    assertTrue(crate(editor, "src/t.rs").testOnly());
    assertEquals(
        List.of("src/lib.rs", "src/b.rs", "src/b/c.rs"),
        files(
            project.with(
                List.of(root),
                ProjectOptions.commandLine().withFeatures(List.of("b"), false, true))));
  }

  @Test
  void lintLevelsComeFromOutsideIn() throws IOException {
    write(
        "Cargo.toml",
        """
        [workspace]
        members = ["m"]
        [workspace.lints.clippy]
        pedantic = { level = "warn", priority = -1 }
        exit = "allow"
        """);
    writePackage("m", "[lints]\nworkspace = true\n");
    write("m/src/lib.rs", "#![deny(missing_docs)]\n#[allow(dead_code)] mod a;");
    write("m/src/a.rs", "");
    assertEquals(
        List.of(
            new LintSetting("clippy::pedantic", LintLevel.WARN),
            new LintSetting("clippy::exit", LintLevel.ALLOW),
            new LintSetting("missing_docs", LintLevel.DENY),
            new LintSetting("dead_code", LintLevel.ALLOW)),
        crate(load(), "m/src/a.rs").inherited());
  }

  @Test
  void configurationHoldsByPath() throws IOException {
    writePackage("", "rust-version = \"1.60\"\n");
    write("clippy.toml", "msrv = \"1.70\"\ncheck-private-items = true\n");
    write(
        "rusthint.toml",
        """
        profile = "audit"
        ignore = ["src/gen.rs"]
        [levels]
        panic = "off"
        "perf/inline" = "info"
        [[override]]
        paths = ["src/hot.rs"]
        levels = { perf = "error" }
        [policy]
        unsafe-modules = ["crate::sys", "top::own", "other::sys"]
        unsafe-paths = ["src/hot.rs"]
        """);
    write("src/lib.rs", "mod hot; mod gen; mod sys;");
    write("src/hot.rs", "");
    write("src/gen.rs", "");
    write("src/sys.rs", "");
    Project project = load();
    var lib = project.settingsFor(root.resolve("src/lib.rs")).settings();
    assertEquals(Profile.AUDIT, lib.profile());
    assertEquals(Map.of("panic", Level.OFF, "perf/inline", Level.INFO), lib.levels());
    assertEquals("true", lib.option("check-private-items"));
    assertEquals("crate::sys, crate::own", lib.option("unsafe-allowed"));
    assertEquals("src/lib.rs", lib.path());
    assertEquals(70, lib.crate().rustVersion());
    var hot = project.settingsFor(root.resolve("src/hot.rs")).settings();
    assertEquals(Map.of("panic", Level.OFF, "perf", Level.ERROR), hot.levels());
    assertEquals("crate", hot.option("unsafe-allowed"));
    assertEquals(
        FileSettings.Status.EXCLUDED, project.settingsFor(root.resolve("src/gen.rs")).status());
    assertEquals(List.of("src/lib.rs", "src/hot.rs", "src/sys.rs"), files(project));
    ProjectOptions asked =
        ProjectOptions.commandLine()
            .withProfile(Profile.SERVICE)
            .withLevels(Map.of("perf", Level.WARN));
    var overruled =
        project.with(List.of(root), asked).settingsFor(root.resolve("src/lib.rs")).settings();
    assertEquals(Profile.SERVICE, overruled.profile());
    assertEquals(Map.of("panic", Level.OFF, "perf", Level.WARN), overruled.levels());
    assertEquals(List.of(), project.problems());
  }

  @Test
  void theCratesOwnMsrvGoesFirst() throws IOException {
    writePackage("", "rust-version = \"1.60\"\n");
    write("clippy.toml", "msrv = \"1.70\"\n");
    write("src/lib.rs", "#![clippy::msrv = \"1.50\"]");
    assertEquals(50, crate(load(), "src/lib.rs").rustVersion());
  }

  private static @Nullable Boolean exported(Project project, Path file, int item) {
    SourceFile source;
    try {
      source = project.read(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Placed placed = source.items().get(item);
    var exports = project.settingsFor(file).settings().crate().exports();
    assertNotNull(exports);
    return exports.isExported(source, placed);
  }

  @Test
  void editsInBodiesChangeNothingElse() throws IOException {
    writePackage("", "");
    write("src/lib.rs", "mod a;\npub fn f() { 1; }");
    write("src/a.rs", "pub fn g() {}");
    Path lib = root.resolve("src/lib.rs");
    Path a = root.resolve("src/a.rs");
    Project first =
        Project.load(List.of(root), ProjectOptions.editor())
            .withDocument(lib, source("mod a;\npub fn f() { 1; }"));
    FileSettings before = first.settingsFor(lib);
    FileSettings other = first.settingsFor(a);
    assertEquals(false, exported(first, a, 0));
    Project typed = first.withDocument(lib, source("mod a;\npub fn f() { 2; g(); }"));
    assertSame(before, typed.settingsFor(lib));
    assertSame(other, typed.settingsFor(a));
    Project added = typed.withDocument(lib, source("mod a;\npub fn f() { 2; }\npub fn h() {}"));
    assertSame(before, added.settingsFor(lib), "an item more changes no other");
    assertSame(other, added.settingsFor(a));
    Project reexported = added.withDocument(lib, source("mod a;\npub use a::g;\n"));
    assertNotEquals(other, reexported.settingsFor(a));
    assertEquals(true, exported(reexported, a, 0));
    Project closed = reexported.withoutDocument(lib);
    assertEquals(other, closed.settingsFor(a));
    assertEquals(false, exported(closed, a, 0));
    assertEquals(false, exported(first, a, 0), "older projects stay as they are");
  }

  /// Any sequence of edits gives what a fresh project gives.
  @Test
  void editsEndWhereAFreshProjectBegins() throws IOException {
    writePackage("", "");
    String[] pieces = {
      "mod a;",
      "pub mod b;",
      "#[cfg(test)]\n",
      "pub use a::F;\n",
      "use crate::b::*;\n",
      "pub ",
      "struct F;\n",
      "impl F { pub fn m() {} }\n",
      "pub use b::c;\n",
      "#![allow(clippy::exit)]\n",
      "mod c { pub fn g() {} }\n",
      "{",
      "}",
      "\"",
      "// x\n",
      "#[path = \"b.rs\"] mod d;\n",
      "fn f() {",
      "pub use c::*;",
      "#[doc(hidden)] ",
      "include!(\"b.rs\");\n"
    };
    List<Path> files =
        List.of(root.resolve("src/lib.rs"), root.resolve("src/a.rs"), root.resolve("src/b.rs"));
    for (Path file : files) {
      write(root.relativize(file).toString(), "mod a;\npub mod b;\n");
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Project project = Project.load(List.of(root), ProjectOptions.editor());
    for (int round = 0; round < 200; round++) {
      Path file = files.get(random.nextInt(files.size()));
      SourceFile before = project.read(file);
      String text = before.text().toString();
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(30) * random.nextInt(2));
      String edited =
          text.substring(0, from) + pieces[random.nextInt(pieces.length)] + text.substring(to);
      project = project.withDocument(file, before.with(SourceText.of(edited)));
      Project fresh = Project.load(List.of(root), ProjectOptions.editor());
      for (Path one : files) {
        fresh = fresh.withDocument(one, source(project.read(one).text().toString()));
      }
      for (Path one : files) {
        assertEquals(
            fresh.settingsFor(one), project.settingsFor(one), "seed " + seed + ", round " + round);
      }
    }
  }

  @Test
  void documentsNeedNoFile() throws IOException {
    writePackage("", "");
    write("src/lib.rs", "");
    Path lib = root.resolve("src/lib.rs");
    Path added = root.resolve("src/new.rs");
    Project project = Project.load(List.of(root), ProjectOptions.editor());
    assertNull(project.settingsFor(added).crateRoot());
    Project open = project.withDocument(added, source("fn f() {}"));
    assertNull(open.settingsFor(added).crateRoot());
    Project included = open.withDocument(lib, source("mod new;"));
    assertEquals("new", included.settingsFor(added).settings().crate().modulePath());
    assertTrue(files(included).contains("src/new.rs"));
  }

  @Test
  void filesOnDiskComeAndGo() throws IOException {
    writePackage("", "");
    write("src/lib.rs", "mod a;");
    Project project = Project.load(List.of(root), ProjectOptions.editor());
    Path a = root.resolve("src/a.rs");
    assertEquals(List.of("src/lib.rs"), files(project));
    write("src/a.rs", "");
    write("src/bin/tool.rs", "");
    Project more = project.reload(List.of(a, root.resolve("src/bin/tool.rs")));
    assertEquals(List.of("src/lib.rs", "src/a.rs", "src/bin/tool.rs"), files(more));
    write("src/lib.rs", "");
    Project fewer = more.reload(List.of(root.resolve("src/lib.rs")));
    assertEquals(List.of("src/lib.rs", "src/bin/tool.rs"), files(fewer));
    writePackage("", "[lints.clippy]\nexit = \"deny\"\n");
    Project linted = fewer.reload(List.of(root.resolve("Cargo.toml")));
    assertEquals(
        List.of(new LintSetting("clippy::exit", LintLevel.DENY)),
        crate(linted, "src/lib.rs").inherited());
    Files.delete(root.resolve("src/bin/tool.rs"));
    assertEquals(
        List.of("src/lib.rs"), files(linted.reload(List.of(root.resolve("src/bin/tool.rs")))));
  }

  @Test
  void openManifestsGoBeforeThoseOnDisk() throws IOException {
    writePackage("", "");
    write("src/lib.rs", "");
    Path manifest = root.resolve("Cargo.toml");
    Project project = Project.load(List.of(root), ProjectOptions.editor());
    Project open =
        project.withDocument(
            manifest,
            SourceText.of(
                "[package]\nname = \"other\"\nversion = \"0.1.0\"\nedition = \"2018\"\n"));
    assertEquals(2018, crate(open, "src/lib.rs").edition());
    assertEquals("other", crate(open, "src/lib.rs").name());
    assertEquals(2021, crate(open.withoutDocument(manifest), "src/lib.rs").edition());
  }

  @Test
  void foldersWithoutManifestsAreWalked() throws IOException {
    write("a.rs", "#[cfg(windows)] mod x; #[cfg(feature = \"y\")] fn f() {}");
    write("sub/b.rs", "");
    write("sub/notes.txt", "");
    write(".hidden/c.rs", "");
    write("out/CACHEDIR.TAG", "");
    write("out/d.rs", "");
    writePackage("pack", "");
    write("pack/src/lib.rs", "");
    write("pack/src/loose.rs", "");
    Files.createSymbolicLink(root.resolve("sub/loop"), root);
    Project project = load();
    assertEquals(List.of("a.rs", "sub/b.rs", "pack/src/lib.rs"), files(project));
    CrateInfo alone = crate(project, "a.rs");
    assertEquals(2024, alone.edition());
    assertEquals(TargetKind.UNKNOWN, alone.kind());
    assertTrue(alone.cfg().mayHold("feature = \"y\""));
    assertFalse(alone.cfg().mayHold("test"));
    assertEquals(
        FileSettings.Status.GENERATED, project.settingsFor(root.resolve("out/d.rs")).status());
  }

  @Test
  void rootsMayBeFilesAndPartsOfPackages() throws IOException {
    writePackage("", "");
    write("src/lib.rs", "mod a;");
    write("src/a/mod.rs", "mod b;");
    write("src/a/b.rs", "");
    write("fixtures/x.rs", "");
    Project part = Project.load(List.of(root.resolve("src/a")), ProjectOptions.commandLine());
    assertEquals(List.of("src/a/mod.rs", "src/a/b.rs"), files(part));
    Project file = Project.load(List.of(root.resolve("src/a/b.rs")), ProjectOptions.commandLine());
    assertEquals(List.of("src/a/b.rs"), files(file));
    assertEquals("a::b", crate(file, "src/a/b.rs").modulePath());
    Project loose = Project.load(List.of(root.resolve("fixtures")), ProjectOptions.commandLine());
    assertEquals(List.of("fixtures/x.rs"), files(loose));
  }

  @Test
  void nothingOutsideTheWorkspaceIsRead() throws IOException {
    writePackage("inside", "");
    write("inside/src/lib.rs", "#[path = \"../../outside.rs\"] mod x;");
    write("outside.rs", "");
    Project project = Project.load(List.of(root.resolve("inside")), ProjectOptions.commandLine());
    assertEquals(List.of("inside/src/lib.rs"), files(project));
  }

  @Test
  void nestedPackagesAreTheirOwn() throws IOException {
    writePackage("", "[workspace]\nexclude = [\"fuzz\"]\n");
    write("src/lib.rs", "");
    writePackage("fuzz", "");
    write("fuzz/src/lib.rs", "");
    Project project = load();
    assertEquals("fuzz", crate(project, "fuzz/src/lib.rs").name());
    assertEquals(List.of("src/lib.rs"), files(project));
  }

  @Test
  void problemsAreTold() throws IOException {
    writePackage("", "[features]\nx = []\n");
    write("src/lib.rs", "");
    write("rusthint.toml", "[levels]\n\"perf/no-such\" = \"warn\"\n");
    write("clippy.toml", "no-such-option = 1\n");
    Project project =
        Project.load(
            List.of(root, root.resolve("absent")),
            ProjectOptions.commandLine().withFeatures(List.of("nope"), false, false));
    String told = String.join("\n", project.problems().stream().map(Problem::toString).toList());
    for (String part : List.of("perf/no-such", "no-such-option", "`nope`", "absent")) {
      assertTrue(told.contains(part), part + " in " + told);
    }
  }

  @Test
  void brokenManifestsLeaveTheFilesServed() throws IOException {
    write("Cargo.toml", "[package\nname = ");
    write("src/lib.rs", "mod a;");
    write("src/a.rs", "");
    Project project = load();
    assertFalse(project.problems().isEmpty());
    assertTrue(project.settingsFor(root.resolve("src/a.rs")).isActive());
  }

  @Test
  void buildScriptsMaySetNames() throws IOException {
    writePackage("", "");
    write("build.rs", "fn main() { println!(\"cargo:rustc-cfg=fast_path\"); autocfg::new(); }");
    write("src/lib.rs", "");
    CrateInfo crate = crate(load(), "src/lib.rs");
    assertTrue(crate.cfg().mayHold("fast_path"));
    assertTrue(crate.cfg().mayHold("not(fast_path)"));
    assertTrue(crate.cfg().mayHold("has_i128"));
    assertFalse(crate.cfg().mayHold("loom"));
    assertFalse(crate.cfg().mayHold("all(fast_path, not(fast_path))"));
  }

  @Test
  void provisionalSettingsReadNoSources() throws IOException {
    writePackage("", "rust-version = \"1.63\"\n");
    write("src/lib.rs", "#[allow(clippy::exit)] mod a;");
    write("src/a.rs", "");
    Path a = root.resolve("src/a.rs");
    Project project = Project.load(List.of(root), ProjectOptions.editor());
    CrateInfo quick = project.provisionalSettingsFor(a).settings().crate();
    assertEquals(TargetKind.LIB, quick.kind());
    assertEquals(63, quick.rustVersion());
    assertNull(quick.exports());
    assertEquals(List.of(), quick.inherited());
    FileSettings whole = project.settingsFor(a);
    assertEquals(1, whole.settings().crate().inherited().size());
    assertSame(whole, project.provisionalSettingsFor(a));
    Project changed = project.withDocument(root.resolve("src/lib.rs"), source("mod a;"));
    assertSame(whole, changed.provisionalSettingsFor(a), "as it was");
    assertEquals(0, changed.settingsFor(a).settings().crate().inherited().size());
    assertEquals(
        0, changed.provisionalSettingsFor(a).settings().crate().inherited().size(), "as it is");
    Project other = project.with(List.of(root), ProjectOptions.commandLine());
    assertNull(other.provisionalSettingsFor(a).settings().crate().exports());
  }

  @Test
  void aManifestThatIsTypedInIsTheSameAsOneReadAnew() throws IOException {
    write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"a\", \"b\"]\n[workspace.lints.clippy]\nall = \"allow\"\n");
    writePackage("a", "[dependencies]\nb = { path = \"../b\" }\n");
    writePackage("b", "");
    write("a/src/lib.rs", "#![warn(clippy::perf)]\n");
    write("b/src/lib.rs", "");
    Path file = root.resolve("a/Cargo.toml");
    Project before = load();
    String old = before.manifest(file).text().toString();
    for (String text :
        List.of(
            old,
            old.replace("2021", "2018"),
            old + "[[bin]]\nname = \"x\"\npath = \"no.rs\"\n",
            old + "[lints]\nworkspace = true\n",
            old.replace("[dep", "[dep\n"))) {
      ManifestUnit typed = before.manifest(file, SourceText.of(text));
      Files.writeString(file, text);
      ManifestUnit fresh = load().manifest(file);
      assertEquals(fresh.problems(), typed.problems(), text);
      assertEquals(fresh.isReadable(), typed.isReadable());
      assertEquals(
          fresh.context().settings().crate().edition(),
          typed.context().settings().crate().edition());
      assertEquals(
          fresh.context().settings().crate().inherited(),
          typed.context().settings().crate().inherited(),
          text);
      assertEquals(fresh.context().cargoPackage(), typed.context().cargoPackage(), text);
    }
    String astray = old.replace("name", "workspace = \"../b\"\nname");
    assertEquals(1, before.manifest(file, SourceText.of(astray)).problems().size());
  }

  @Test
  void manifestsAreThoseOfTheFilesAndOfVirtualWorkspacesBelowTheRoots() throws IOException {
    write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n");
    writePackage("a", "");
    writePackage("b", "");
    write("a/src/lib.rs", "");
    write("b/src/lib.rs", "");
    Project all = load();
    assertEquals(
        List.of(
            root.resolve("Cargo.toml"),
            root.resolve("a/Cargo.toml"),
            root.resolve("b/Cargo.toml")),
        all.manifests(all.files()));
    Project one = Project.load(List.of(root.resolve("b")), ProjectOptions.commandLine());
    assertEquals(List.of(root.resolve("b/Cargo.toml")), one.manifests(one.files()));
  }

  @Test
  void aFileThatVanishesIsToldByItsReaderAndTheOthersAreRead() throws IOException {
    writePackage("", "");
    write("src/lib.rs", "mod a;\nmod b;\n");
    write("src/a.rs", "");
    write("src/b.rs", "fn f() {}");
    Project project = load();
    List<SourceUnit> units = project.files();
    Files.delete(root.resolve("src/a.rs"));
    Files.delete(root.resolve("Cargo.toml"));
    int read = 0;
    for (SourceUnit unit : units) {
      if (unit.file().endsWith("a.rs")) {
        assertThrows(NoSuchFileException.class, unit::read);
      } else {
        unit.read();
        read++;
      }
    }
    assertEquals(2, read);
    assertThrows(NoSuchFileException.class, () -> project.manifest(root.resolve("Cargo.toml")));
    Project next = project.reload(List.of(root.resolve("src/a.rs"), root.resolve("Cargo.toml")));
    assertTrue(next.settingsFor(root.resolve("src/b.rs")).isActive());
  }
}
