package dev.rusthint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinceTest {
  private static final String PANIC = "pub fn f() {\n    panic!(\"a\");\n}\n";

  @TempDir Path folder;
  private Cli cli;

  private void git(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@localhost",
                "-c",
                "commit.gpgsign=false"));
    command.addAll(List.of(args));
    Process git =
        new ProcessBuilder(command)
            .directory(cli.folder().toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start();
    assertEquals(0, git.waitFor(), String.join(" ", command));
  }

  @BeforeEach
  void commit() throws IOException, InterruptedException {
    cli = new Cli(folder.toRealPath());
    boolean hasGit;
    try {
      hasGit =
          new ProcessBuilder("git", "--version").redirectOutput(Redirect.DISCARD).start().waitFor()
              == 0;
    } catch (IOException e) {
      hasGit = false;
    }
    assumeTrue(hasGit, "no git here");
    git("init", "-q");
    cli.write("sub dir/é.rs", PANIC + PANIC);
    cli.write("old.rs", PANIC);
    git("add", "-A");
    git("commit", "-q", "-m", "one");
  }

  /// `file:line` of each hint.
  private List<String> changed(String... more) {
    String[] args = {"check", "--hints=panic", "--format=json", "--since=HEAD"};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    Cli.Result result = cli.run(all);
    assertEquals("", result.err());
    return result.out().lines().map(SinceTest::place).toList();
  }

  private static String place(String json) {
    var hint = JsonParser.parseString(json).getAsJsonObject();
    int line = hint.getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt();
    return hint.get("file").getAsString() + ":" + line;
  }

  @Test
  void nothingChangedGivesNothing() {
    assertEquals(List.of(), changed());
  }

  @Test
  void onlyChangedLinesAndNewFilesAreShown() throws IOException, InterruptedException {
    cli.write("sub dir/é.rs", "// ++ b/x\n" + PANIC + PANIC.replace("\"a\"", "\"b\""));
    cli.write("new.rs", PANIC);
    assertEquals(List.of("new.rs:2", "sub dir/é.rs:6"), changed());
    assertEquals(List.of("sub dir/é.rs:6"), changed("sub dir"));
    git("add", "-A");
    assertEquals(List.of("new.rs:2", "sub dir/é.rs:6"), changed());
  }

  @Test
  void whereLinesWentTheirNeighboursCount() throws IOException {
    cli.write("old.rs", PANIC.replace("pub fn f() {\n", "pub fn f() {\n    let a = 1;\n"));
    assertEquals(List.of(), changed().stream().filter(p -> p.equals("old.rs:4")).toList());
    cli.write("old.rs", "    panic!(\"a\");\n}\n");
    assertEquals(List.of("old.rs:1"), changed("--profile=everything"));
  }

  @Test
  void fixesKeepToTheChangedLines() throws IOException {
    String macro = "#[macro_export]\nmacro_rules! x {\n    () => { crate::a() };\n}\n";
    cli.write("old.rs", PANIC + macro);
    Cli.Result result =
        cli.run("check", "--fix", "--since=HEAD", "--hints=macro,panic", "--format=json");
    assertTrue(cli.read("old.rs").contains("$crate::a()"));
    assertEquals("", result.out());
  }

  @Test
  void whatIsNoCommitIsRefused() throws IOException {
    Cli.Result result = cli.run("check", "--since=nowhere");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("`nowhere` is no commit"), result.err());
    assertEquals(2, cli.run("check", "--since=--output=x").code());
    assertTrue(Files.notExists(cli.folder().resolve("x")));
    Path outside = Files.createTempDirectory("rusthint");
    try {
      assertEquals(2, new Cli(outside).run("check", "--since=HEAD").code());
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void theRepositoryCannotMakeGitRunAnything() throws IOException, InterruptedException {
    Path script = cli.write("hook.sh", "#!/bin/sh\ntouch ran\ncat \"$@\"\n");
    script.toFile().setExecutable(true);
    git("config", "core.fsmonitor", script.toString());
    git("config", "diff.external", script.toString());
    git("config", "core.pager", script.toString());
    git("config", "diff.rust.textconv", script.toString());
    cli.write(".gitattributes", "*.rs diff=rust\n");
    cli.write("old.rs", PANIC + PANIC);
    Files.deleteIfExists(cli.folder().resolve("ran"));
    assertEquals(List.of("old.rs:5"), changed());
    assertTrue(Files.notExists(cli.folder().resolve("ran")));
  }
}
