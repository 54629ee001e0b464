package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which diagnostics come, when, and what is in them.
final class DiagnosticsTest {
  private static final String URI = "untitled:Untitled-1";
  private static final String VERSIONS = "{'textDocument':{'publishDiagnostics':{'versionSupport':true}}}";
  private static final String PULL =
      "{'textDocument':{'diagnostic':{}},'workspace':{'diagnostics':{'refreshSupport':true}}}";
  private static final String PUBLISH = "textDocument/publishDiagnostics";
  private static final String REFRESH = "workspace/diagnostic/refresh";

  private final FakeTimer timer = new FakeTimer();
  private TestClient client;

  @BeforeEach
  void start() {
    client = TestClient.inProcess(TestRules.registry(), timer);
  }

  @AfterEach
  void stop() {
    client.close();
  }

  /// Waits until everything sent so far has been analysed.
  private void settle() {
    client.request("textDocument/hover", hover(0, 0));
  }

  private static JsonObject hover(int line, int column) {
    JsonObject params = TestClient.document(URI);
    params.add(
        "position", TestClient.json("{'line':" + line + ",'character':" + column + "}"));
    return params;
  }

  @Test
  void eachVersionHasItsDiagnostics() {
    client.initialize(VERSIONS);
    client.open(URI, "fn f() { old }\nfn g() { old }\n");
    assertEquals("1: test/old@0:9-0:12, test/old@1:9-1:12", client.published());
    client.change(URI, 2, "0:9-0:12", "new");
    assertEquals("2: test/old@1:9-1:12", client.published());
    client.change(URI, 3, "0:0-0:0", "\n");
    assertEquals("3: test/old@2:9-2:12", client.published());
    client.change(URI, 4, null, "");
    assertEquals("4: ", client.published());
  }

  @Test
  void whatDidNotChangeIsNotSentAgainToAClientThatIgnoresVersions() {
    client.initialize("{}");
    client.open(URI, "fn f() { }\nfn g() { old }\n");
    assertEquals("1: test/old@1:9-1:12", client.published());
    client.change(URI, 2, "0:8-0:9", "1;");
    client.change(URI, 3, "0:8-0:9", "1;");
    client.change(URI, 4, "0:0-0:0", "\n");
    assertEquals("4: test/old@2:9-2:12", client.published());
  }

  @Test
  void aNewHintInWhatIsBeingTypedWaitsForRest() {
    client.initialize(VERSIONS);
    client.open(URI, "fn f() {\n  ol;\n}\nfn g() { old }\n");
    assertEquals("1: test/old@3:9-3:12", client.published());
    client.change(URI, 2, "1:4-1:4", "d");
    assertEquals("2: test/old@3:9-3:12", client.published());
    timer.pass(299);
    settle();
    assertTrue(client.pending(PUBLISH).isEmpty());
    timer.pass(1);
    assertEquals("2: test/old@1:2-1:5, test/old@3:9-3:12", client.published());
    timer.pass(1000);
    settle();
    assertTrue(client.pending(PUBLISH).isEmpty());
  }

  @Test
  void typingOnPutsOffTheNewHint() {
    client.initialize(VERSIONS);
    client.open(URI, "fn f() {\n  \n}\n");
    assertEquals("1: ", client.published());
    client.change(URI, 2, "1:2-1:2", "old");
    assertEquals("2: ", client.published());
    timer.pass(200);
    client.change(URI, 3, "1:5-1:5", "_");
    assertEquals("3: ", client.published());
    timer.pass(200);
    client.change(URI, 4, "1:5-1:6", "");
    assertEquals("4: ", client.published());
    timer.pass(300);
    assertEquals("4: test/old@1:2-1:5", client.published());
  }

  @Test
  void aHintIsShownAtOnceWhenTypingGoesOnElsewhere() {
    client.initialize(VERSIONS);
    client.open(URI, "fn f() {\n  \n  \n}\n");
    assertEquals("1: ", client.published());
    client.change(URI, 2, "1:2-1:2", "old;");
    assertEquals("2: ", client.published());
    client.change(URI, 3, "2:2-2:2", "x");
    assertEquals("3: test/old@1:2-1:5", client.published());
  }

  @Test
  void aHintInAStatementOfSeveralLinesWaitsTooWhileAnotherStays() {
    client.initialize(VERSIONS);
    client.open(URI, "fn f() {\n  g(\n    old,\n    1,\n  );\n  old;\n}\n");
    assertEquals("1: test/old@2:4-2:7, test/old@5:2-5:5", client.published());
    client.change(URI, 2, "3:4-3:5", "review");
    assertEquals("2: test/old@2:4-2:7, test/old@5:2-5:5", client.published());
    client.change(URI, 3, "3:4-3:10", "old");
    assertEquals("3: test/old@2:4-2:7, test/old@5:2-5:5", client.published());
    timer.pass(300);
    assertEquals("3: test/old@2:4-2:7, test/old@3:4-3:7, test/old@5:2-5:5", client.published());
  }

  @Test
  void savingIsRest() {
    client.initialize(VERSIONS);
    client.open(URI, "fn f() { }\n");
    assertEquals("1: ", client.published());
    client.change(URI, 2, "0:9-0:9", "old");
    assertEquals("2: ", client.published());
    client.notify("textDocument/didSave", TestClient.document(URI));
    assertEquals("2: test/old@0:9-0:12", client.published());
  }

  @Test
  void anItemTooLongToAnalyseAtEveryKeyKeepsItsHintsUntilRest() {
    client.initialize(VERSIONS);
    String table = "const T: &[u8] = &[\n  old,\n" + "  1,\n".repeat(20_000) + "];\n";
    client.open(URI, table + "fn g() { old }\n");
    assertEquals("1: test/old@1:2-1:5, test/old@20003:9-20003:12", client.published());
    client.change(URI, 2, "5:0-5:0", "\n  old,\n");
    assertEquals("2: test/old@1:2-1:5, test/old@20005:9-20005:12", client.published());
    client.change(URI, 3, "1:2-1:5", "9");
    assertEquals("3: test/old@1:2-1:3, test/old@20005:9-20005:12", client.published());
    timer.pass(300);
    assertEquals("3: test/old@6:2-6:5, test/old@20005:9-20005:12", client.published());
  }

  @Test
  void closingWithdraws() {
    client.initialize("{}");
    client.open(URI, "fn f() { old }");
    assertEquals("1: test/old@0:9-0:12", client.published());
    client.closeDocument(URI);
    assertEquals("none: ", client.published());
    client.open(URI, "fn f() { }");
    assertEquals("1: ", client.published());
    client.closeDocument(URI);
    client.open("file:///b.rs", "");
    assertEquals("1: ", client.published());
  }

  @Test
  void aDocumentOutOfStepHasNoHintsUntilItsTextIsKnownAgain() {
    client.initialize("{}");
    client.open(URI, "fn f() { old }");
    assertEquals("1: test/old@0:9-0:12", client.published());
    client.change(URI, 2, "7:0-7:1", "x");
    assertEquals("none: ", client.published());
    assertTrue(client.await("window/showMessage").get("message").getAsString().contains(URI));
    assertTrue(client.await("window/logMessage").get("message").getAsString().contains("line 7"));
    client.change(URI, 3, "0:0-0:1", "x");
    client.change(URI, 4, null, "fn g() { old }");
    assertEquals("4: test/old@0:9-0:12", client.published());
  }

  @Test
  void aDiagnosticCarriesWhatTheClientCanShow() {
    client.initialize(
        "{'textDocument':{'publishDiagnostics':{'relatedInformation':true,'tagSupport':"
            + "{'valueSet':[1,2]},'codeDescriptionSupport':true}}}");
    client.open(URI, "fn f() { old; gone }");
    JsonArray diagnostics = client.await(PUBLISH).getAsJsonArray("diagnostics");
    JsonObject old = diagnostics.get(0).getAsJsonObject();
    assertEquals("rusthint", old.get("source").getAsString());
    assertEquals("test/old", old.get("code").getAsString());
    assertEquals(2, old.get("severity").getAsInt());
    assertEquals(
        "`old` is an old name\nnote: it was renamed\nhelp: call it `new_name`",
        old.get("message").getAsString());
    JsonObject related = old.getAsJsonArray("relatedInformation").get(0).getAsJsonObject();
    assertEquals("the function it is in", related.get("message").getAsString());
    assertEquals(URI, related.getAsJsonObject("location").get("uri").getAsString());
    assertEquals(
        "0:0-0:2",
        TestClient.show(related.getAsJsonObject("location").getAsJsonObject("range")));
    assertFalse(old.has("tags"));
    assertEquals("[1]", diagnostics.get(1).getAsJsonObject().get("tags").toString());
  }

  @Test
  void aDiagnosticHoldsNothingThatTheClientCannotShow() {
    client.initialize("{}");
    client.open(URI, "fn f() { old; gone }");
    JsonArray diagnostics = client.await(PUBLISH).getAsJsonArray("diagnostics");
    assertFalse(diagnostics.get(0).getAsJsonObject().has("relatedInformation"));
    assertFalse(diagnostics.get(1).getAsJsonObject().has("tags"));
  }

  @Test
  void positionsAreInTheEncodingThatWasAgreed() {
    JsonObject result = client.initialize("{'general':{'positionEncodings':['utf-16','utf-8']}}");
    JsonObject capabilities = result.getAsJsonObject("capabilities");
    assertEquals("utf-8", capabilities.get("positionEncoding").getAsString());
    client.open(URI, "fn f() { \"\ud83d\ude00\u00e4\"; old }");
    assertEquals("1: test/old@0:19-0:22", client.published());
  }

  @Test
  void withoutAWordAboutItPositionsAreInUtf16() {
    JsonObject capabilities = client.initialize("{}").getAsJsonObject("capabilities");
    assertEquals("utf-16", capabilities.get("positionEncoding").getAsString());
    client.open(URI, "fn f() { \"\ud83d\ude00\u00e4\"; old }");
    assertEquals("1: test/old@0:16-0:19", client.published());
  }

  @Test
  void utf32IsSpokenToo() {
    client.initialize("{'general':{'positionEncodings':['utf-32']}}");
    client.open(URI, "fn f() { \"\ud83d\ude00\u00e4\"; old }");
    assertEquals("1: test/old@0:15-0:18", client.published());
  }

  @Test
  void aRuleThatFailsIsToldOnceForAFileAndCostsNoOtherHint() {
    client.initialize("{}");
    client.open(URI, "fn f() { fails; old }\nfn g() { fails }");
    assertEquals("1: test/old@0:16-0:19", client.published());
    client.change(URI, 2, "1:0-1:0", "\n");
    client.change(URI, 3, "0:0-0:0", "\n");
    assertEquals("3: test/old@1:16-1:19", client.published());
    client.open("untitled:other", "fn h() { fails }");
    assertEquals("1: ", client.published());
    List<JsonObject> logged = client.pending("window/logMessage");
    assertEquals(2, logged.size(), logged.toString());
    String first = logged.get(0).get("message").getAsString();
    assertTrue(first.contains("test/failing") && first.contains(URI), first);
    assertTrue(client.errors().contains("this rule always fails"));
  }

  // Pulled diagnostics.

  private JsonObject pull(String previous) {
    JsonObject params = TestClient.document(URI);
    if (previous != null) {
      params.addProperty("previousResultId", previous);
    }
    return client.request("textDocument/diagnostic", params).getAsJsonObject();
  }

  @Test
  void aClientThatPullsIsNotPushed() {
    JsonObject capabilities = client.initialize(PULL).getAsJsonObject("capabilities");
    assertTrue(
        capabilities.getAsJsonObject("diagnosticProvider").get("workspaceDiagnostics").getAsBoolean());
    client.open(URI, "fn f() { old }");
    JsonObject first = pull(null);
    assertEquals("full", first.get("kind").getAsString());
    assertEquals("test/old@0:9-0:12", TestClient.show(first.getAsJsonArray("items")));
    String id = first.get("resultId").getAsString();
    JsonObject same = pull(id);
    assertEquals("unchanged", same.get("kind").getAsString());
    assertEquals(id, same.get("resultId").getAsString());
    client.change(URI, 2, "0:0-0:0", "\n");
    JsonObject next = pull(id);
    assertEquals("test/old@1:9-1:12", TestClient.show(next.getAsJsonArray("items")));
    assertNotEquals(id, next.get("resultId").getAsString());
    client.closeDocument(URI);
    assertEquals("[]", pull(null).get("items").toString());
    assertTrue(client.pending(PUBLISH).isEmpty());
  }

  @Test
  void aClientThatPullsIsAskedToPullAgainWhenAHintWasHeldBack() {
    client.initialize(PULL);
    client.open(URI, "fn f() {  }");
    String id = pull(null).get("resultId").getAsString();
    client.change(URI, 2, "0:9-0:9", "old");
    assertEquals("unchanged", pull(id).get("kind").getAsString());
    timer.pass(300);
    client.await(REFRESH);
    JsonObject now = pull(id);
    assertEquals("test/old@0:9-0:12", TestClient.show(now.getAsJsonArray("items")));
  }

  @Test
  void nothingIsHeldBackFromAClientThatCannotBeAskedToPullAgain() {
    client.initialize("{'textDocument':{'diagnostic':{}}}");
    client.open(URI, "fn f() {  }");
    pull(null);
    client.change(URI, 2, "0:9-0:9", "old");
    assertEquals("test/old@0:9-0:12", TestClient.show(pull(null).getAsJsonArray("items")));
  }

  @Test
  void aPushedClientCannotPull() {
    JsonObject capabilities = client.initialize("{}").getAsJsonObject("capabilities");
    assertNull(capabilities.get("diagnosticProvider"));
    JsonObject error = client.error("textDocument/diagnostic", TestClient.document(URI));
    assertEquals(-32601, error.get("code").getAsInt());
  }
}
