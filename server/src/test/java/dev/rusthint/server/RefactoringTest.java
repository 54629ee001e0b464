package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rusthint.hint.Registry;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes of unsafe code and types that no hint asks for.
final class RefactoringTest {
  private static final String LIB =
      """
      pub struct Ring {
          items: Vec<u8>,
          head: *const u8,
      }

      pub struct Plain<'a>(&'a str);

      impl Ring {
          /// # Safety
          ///
          /// `at` is less than the number of items.
          #[safety::requires(ValidNum(at, < self.len()))]
          pub unsafe fn item(&self, at: usize) -> u8 {
              // SAFETY: as for this function.
              unsafe { *self.items.get_unchecked(at) }
          }

          pub fn len(&self) -> usize {
              self.items.len()
          }
      }

      pub fn both(v: &[u8], p: *const u8, i: usize) -> u8 {
          // SAFETY: the caller says so.
          unsafe {
              let first = std::ptr::read(p);
              first + *v.get_unchecked(i)
          }
      }
      """;

  @TempDir private Path folder;
  private TestClient client;
  private String lib;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(folder.resolve("src"));
    Files.writeString(
        folder.resolve("Cargo.toml"),
        "[package]\nname = \"k\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    Files.writeString(folder.resolve("src/lib.rs"), LIB);
    lib = folder.resolve("src/lib.rs").toUri().toString();
    client = TestClient.inProcess(new Registry(List.of()), new FakeTimer());
    JsonObject params =
        TestClient.json(
                "{'processId':null,'capabilities':{'textDocument':{'codeAction':"
                    + "{'codeActionLiteralSupport':{'codeActionKind':"
                    + "{'valueSet':['refactor.rewrite']}}}}}}")
            .getAsJsonObject();
    params.addProperty("rootUri", folder.toUri().toString());
    client.request("initialize", params);
    client.notify("initialized", new JsonObject());
    client.open(lib, LIB);
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private JsonArray actions(int line, int character) {
    JsonObject params = TestClient.document(lib);
    String position = "{'line':" + line + ",'character':" + character + "}";
    params.add("range", TestClient.json("{'start':" + position + ",'end':" + position + "}"));
    params.add("context", TestClient.json("{'diagnostics':[]}"));
    return client.request("textDocument/codeAction", params).getAsJsonArray();
  }

  /// The actions there, once the crate was read.
  private JsonArray awaited(int line, int character) throws InterruptedException {
    JsonArray found = actions(line, character);
    for (int i = 0; i < 200 && found.isEmpty(); i++) {
      Thread.sleep(50);
      found = actions(line, character);
    }
    return found;
  }

  /// The lines that an action changes, from the first one on that is different.
  private String after(String title, int line, int character) throws InterruptedException {
    JsonArray actions = awaited(line, character);
    for (JsonElement element : actions) {
      JsonObject action = element.getAsJsonObject();
      if (action.get("title").getAsString().equals(title)) {
        JsonObject changes = action.getAsJsonObject("edit").getAsJsonObject("changes");
        return applied(changes.getAsJsonArray(lib));
      }
    }
    throw new AssertionError(title + " is not among " + actions);
  }

  private static String applied(JsonArray edits) {
    SourceText text = SourceText.of(LIB);
    List<Edit> all = new ArrayList<>();
    for (JsonElement element : edits) {
      JsonObject edit = element.getAsJsonObject();
      Span span =
          new Span(
              offset(text, edit.getAsJsonObject("range").getAsJsonObject("start")),
              offset(text, edit.getAsJsonObject("range").getAsJsonObject("end")));
      all.add(Edit.replace(span, edit.get("newText").getAsString()));
    }
    all.sort(Comparator.comparing((Edit e) -> e.span().start()).reversed());
    StringBuilder result = new StringBuilder(LIB);
    all.forEach(e -> result.replace(e.span().start(), e.span().end(), e.newText()));
    List<String> before = LIB.lines().toList();
    List<String> after = result.toString().lines().toList();
    int first = 0;
    while (before.get(first).equals(after.get(first))) {
      first++;
    }
    int same = 0;
    while (before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
      same++;
    }
    return String.join("\n", after.subList(first, after.size() - same));
  }

  private static int offset(SourceText text, JsonObject position) {
    return text.offset(
        new Position(position.get("line").getAsInt(), position.get("character").getAsInt()),
        PositionEncoding.UTF_16);
  }

  @Test
  void eachOperationGetsABlock() throws InterruptedException {
    assertEquals(
        """
            let first = unsafe { std::ptr::read(p) };
            first + *unsafe { v.get_unchecked(i) }
        """
            .stripTrailing(),
        after("Give each unsafe operation a block of its own", 24, 6)
            .replaceAll("(?m)^ +", "    "));
  }

  @Test
  void whatCanBeTestedIsAsserted() throws InterruptedException {
    assertEquals(
        """
                debug_assert!(!p.is_null());
                let first = std::ptr::read(p);
                debug_assert!(i < v.len());
        """
            .stripTrailing(),
        after("Check with `debug_assert!` what the unsafe operations ask for", 24, 6));
  }

  @Test
  void aSafeFunctionAssertsWhatTheUnsafeOneAsksFor() throws InterruptedException {
    assertEquals(
        """
            /// [`Self::item`] with what it asks for asserted.
            ///
            /// # Panics
            ///
            /// If `at < self.len()` does not hold.
            pub fn item_checked(&self, at: usize) -> u8 {
                assert!(at < self.len());
                // SAFETY: all that it asks for was just asserted.
                unsafe { self.item(at) }
        """
            .stripTrailing(),
        after("Write a safe function that asserts what this one asks for", 12, 12));
  }

  @Test
  void allThatIsUnsafeIsListedForAView() {
    JsonObject inventory =
        client.request("rusthint/unsafeInventory", new JsonObject()).getAsJsonObject();
    assertEquals(3, inventory.getAsJsonArray("sites").size());
    JsonObject first = inventory.getAsJsonArray("sites").get(0).getAsJsonObject();
    assertEquals(lib, first.get("file").getAsString());
    assertEquals(13, first.get("line").getAsInt());
    assertEquals("function", first.get("kind").getAsString());
    assertEquals(3, inventory.getAsJsonObject("summary").get("operations").getAsInt());
  }

  @Test
  void theCompilerIsAskedToKeepATypeSend() throws InterruptedException {
    assertEquals(
        """
        const _: () = {
            const fn assert<T: Send + Sync>() {}
            assert::<Plain<'_>>();
        };
        """
            .stripTrailing(),
        after("Assert that it is `Send` and `Sync`", 5, 13));
    assertTrue(actions(0, 13).isEmpty(), "a raw pointer is neither");
  }
}
