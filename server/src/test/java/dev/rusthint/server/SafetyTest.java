package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rusthint.hint.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What unsafe operations owe: on hover, and as the beginning of a comment.
final class SafetyTest {
  private static final String LIB =
      """
      /// Reads.
      pub unsafe fn first(p: *const u32) -> u32 {
          *p
      }

      pub fn of(v: &[u32], i: usize) -> u32 {
          if i < v.len() {
              return unsafe { *v.get_unchecked(i) };
          }
          // SAFETY: `v` has elements, so the pointer is valid and not null.
          unsafe { first(v.as_ptr()) + std::ptr::read(v.as_ptr().add(1)) }
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
                "{'processId':null,'capabilities':{'textDocument':{'hover':{'contentFormat':"
                    + "['markdown']},'codeAction':{'codeActionLiteralSupport':{'codeActionKind':"
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

  /// The hover at a place, once the crate's types are known: until then it has no obligations.
  private String hover(int line, int column) throws InterruptedException {
    String text = "";
    for (int i = 0; i < 400 && !text.contains("open") && !text.contains("proven"); i++) {
      Thread.sleep(i == 0 ? 0 : 25);
      JsonObject params = TestClient.document(lib);
      params.add("position", TestClient.json("{'line':" + line + ",'character':" + column + "}"));
      JsonElement hover = client.request("textDocument/hover", params);
      text =
          hover.isJsonNull()
              ? ""
              : hover.getAsJsonObject().getAsJsonObject("contents").get("value").getAsString();
    }
    return text;
  }

  @Test
  void anOperationSaysWhatItOwesWithItsArguments() throws InterruptedException {
    String text = hover(7, 30);
    assertTrue(text.startsWith("**unsafe**: call of an unsafe function, `[T]::get_unchecked`"), text);
    assertTrue(text.contains("- proven: "), text);
    assertTrue(text.contains("(`if` has tested `i < v.len()`)"), text);
  }

  @Test
  void aDereferenceOwesWhatReadingDoes() throws InterruptedException {
    String text = hover(2, 4);
    assertTrue(text.startsWith("**unsafe**: dereference of a raw pointer"), text);
    assertTrue(text.contains("- **open**: `p` is valid for reads of one `u32`"), text);
  }

  @Test
  void aBlockListsItsOperationsAndWhatTheCommentArgues() throws InterruptedException {
    String text = hover(10, 6);
    assertTrue(text.contains("`std::ptr::read(v.as_ptr().add(1))` (line 11)"), text);
    assertTrue(text.contains("- argued: `v.as_ptr().add(1)` is valid for reads of one `u32`"), text);
    assertTrue(text.contains("Its comment says: `v` has elements"), text);
  }

  /// The text after the action with a title at a place.
  private String after(String title, int line, int column) {
    JsonObject params = TestClient.document(lib);
    String position = "{'line':" + line + ",'character':" + column + "}";
    params.add("range", TestClient.json("{'start':" + position + ",'end':" + position + "}"));
    params.add("context", TestClient.json("{'diagnostics':[]}"));
    JsonArray actions = client.request("textDocument/codeAction", params).getAsJsonArray();
    for (JsonElement element : actions) {
      JsonObject action = element.getAsJsonObject();
      if (action.get("title").getAsString().equals(title)) {
        JsonObject edit =
            action
                .getAsJsonObject("edit")
                .getAsJsonObject("changes")
                .getAsJsonArray(lib)
                .get(0)
                .getAsJsonObject();
        int at = edit.getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt();
        return at + ": " + edit.get("newText").getAsString();
      }
    }
    throw new AssertionError(title + " is not among " + actions);
  }

  @Test
  void aCommentIsBegunWithWhatIsProven() throws InterruptedException {
    hover(7, 30);
    String text = after("Write a SAFETY comment with its obligations", 7, 18);
    assertTrue(text.startsWith("7:         // SAFETY: `v.get_unchecked(i)`:\n        // - "), text);
    assertTrue(text.endsWith(": `if` has tested `i < v.len()`.\n"), text);
  }

  @Test
  void aCommentIsCompletedWithWhatItForgets() throws InterruptedException {
    hover(7, 30);
    String text = after("Add what the SAFETY comment leaves open", 10, 6);
    assertTrue(text.startsWith("10:     // `"), text);
    assertTrue(text.contains("TODO: say why."), text);
  }

  @Test
  void aSectionAsksCallersForWhatTheBodyNeedsOfParameters() throws InterruptedException {
    hover(7, 30);
    assertEquals(
        """
        1: ///
        /// # Safety
        ///
        /// Callers must ensure that:
        /// - `p` is valid for reads of one `u32`.
        /// - `p` is aligned for `u32`.
        /// - `p` points to one initialised `u32`.
        """,
        after("Write a `# Safety` section", 1, 6));
  }
}
