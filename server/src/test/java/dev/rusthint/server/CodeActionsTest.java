package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rusthint.text.Edit;
import dev.rusthint.text.Position;
import dev.rusthint.text.PositionEncoding;
import dev.rusthint.text.SourceText;
import dev.rusthint.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CodeActionsTest {
  private static final String URI = "file:///a.rs";
  private static final String AT_ONCE =
      "{'textDocument':{'codeAction':{'codeActionLiteralSupport':{},'isPreferredSupport':true}},"
          + "'workspace':{'workspaceEdit':{'documentChanges':true}}}";
  private static final String RESOLVED =
      "{'textDocument':{'codeAction':{'codeActionLiteralSupport':{},'isPreferredSupport':true,"
          + "'dataSupport':true,'resolveSupport':{'properties':['edit']}}}}";

  private TestClient client;

  @BeforeEach
  void start() {
    client = TestClient.inProcess(TestRules.registry(), new FakeTimer());
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private JsonArray actions(String range, String context) {
    JsonObject params = TestClient.document(URI);
    params.add("range", TestClient.range(range));
    params.add("context", TestClient.json(context));
    return client.request("textDocument/codeAction", params).getAsJsonArray();
  }

  private JsonArray actions(String range) {
    return actions(range, "{'diagnostics':[]}");
  }

  private static List<String> titles(JsonArray actions) {
    List<String> titles = new ArrayList<>();
    actions.forEach(action -> titles.add(action.getAsJsonObject().get("title").getAsString()));
    return titles;
  }

  private static JsonObject titled(JsonArray actions, String title) {
    for (JsonElement action : actions) {
      if (action.getAsJsonObject().get("title").getAsString().equals(title)) {
        return action.getAsJsonObject();
      }
    }
    throw new AssertionError(title + " is not among " + titles(actions));
  }

  /// What an action makes of a text.
  private static String apply(String text, JsonObject action) {
    JsonObject edit = action.getAsJsonObject("edit");
    JsonArray edits;
    if (edit.has("documentChanges")) {
      JsonObject change = edit.getAsJsonArray("documentChanges").get(0).getAsJsonObject();
      assertEquals(URI, change.getAsJsonObject("textDocument").get("uri").getAsString());
      assertTrue(change.getAsJsonObject("textDocument").has("version"));
      edits = change.getAsJsonArray("edits");
    } else {
      edits = edit.getAsJsonObject("changes").getAsJsonArray(URI);
    }
    SourceText source = SourceText.of(text);
    List<Edit> converted = new ArrayList<>();
    for (JsonElement element : edits) {
      JsonObject range = element.getAsJsonObject().getAsJsonObject("range");
      converted.add(
          Edit.replace(
              new Span(offset(source, range, "start"), offset(source, range, "end")),
              element.getAsJsonObject().get("newText").getAsString()));
    }
    return Edit.apply(source, converted).toString();
  }

  private static int offset(SourceText text, JsonObject range, String end) {
    JsonObject position = range.getAsJsonObject(end);
    return text.offset(
        new Position(position.get("line").getAsInt(), position.get("character").getAsInt()),
        PositionEncoding.UTF_16);
  }

  @Test
  void aFixIsOfferedWhereItsHintIs() {
    client.initialize(AT_ONCE);
    String text = "fn f() {\n    old;\n    review;\n}\n";
    client.open(URI, text);
    JsonArray there = actions("1:5-1:5");
    assertEquals(
        List.of(
            "Rename to `new_name`",
            "Allow test/old here with a comment",
            "Allow clippy::old_names on this item",
            "Apply all machine fixes of RustHint"),
        titles(there));
    JsonObject fix = there.get(0).getAsJsonObject();
    assertEquals("quickfix", fix.get("kind").getAsString());
    assertTrue(fix.get("isPreferred").getAsBoolean());
    assertEquals("fn f() {\n    new_name;\n    review;\n}\n", apply(text, fix));
    JsonObject review = titled(actions("2:4-2:4"), "Draft a comment");
    assertFalse(review.has("isPreferred"));
    assertEquals(List.of("Apply all machine fixes of RustHint"), titles(actions("0:0-0:0")));
  }

  @Test
  void machineFixesComeFirst() {
    client.initialize(AT_ONCE);
    client.open(URI, "fn f() { review(old) }");
    assertEquals(
        List.of("Rename to `new_name`", "Draft a comment"),
        titles(actions("0:0-0:20")).subList(0, 2));
  }

  @Test
  void theActionNamesTheDiagnosticThatItSettles() {
    client.initialize(AT_ONCE);
    client.open(URI, "fn f() { old }");
    JsonArray shown = client.await("textDocument/publishDiagnostics").getAsJsonArray("diagnostics");
    JsonObject context = new JsonObject();
    JsonArray all = shown.deepCopy();
    all.add(TestClient.json("{'range':7,'source':'rustc','code':{'value':[]},'data':[[[1]]]}"));
    all.add(TestClient.json("{'source':7}"));
    all.add(TestClient.json("null"));
    context.add("diagnostics", all);
    JsonObject fix = actions("0:10-0:10", context.toString()).get(0).getAsJsonObject();
    assertEquals(1, fix.getAsJsonArray("diagnostics").size());
    assertEquals(
        "test/old",
        fix.getAsJsonArray("diagnostics").get(0).getAsJsonObject().get("code").getAsString());
  }

  @Test
  void onlyTheKindsAskedForCome() {
    client.initialize(AT_ONCE);
    client.open(URI, "fn f() { old }");
    assertEquals(3, actions("0:10-0:10", "{'diagnostics':[],'only':['quickfix']}").size());
    for (String kind : List.of("source", "source.fixAll", "source.fixAll.rusthint")) {
      assertEquals(
          List.of("Apply all machine fixes of RustHint"),
          titles(actions("0:10-0:10", "{'diagnostics':[],'only':['" + kind + "']}")));
    }
    for (String kind : List.of("refactor", "source.organizeImports", "source.fixAll.other", "quick")) {
      assertEquals(0, actions("0:10-0:10", "{'diagnostics':[],'only':['" + kind + "']}").size());
    }
  }

  @Test
  void editsAreFoundWhenTheyAreAskedFor() {
    client.initialize(RESOLVED);
    String text = "fn f() {\n    old\n}\n";
    client.open(URI, text);
    for (JsonElement element : actions("1:5-1:5")) {
      JsonObject action = element.getAsJsonObject();
      assertFalse(action.has("edit"), action.toString());
      JsonObject resolved = client.request("codeAction/resolve", action).getAsJsonObject();
      assertEquals(action.get("title"), resolved.get("title"));
      String after = apply(text, resolved);
      String expected =
          switch (action.get("title").getAsString()) {
            case "Rename to `new_name`", "Apply all machine fixes of RustHint" ->
                "fn f() {\n    new_name\n}\n";
            case "Allow test/old here with a comment" ->
                "fn f() {\n    // rusthint: allow(test/old) — reason\n    old\n}\n";
            case "Allow clippy::old_names on this item" ->
                "#[allow(clippy::old_names)]\nfn f() {\n    old\n}\n";
            default -> action.toString();
          };
      assertEquals(expected, after);
    }
  }

  @Test
  void anActionOfAnOlderVersionIsNotResolved() {
    client.initialize(RESOLVED);
    client.open(URI, "fn f() { old }");
    JsonElement action = actions("0:10-0:10").get(0);
    client.change(URI, 2, "0:0-0:0", " ");
    assertEquals(-32801, client.error("codeAction/resolve", action).get("code").getAsInt());
    client.closeDocument(URI);
    assertEquals(-32801, client.error("codeAction/resolve", action).get("code").getAsInt());
  }

  @Test
  void dataThatIsNotOursIsRefused() {
    client.initialize(RESOLVED);
    client.open(URI, "fn f() { old }");
    JsonObject action = actions("0:10-0:10").get(0).getAsJsonObject();
    for (String data :
        List.of(
            "null",
            "7",
            "{}",
            "{'server':'rust-analyzer'}",
            "{'server':'rusthint'}",
            "{'server':'rusthint','kind':'nothing','uri':'x','version':1,'hint':'','rule':'','start':0,'end':0}",
            "{'server':'rusthint','kind':'fix','uri':'x','version':1,'hint':'','rule':'','start':5,'end':0}")) {
      JsonObject changed = action.deepCopy();
      changed.add("data", TestClient.json(data));
      assertEquals(-32602, client.error("codeAction/resolve", changed).get("code").getAsInt(), data);
    }
    assertEquals(-32602, client.error("textDocument/codeAction", null).get("code").getAsInt());
    JsonObject noRange = TestClient.document(URI);
    assertEquals(-32602, client.error("textDocument/codeAction", noRange).get("code").getAsInt());
  }

  @Test
  void fixAllGoesOnUntilNothingIsLeft() {
    client.initialize(AT_ONCE);
    String text = "fn f() { a1(a2, old, review) }\n// \u00e4 \ud83d\ude00\nfn g() { a1 }\n";
    client.open(URI, text);
    JsonObject all = titled(actions("0:0-0:0"), "Apply all machine fixes of RustHint");
    assertEquals(
        "fn f() { a3(a3, new_name, review) }\n// \u00e4 \ud83d\ude00\nfn g() { a3 }\n",
        apply(text, all));
  }

  @Test
  void aCommentIsJoinedAndKeepsTheLinesForm() {
    client.initialize(AT_ONCE);
    String text = "fn f() {\r\n\t// rusthint: allow(test/review) — \u00e4\r\n\treview(old);\r\n}\r\n";
    client.open(URI, text);
    assertEquals(
        "fn f() {\r\n\t// rusthint: allow(test/review, test/old) — \u00e4\r\n\treview(old);\r\n}\r\n",
        apply(text, titled(actions("2:9-2:9"), "Allow test/old here with a comment")));
    assertEquals(
        "fn f() {\r\n\t// rusthint: allow(test/review) — \u00e4\r\n\treview(old);\r\n}\r\n"
            .replace("fn f()", "#[allow(clippy::old_names)]\r\nfn f()"),
        apply(text, titled(actions("2:9-2:9"), "Allow clippy::old_names on this item")));
  }

  @Test
  void aSilencedHintIsGone() {
    client.initialize(AT_ONCE);
    String text = "impl A {\n    /// Doc.\n    #[inline]\n    fn f() {\n        old\n    }\n}\n";
    client.open(URI, text);
    assertEquals("1: test/old@4:8-4:11", client.published());
    JsonArray there = actions("4:9-4:9");
    String commented = apply(text, titled(there, "Allow test/old here with a comment"));
    client.change(URI, 2, null, commented);
    assertEquals("2: ", client.published());
    String attributed = apply(text, titled(there, "Allow clippy::old_names on this item"));
    assertEquals(
        "impl A {\n    /// Doc.\n    #[inline]\n    #[allow(clippy::old_names)]\n    fn f() {\n"
            + "        old\n    }\n}\n",
        attributed);
    client.change(URI, 3, null, text);
    client.notify("textDocument/didSave", TestClient.document(URI));
    assertEquals("3: test/old@4:8-4:11", client.published());
    client.change(URI, 4, null, attributed);
    assertEquals("4: ", client.published());
  }

  @Test
  void noCommentIsPutIntoAString() {
    client.initialize(AT_ONCE);
    client.open(URI, "fn f() { g(\"\n\", old) }\n");
    assertEquals(
        List.of("Rename to `new_name`", "Allow clippy::old_names on this item"),
        titles(actions("1:3-1:3", "{'diagnostics':[],'only':['quickfix']}")));
  }

  @Test
  void aClientWithoutCodeActionLiteralsGetsNone() {
    JsonObject capabilities = client.initialize("{}").getAsJsonObject("capabilities");
    assertFalse(capabilities.has("codeActionProvider"));
    client.open(URI, "fn f() { old }");
    assertEquals(0, actions("0:10-0:10").size());
  }
}
