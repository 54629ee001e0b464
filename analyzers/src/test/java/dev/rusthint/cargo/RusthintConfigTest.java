package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RusthintConfigTest {
  private static final RusthintConfig.Vocabulary KNOWN =
      new RusthintConfig.Vocabulary(
          Set.of("perf/inline", "perf/print-in-loop", "panic/explicit"),
          Set.of("perf", "panic"),
          Set.of("default", "audit"));

  private static RusthintConfig parse(String toml) {
    return RusthintConfig.parse(Path.of("rusthint.toml"), SourceText.of(toml), KNOWN);
  }

  private static List<String> problems(RusthintConfig config) {
    return config.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void readsEverySetting() {
    RusthintConfig config =
        parse(
            """
            profile = "audit"
            ignore = ["src/generated", "**/*.gen.rs"]
            [levels]
            perf = "hint"
            "perf/inline" = "off"
            panic.explicit = "error"
            [[override]]
            paths = ["tests/**"]
            profile = "default"
            levels = { panic = "off", "perf/inline" = "warn" }
            [policy]
            unsafe-modules = ["crate::sys", "other::ffi"]
            unsafe-paths = ["src/ffi/**"]
            real-time = ["audio::process"]
            """);
    assertEquals(List.of(), problems(config));
    assertEquals(
        Map.of("perf", "hint", "perf/inline", "off", "panic/explicit", "error"),
        config.levelsFor("src/lib.rs"));
    assertEquals(
        Map.of("perf", "hint", "perf/inline", "warn", "panic", "off"),
        config.levelsFor("tests/a/b.rs"));
    assertEquals("audit", config.profileFor("src/lib.rs"));
    assertEquals("default", config.profileFor("tests/a.rs"));
    assertTrue(config.ignores("src/generated/a.rs"));
    assertTrue(config.ignores("src/x.gen.rs"));
    assertFalse(config.ignores("src/lib.rs"));
    RusthintConfig.Policy policy = config.policy();
    assertTrue(policy.limitsUnsafe());
    assertTrue(policy.allowsUnsafeIn("src/ffi/mod.rs"));
    assertFalse(policy.allowsUnsafeIn("src/lib.rs"));
    assertTrue(policy.allowsUnsafeInModule("demo", "crate::sys::unix"));
    assertTrue(policy.allowsUnsafeInModule("demo", "demo::sys"));
    assertTrue(policy.allowsUnsafeInModule("other", "crate::ffi"));
    assertFalse(policy.allowsUnsafeInModule("demo", "crate::system"));
    assertEquals("audio::process", policy.realTime().getFirst().value());
  }

  @Test
  void withoutPolicyNothingIsSaidOfUnsafe() {
    assertFalse(parse("").policy().limitsUnsafe());
    assertNull(parse("").profileFor("a.rs"));
  }

  @Test
  void whatIsUnknownIsNamedWithTheNearest() {
    RusthintConfig config =
        parse(
            """
            profle = "audit"
            profile = "adit"
            [levels]
            "perf/inlien" = "off"
            prf = "off"
            "perf/inline" = "of"
            panic = 3
            panick.explicit = "off"
            [[override]]
            path = ["x"]
            [policy]
            realtime = []
            """);
    assertEquals(
        List.of(
            "rusthint.toml:1:1: there is no setting `profle`; did you mean `profile`?",
            "rusthint.toml:10:1: there is no setting `override.path`; did you mean `paths`?",
            "rusthint.toml:9:1: this `[[override]]` has no `paths`, so it holds for no file",
            "rusthint.toml:2:11: there is no profile `adit`; did you mean `audit`?",
            "rusthint.toml:4:1: there is no hint `perf/inlien`; did you mean `perf/inline`?",
            "rusthint.toml:5:1: there is no category of hints `prf`; did you mean `perf`?",
            "rusthint.toml:6:17: a hint's level is `off`, `hint`, `info`, `warn` or `error`, not"
                + " `of`; did you mean `off`?",
            "rusthint.toml:7:9: `levels.panic` must be a string, and this is an integer",
            "rusthint.toml:8:1: there is no category of hints `panick`; did you mean `panic`?",
            "rusthint.toml:12:1: there is no setting `policy.realtime`; did you mean `real-time`?"),
        problems(config));
    assertEquals(Map.of(), config.levels());
  }

  @Test
  void theNearestFileUpToTheRootHolds(@TempDir Path folder) throws IOException {
    Path deep = Files.createDirectories(folder.resolve("root/a/b"));
    Path root = folder.resolve("root");
    Files.writeString(folder.resolve("rusthint.toml"), "profile = 'audit'\n");
    assertNull(RusthintConfig.find(deep, root, TextSource.disk(), KNOWN));
    Files.writeString(root.resolve("rusthint.toml"), "profile = 'default'\n");
    RusthintConfig found = RusthintConfig.find(deep, root, TextSource.disk(), KNOWN);
    assertNotNull(found);
    assertEquals("default", found.profileFor("x"));
    assertEquals(root.resolve("rusthint.toml"), found.document().file());
  }
}
