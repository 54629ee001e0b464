package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rusthint.analyzers.ownership.CloneOnCopy;
import dev.rusthint.hint.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hints that ask for types, in documents that are typed in.
final class DocumentTypesTest {
  private static final String MANIFEST =
      """
      [package]
      name = "pair"
      version = "0.1.0"
      edition = "2021"
      """;

  private static final String LIB =
      """
      mod other;
      pub fn f(x: &other::P) -> other::P {
          x.clone()
      }
      pub fn g(v: &Vec<u8>) -> Vec<u8> {
          v.clone()
      }
      """;

  private static final String OTHER =
      """
      #[derive(Clone, Copy)]
      pub struct P(u8);
      """;

  @TempDir private Path folder;
  private final FakeTimer timer = new FakeTimer();
  private TestClient client;
  private String lib;
  private String other;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(folder.resolve("src"));
    Files.writeString(folder.resolve("Cargo.toml"), MANIFEST);
    Files.writeString(folder.resolve("src/lib.rs"), LIB);
    Files.writeString(folder.resolve("src/other.rs"), OTHER);
    lib = folder.resolve("src/lib.rs").toUri().toString();
    other = folder.resolve("src/other.rs").toUri().toString();
    client = TestClient.inProcess(new Registry(List.of(new CloneOnCopy())), timer);
    JsonObject params =
        TestClient.json("{'processId':null,'capabilities':"
                + "{'textDocument':{'publishDiagnostics':{'versionSupport':true}}}}").getAsJsonObject();
    params.addProperty("rootUri", folder.toUri().toString());
    client.request("initialize", params);
    client.notify("initialized", new JsonObject());
  }

  @AfterEach
  void stop() {
    client.close();
  }

  /// Waits for a publication of `lib.rs`.
  private void awaitLib(String expected) {
    String seen = "";
    for (int i = 0; i < 10 && !seen.equals(expected); i++) {
      JsonObject published = client.await("textDocument/publishDiagnostics");
      if (published.get("uri").getAsString().equals(lib)) {
        seen = TestClient.showPublication(published);
      }
    }
    assertEquals(expected, seen);
  }

  @Test
  void hintsThatAskForTypesComeOnceTheCrateIsRead() {
    client.open(lib, LIB);
    awaitLib("1: ownership/clone-on-copy@2:4-2:13");
  }

  @Test
  void typingInABodyNeedsNoReading() {
    client.open(lib, LIB);
    awaitLib("1: ownership/clone-on-copy@2:4-2:13");
    client.change(lib, 2, "5:4-5:13", "1u8.clone(); let w = v.clone(); w[0].clone(); w");
    sync(lib);
    timer.pass(Analyses.REST);
    awaitLib(
        "2: ownership/clone-on-copy@2:4-2:13, ownership/clone-on-copy@5:4-5:15,"
            + " ownership/clone-on-copy@5:36-5:48");
    client.change(lib, 3, "2:4-2:13", "*x");
    awaitLib(
        "3: ownership/clone-on-copy@5:4-5:15, ownership/clone-on-copy@5:36-5:48");
  }

  @Test
  void whatAnotherDocumentDeclaresCountsOnceTheUserRests() {
    client.open(other, OTHER);
    client.open(lib, LIB);
    awaitLib("1: ownership/clone-on-copy@2:4-2:13");
    client.change(other, 2, "0:14-0:20", "");
    timer.pass(Analyses.REST);
    sync(other);
    timer.pass(DocumentTypes.REST);
    awaitLib("1: ");
  }

  @Test
  void hoverTellsTypesWhereItIsAskedTo() {
    client.open(lib, LIB);
    awaitLib("1: ownership/clone-on-copy@2:4-2:13");
    assertEquals("null", hover(1, 11));
    client.notify(
        "workspace/didChangeConfiguration",
        TestClient.json("{'settings':{'rusthint':{'typeHover':true}}}"));
    assertEquals("x: &P", hover(1, 9));
    assertEquals("&Vec<u8>", hover(5, 4));
    assertEquals("// core::clone::Clone::clone Vec<u8>", hover(5, 6));
    assertEquals("null", hover(4, 3));
  }

  @Test
  void hoverTellsTypesOfWhatAMacroIsGiven() {
    String macro =
        "macro_rules! tri { ($e:expr) => { match $e { Some(v) => v, None => return None } } }\n"
            + "pub fn h(s: Option<u8>) -> Option<u8> { Some(tri!(s.map(|n| n + 1))) }\n";
    client.open(lib, LIB + macro);
    awaitLib("1: ownership/clone-on-copy@2:4-2:13");
    client.notify(
        "workspace/didChangeConfiguration",
        TestClient.json("{'settings':{'rusthint':{'typeHover':true}}}"));
    assertEquals("Option<u8>", hover(8, 50));
    assertEquals("Option<u8>", hover(8, 52));
    assertEquals("u8", hover(8, 60));
  }

  @Test
  void hoverOnATypeDrawsItsLayout() {
    String pair = "#[repr(C)]\npub struct Pair { a: u8, b: u32, c: u8 }\npub struct Of<T>(T);\n";
    client.open(lib, LIB + pair);
    awaitLib("1: ownership/clone-on-copy@2:4-2:13");
    String drawn = hover(8, 12);
    assertTrue(drawn.contains("12 bytes, aligned to 4"), drawn);
    assertTrue(drawn.contains("b: u32"), drawn);
    assertTrue(drawn.contains("it would take 8 bytes, 4 less"), drawn);
    assertEquals("null", hover(8, 20));
    assertFalse(hover(9, 12).contains("aligned"), "whatever `T` is");
  }

  @Test
  void hoverOnATypeTellsItsAutoTraits() {
    String own =
        "pub struct Own<T> { p: *mut T }\nunsafe impl<T: Send> Send for Own<T> {}\n"
            + "pub struct Cached<T> { own: Own<T>, hits: std::cell::Cell<u8> }\n";
    client.open(lib, LIB + own);
    awaitLib("1: ownership/clone-on-copy@2:4-2:13");
    assertEquals(
        "- `Send`: if `T: Send`, by its own `impl` "
            + "- `Sync`: no, because of `p`: `*mut T` is not `Sync` "
            + "- `Unpin`: yes",
        hover(7, 12));
    assertEquals(
        "- `Send`: if `T: Send` "
            + "- `Sync`: no, because of `hits`: `Cell<u8>` is not `Sync` "
            + "- `Unpin`: yes",
        hover(9, 12));
  }

  private String hover(int line, int character) {
    JsonObject params = TestClient.document(lib);
    params.add(
        "position",
        TestClient.json("{'line':" + line + ",'character':" + character + "}"));
    JsonElement hover = client.request("textDocument/hover", params);
    return hover.isJsonNull()
        ? "null"
        : hover
            .getAsJsonObject()
            .getAsJsonObject("contents")
            .get("value")
            .getAsString()
            .replace("```rust", "")
            .replace("```", "")
            .strip()
            .replace('\n', ' ');
  }

  /// Waits until the newest version of a document has been looked at.
  private void sync(String uri) {
    JsonObject params = TestClient.document(uri);
    params.add("position", TestClient.json("{'line':0,'character':0}"));
    client.request("textDocument/hover", params);
  }
}
