package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HoverTest {
  private static final String URI = "file:///a.rs";
  private static final String MARKDOWN =
      "{'textDocument':{'hover':{'contentFormat':['markdown','plaintext']}}}";

  private TestClient client;

  @BeforeEach
  void start() {
    client = TestClient.inProcess(TestRules.registry(), new FakeTimer());
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private JsonElement hover(int line, int column) {
    JsonObject params = TestClient.document(URI);
    params.add("position", TestClient.json("{'line':" + line + ",'character':" + column + "}"));
    return client.request("textDocument/hover", params);
  }

  private String text(int line, int column) {
    return hover(line, column)
        .getAsJsonObject()
        .getAsJsonObject("contents")
        .get("value")
        .getAsString();
  }

  @Test
  void aHintSaysWhyAndWhatElseSaysSo() {
    client.initialize(MARKDOWN);
    client.open(URI, "fn f() { old }");
    JsonObject hover = hover(0, 10).getAsJsonObject();
    assertEquals("0:9-0:12", TestClient.show(hover.getAsJsonObject("range")));
    assertEquals("markdown", hover.getAsJsonObject("contents").get("kind").getAsString());
    assertEquals(
        """
        **test/old**: `old` is an old name

        *note*: it was renamed

        *help*: call it `new_name`

        Old names *confuse* `readers`.

        The same as `clippy::old_names`.""",
        text(0, 10));
    assertTrue(hover(0, 3).isJsonNull());
    assertTrue(hover(99, 99).isJsonNull());
  }

  @Test
  void plainTextHasNoMarks() {
    client.initialize("{'textDocument':{'hover':{'contentFormat':['plaintext']}}}");
    client.open(URI, "fn f() { old }");
    JsonObject contents = hover(0, 10).getAsJsonObject().getAsJsonObject("contents");
    assertEquals("plaintext", contents.get("kind").getAsString());
    assertEquals(
        """
        test/old: `old` is an old name

        note: it was renamed

        help: call it `new_name`

        Old names confuse `readers`.

        The same as `clippy::old_names`.""",
        contents.get("value").getAsString());
  }

  @Test
  void plainTextKeepsCodeAndLinks() {
    assertEquals(
        "see page (https://x/y) and `a * b *c*`\nlet x = 1;\n",
        Markup.plain("see [page](https://x/y) and `a * b *c*`\n```rust\nlet x = 1;\n```\n"));
  }

  @Test
  void anUnsafeBlockListsWhatCanNeedIt() {
    client.initialize(MARKDOWN);
    client.open(
        URI,
        """
        static mut COUNT: u32 = 0;
        unsafe fn risky() {}
        extern "C" { fn foreign(); }
        fn f(p: *const u32) -> u32 {
            // SAFETY: `p` is valid because
            // the caller owns it.
            let x = unsafe {
                risky();
                foreign();
                COUNT += 1;
                other(Some(1));
                *p
            };
            x
        }
        """);
    String text = text(6, 14);
    assertTrue(text.contains("- `risky()` (line 8): a call of an unsafe function of this file"), text);
    assertTrue(text.contains("- `foreign()` (line 9): a call of an unsafe function of this"), text);
    assertTrue(text.contains("- `COUNT` (line 10): a `static mut`"), text);
    assertTrue(text.contains("- `other(Some(1))` (line 11): a call, unsafe if"), text);
    assertTrue(text.contains("- `*p` (line 12): a dereference"), text);
    assertFalse(text.contains("- `Some(1)`"), text);
    assertTrue(
        text.endsWith("Its comment says: `p` is valid because the caller owns it."), text);
    String star = text(11, 8);
    assertTrue(star.contains("in the unsafe block of line 7: if `p` is a raw pointer"), star);
    assertTrue(star.endsWith("because the caller owns it."), star);
  }

  @Test
  void anUnsafeBlockWithoutACommentSaysSo() {
    client.initialize(MARKDOWN);
    client.open(URI, "fn f() {\n    g();\n    // Not about it.\n    unsafe { 1 }\n}\n");
    String text = text(3, 5);
    assertTrue(text.contains("Nothing in it looks as if it needed `unsafe`."), text);
    assertTrue(text.endsWith("No `SAFETY:` comment says why this is sound."), text);
  }

  @Test
  void unsafeDeclarationsShowWhatTheyAskFor() {
    client.initialize(MARKDOWN);
    client.open(
        URI,
        """
        /// Reads.
        ///
        /// # Safety
        ///
        /// `p` is valid.
        ///
        /// # Panics
        /// Never.
        pub unsafe fn read(p: *const u8) {}
        unsafe fn bare() {}
        /// # Safety
        /// Be good.
        unsafe trait T {}
        // SAFETY: it is good.
        unsafe impl T for u8 {}
        unsafe impl T for u16 {}
        """);
    assertTrue(text(8, 6).endsWith("section asks for:\n\n`p` is valid."), text(8, 6));
    assertTrue(text(9, 3).contains("no `# Safety` section"), text(9, 3));
    assertTrue(text(12, 3).endsWith("Be good."), text(12, 3));
    assertTrue(text(14, 3).endsWith("Its comment says: it is good."), text(14, 3));
    assertTrue(text(15, 3).contains("`u16` keeps what `T` asks"), text(15, 3));
    assertTrue(text(15, 3).endsWith("says why this is sound."), text(15, 3));
  }

  @Test
  void halfTypedCodeIsNoTrouble() {
    client.initialize(MARKDOWN);
    client.open(URI, "unsafe\nfn f( { unsafe { *");
    hover(0, 2);
    hover(1, 10);
    hover(1, 18);
    assertTrue(hover(1, 0).isJsonNull());
  }
}
