package dev.rusthint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypesCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    try (PrintStream stdout = new PrintStream(out, true, UTF_8);
        PrintStream stderr = new PrintStream(err, true, UTF_8)) {
      return Main.run(List.of(args), new Console(folder, stdout, stderr, false, false));
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private List<JsonObject> lines() {
    List<JsonObject> lines = new ArrayList<>();
    for (String line : out.toString(UTF_8).split("\n")) {
      if (!line.isEmpty()) {
        lines.add(JsonParser.parseString(line).getAsJsonObject());
      }
    }
    return lines;
  }

  @Test
  void eachExpressionAndVariableIsALine() throws IOException {
    write("Cargo.toml", "[package]\nname = \"k\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    write(
        "src/lib.rs",
        "pub struct Ä(u8);\nimpl Ä { pub fn get(&self) -> &u8 { &self.0 } }\n"
            + "pub fn f(ä: Ä) -> u8 {\n    let mut n = *ä.get();\n    n\n}\n");
    assertEquals(Main.OK, run("types"), err.toString(UTF_8));
    JsonObject call =
        lines().stream()
            .filter(line -> line.has("item"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(out.toString(UTF_8)));
    assertEquals("src/lib.rs", call.get("file").getAsString());
    assertEquals("&u8", call.get("type").getAsString());
    assertEquals("k::{impl}::get", call.get("item").getAsString());
    assertEquals("{\"line\":4,\"column\":18}", call.get("start").toString());
    assertEquals("{\"line\":4,\"column\":25}", call.get("end").toString());
    JsonObject variable =
        lines().stream()
            .filter(line -> line.has("kind"))
            .filter(line -> line.get("type").getAsString().equals("u8"))
            .findFirst()
            .orElseThrow();
    assertEquals("{\"line\":4,\"column\":9}", variable.get("start").toString());
  }

  @Test
  void whatAMacroWasGivenIsAtItsPlaceInTheCall() throws IOException {
    write("Cargo.toml", "[package]\nname = \"k\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    write(
        "src/lib.rs",
        "macro_rules! only { ($($item:item)*) => { $($item)* fn made() { let m = 1u64; } } }\n"
            + "only! {\n    fn outer() { let a = (1u8,); }\n"
            + "    only! { fn inner() { let b = (true,); } }\n}\n");
    assertEquals(Main.OK, run("types", "--lib"), err.toString(UTF_8));
    List<String> variables =
        lines().stream()
            .filter(line -> line.has("kind"))
            .map(line -> line.get("start") + " " + line.get("type").getAsString())
            .sorted()
            .toList();
    assertEquals(
        List.of("{\"line\":3,\"column\":22} (u8,)", "{\"line\":4,\"column\":30} (bool,)"), variables);
  }

  @Test
  void whatALibraryOfTheWorkspaceDefinesIsKnown() throws IOException {
    write(
        "Cargo.toml",
        "[package]\nname = \"k\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n"
            + "other = { path = \"other\" }\n[workspace]\nmembers = [\"other\"]\n");
    write("other/Cargo.toml", "[package]\nname = \"other\"\nversion = \"0.1.0\"\n");
    write("other/src/lib.rs", "pub mod m { pub fn make() -> [bool; 2] { [true, false] } }");
    write("src/lib.rs", "pub fn f() { let a = other::m::make(); }");
    assertEquals(Main.OK, run("types", "--lib"), err.toString(UTF_8));
    assertTrue(out.toString(UTF_8).contains("\"kind\":\"binding\""), out.toString(UTF_8));
    assertTrue(out.toString(UTF_8).contains("\"type\":\"[bool; 2]\""), out.toString(UTF_8));
  }

  @Test
  void sourcesOfDependenciesAreFoundWhereCargoLooks() throws IOException {
    write(
        "k/Cargo.toml",
        "[package]\nname = \"k\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n"
            + "near = \"1\"\nfar = \"1\"\ncore = { version = \"1\", package = \"far\", optional = true }\n");
    write(
        "k/Cargo.lock",
        "[[package]]\nname = \"near\"\nversion = \"1.2.0\"\n"
            + "[[package]]\nname = \"far\"\nversion = \"1.0.1\"\n");
    write(".cargo/config.toml", "[source.here]\ndirectory = \"sources\"\n");
    write("k/vendor/near/Cargo.toml", "[package]\nname = \"near\"\nversion = \"1.2.0\"\n");
    write("k/vendor/near/src/lib.rs", "pub fn make() -> u16 { 0 }");
    write(
        "sources/far-1.0.1/Cargo.toml",
        "[package]\nname = \"far\"\nversion = \"1.0.1\"\n[features]\ndefault = [\"on\"]\non = []\n");
    write("sources/far-1.0.1/src/lib.rs", "#[cfg(feature = \"on\")] pub fn make() -> [u8; 7] { [0; 7] }");
    write("sources/far-1.0.2/Cargo.toml", "[package]\nname = \"far\"\nversion = \"1.0.2\"\n");
    write("k/src/lib.rs", "pub fn f() { let a = near::make(); let b = far::make(); }");
    assertEquals(Main.OK, run("types", "k"), err.toString(UTF_8));
    assertTrue(out.toString(UTF_8).contains("\"type\":\"u16\""), out.toString(UTF_8));
    assertTrue(out.toString(UTF_8).contains("\"type\":\"[u8; 7]\""), out.toString(UTF_8));
  }

  @Test
  void aFolderWithoutACrateAndAWrongLibraryAreSaid() {
    assertEquals(Main.FAILED, run("types"));
    assertTrue(err.toString(UTF_8).contains("no crate in ."), err.toString(UTF_8));
    assertEquals(Main.FAILED, run("types", "--std", "nowhere"));
    assertTrue(
        err.toString(UTF_8).contains("there is no `core/src/lib.rs` in `nowhere`"),
        err.toString(UTF_8));
    assertEquals(Main.FAILED, run("types", "missing"));
  }
}
