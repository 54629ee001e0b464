package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    try (PrintStream stdout = new PrintStream(out, true, UTF_8);
        PrintStream stderr = new PrintStream(err, true, UTF_8)) {
      return Main.run(List.of(args), new Console(folder, stdout, stderr, false, false));
    }
  }

  private String output() {
    return out.toString(UTF_8);
  }

  @BeforeEach
  void writeCrate() throws IOException {
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(
        folder.resolve("Cargo.toml"),
        "[package]\nname = \"k\"\nversion = \"0.1.0\"\nedition = \"2021\"\nbuild = \"build.rs\"\n");
    Files.writeString(folder.resolve("build.rs"), "fn main() { println!(\"cargo:rustc-cfg=found\") }\n");
    Files.writeString(
        folder.resolve("src/lib.rs"),
        """
        pub struct S { a: u8, b: u32 }
        pub enum E { One(S), Two(bool) }
        pub struct Open { #[cfg(found)] a: u8 }
        pub fn f(s: S) -> usize { let pair = Wrap(Some(s)); 1 }
        struct Wrap<T>(T);
        """);
  }

  private static final String TARGET = "--target=x86_64-unknown-linux-gnu";

  @Test
  void typesOfTheCrateAndItsExpressionsAreLines() {
    assertEquals(Main.OK, run("layout", TARGET), err.toString(UTF_8));
    assertEquals(
        """
        {"type":"core::option::Option<k::S>","size":12,"align":4,\
        "niche":{"offset":0,"size":4,"values":4294967294},"tag":{"offset":0,"size":4},\
        "variants":[{"name":"None","size":4,"fields":[]},\
        {"name":"Some","size":12,"fields":[{"name":"0","type":"k::S","offset":4,"size":8}]}]}
        {"type":"k::E","size":12,"align":4,\
        "niche":{"offset":0,"size":1,"values":254},"tag":{"offset":0,"size":1},\
        "variants":[{"name":"One","size":12,"fields":[{"name":"0","type":"k::S","offset":4,"size":8}]},\
        {"name":"Two","size":2,"fields":[{"name":"0","type":"bool","offset":1,"size":1}]}]}
        {"type":"k::S","size":8,"align":4,\
        "fields":[{"name":"a","type":"u8","offset":4,"size":1},\
        {"name":"b","type":"u32","offset":0,"size":4}]}
        {"type":"k::Wrap<core::option::Option<k::S>>","size":12,"align":4,\
        "niche":{"offset":0,"size":4,"values":4294967294},\
        "fields":[{"name":"0","type":"core::option::Option<k::S>","offset":0,"size":12}]}
        """,
        output());
  }

  @Test
  void namedTypesAreThoseThatAreAskedFor() throws IOException {
    Files.writeString(
        folder.resolve("types"),
        """
        alloc::vec::Vec<(u8, &mut [k::S; 3])>
        core::option::Option<unsafe extern "C" fn(*const u8, ...) -> u8>
        k::Missing
        k::S<u8>
        k::S more
        """);
    assertEquals(Main.OK, run("layout", TARGET, "--types", "types"), err.toString(UTF_8));
    assertEquals(
        List.of(
            "alloc::vec::Vec<(u8, &mut [k::S; 3])> 24",
            "core::option::Option<unsafe extern \"C\" fn(*const u8, ...) -> u8> 8"),
        output()
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .map(line -> line.get("type").getAsString() + " " + line.get("size").getAsLong())
            .toList());
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertEquals(Main.FAILED, run("layout", "missing"));
    assertEquals(Main.FAILED, run("layout", "--types", "missing"));
    assertEquals(Main.FAILED, run("layout", "--target", "avr-none"));
    assertEquals("", output());
    assertEquals(
        3,
        err.toString(UTF_8)
            .lines()
            .filter(line -> line.contains("avr") || line.contains("missing"))
            .count());
  }
}
