package dev.rusthint.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CargoConfigTest {
  private static final CfgSet LINUX = CfgSet.of(TargetTriple.of("x86_64-unknown-linux-gnu"));

  @TempDir private Path folder;

  private CargoConfig config(String at, String toml) throws IOException {
    Path file = folder.resolve(at).resolve(".cargo/config.toml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, toml);
    return CargoConfig.of(folder.resolve(at), TextSource.disk());
  }

  @Test
  void flagsOfTheBuildSetNames() throws IOException {
    CargoConfig config =
        config(
            "a",
            """
            [build]
            target = "thumbv7em-none-eabihf"
            rustflags = ["--cfg", "tokio_unstable", "-C", "opt-level=3", "--cfg=back=\\"fast\\""]
            """);
    assertEquals("thumbv7em-none-eabihf", config.target());
    CfgSet set = config.applyTo(LINUX);
    assertEquals(Truth.TRUE, set.has("tokio_unstable"));
    assertEquals(Truth.TRUE, set.has("back", "fast"));
    assertEquals(Truth.FALSE, set.has("opt_level"));
    assertEquals(List.of(), config.problems());
  }

  @Test
  void flagsOfTheTargetGoBeforeThoseOfTheBuild() throws IOException {
    CargoConfig config =
        config(
            "a",
            """
            build.rustflags = "--cfg everywhere"
            target.'cfg(unix)'.rustflags = "--cfg on_unix"
            target.x86_64-pc-windows-msvc.rustflags = ["--cfg", "on_windows"]
            """);
    CfgSet linux = config.applyTo(LINUX);
    assertEquals(Truth.TRUE, linux.has("on_unix"));
    assertEquals(Truth.FALSE, linux.has("everywhere"));
    CfgSet wasm = config.applyTo(CfgSet.of(TargetTriple.of("wasm32-unknown-unknown")));
    assertEquals(Truth.TRUE, wasm.has("everywhere"));
    assertEquals(Truth.FALSE, wasm.has("on_windows"));
  }

  @Test
  void theNearerFileGoesFirst() throws IOException {
    config(".", "[build]\ntarget = \"far\"\nrustflags = \"--cfg far\"\n");
    CargoConfig config = config("near", "[build]\ntarget = [\"near\"]\n");
    assertEquals("near", config.target());
    assertEquals(Truth.TRUE, config.applyTo(LINUX).has("far"));
    assertNull(config("both", "[build]\ntarget = [\"a\", \"b\"]\n").flags().getFirst().condition());
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    CargoConfig config = config("a", "[build\n");
    assertTrue(config.problems().getFirst().toString().contains("config.toml:1:7"));
  }

  @Test
  void whatABuildScriptMaySetIsOpen() {
    BuildScriptCfg script =
        BuildScriptCfg.of(
            """
            fn main() {
                println!("cargo:rustc-cfg=no_atomic");
                println!("cargo::rustc-cfg=width=\\"64\\"");
                println!("cargo:rustc-cfg={}", name);
            }
            """);
    assertEquals(Set.of("no_atomic"), script.names());
    assertEquals(Set.of("width"), script.keys());
    CfgSet set = script.openIn(LINUX);
    assertEquals(Truth.UNKNOWN, CfgPredicate.parse("no_atomic").evaluate(set));
    assertEquals(Truth.UNKNOWN, CfgPredicate.parse("not(no_atomic)").evaluate(set));
    assertEquals(Truth.UNKNOWN, CfgPredicate.parse("all(width = \"64\", no_atomic)").evaluate(set));
    assertEquals(Truth.UNKNOWN, CfgPredicate.parse("width = \"32\"").evaluate(set));
    assertEquals(Truth.FALSE, CfgPredicate.parse("all(width = \"32\", windows)").evaluate(set));
  }
}
