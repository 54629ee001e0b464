package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `Cargo.toml` and `rusthint.toml` as documents of their own.
final class ManifestTest {
  private static final String PUBLISH = "textDocument/publishDiagnostics";
  private static final String ACTIONS =
      "{'textDocument':{'codeAction':{'codeActionLiteralSupport':{}},"
          + "'hover':{'contentFormat':['markdown']}}}";
  private static final String PULL =
      "{'textDocument':{'diagnostic':{}},'workspace':{'diagnostics':{'refreshSupport':true}}}";
  private static final String OLD = "[package]\nname = \"a\"\nversion = \"0.1.0\"\n";

  @TempDir private Path temporary;
  private final FakeTimer timer = new FakeTimer();
  private Path folder;
  private String uri;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    folder = temporary.toRealPath();
    uri = folder.resolve("Cargo.toml").toUri().toString();
    client = TestClient.inProcess(TestRules.registry(), timer);
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void initializeHere(String capabilities) {
    JsonObject added = new JsonObject();
    added.addProperty("uri", folder.toUri().toString());
    added.addProperty("name", "here");
    JsonArray folders = new JsonArray();
    folders.add(added);
    JsonObject params =
        TestClient.json("{'processId':null,'capabilities':" + capabilities + "}").getAsJsonObject();
    params.add("workspaceFolders", folders);
    client.request("initialize", params);
    client.notify("initialized", new JsonObject());
  }

  private void open(String text) {
    client.open(uri, "toml", 1, text);
  }

  /// The next publications until one of `file` is as expected: settings may come in between.
  private JsonObject awaitPublication(String file, String expected) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      JsonObject publication = client.await(PUBLISH);
      String shown = TestClient.showPublication(publication);
      if (publication.get("uri").getAsString().equals(file) && shown.equals(expected)) {
        return publication;
      }
      others.add(publication.get("uri").getAsString() + " " + shown);
    }
    throw new AssertionError(expected + " never came, but " + others);
  }

  /// Lets the time pass after which nobody is taken to type, once the server has all edits.
  private void rest() {
    JsonObject params = TestClient.document(uri);
    params.add("position", TestClient.json("{'line':0,'character':0}"));
    client.request("textDocument/hover", params);
    timer.pass(Analyses.REST);
  }

  @Test
  void hintsAndMistakesArePublishedAsSoonAsItIsOpen() throws IOException {
    write("src/lib.rs", "");
    client.initialize("{}");
    open(OLD + "[lib]\nname = \"a-b\"\n");
    assertEquals("1: cargo/edition@1:7-1:10", client.published());
    client.change(uri, 2, null, OLD + "[lib]\npath = 7\n");
    rest();
    JsonObject published = awaitPublication(uri, "2: cargo/edition@1:7-1:10, problem@4:7-4:8");
    JsonObject mistake = published.getAsJsonArray("diagnostics").get(1).getAsJsonObject();
    assertEquals(1, mistake.get("severity").getAsInt());
    assertEquals("rusthint", mistake.get("source").getAsString());
    assertTrue(mistake.get("message").getAsString().contains("path"), mistake.toString());
  }

  @Test
  void whileItIsBrokenTheHintsStandAndTheErrorHasItsPlace() {
    client.initialize("{'textDocument':{'publishDiagnostics':{'versionSupport':true}}}");
    open(OLD + "\n[dependencies]\n");
    assertEquals("1: cargo/edition@1:7-1:10", client.published());
    client.change(uri, 2, "0:0-0:0", "# \u00e4\ud83d\ude00\n");
    assertEquals("2: cargo/edition@2:7-2:10", client.published());
    // Half typed: nothing is said of this line yet.
    client.change(uri, 3, "6:0-6:0", "serde = \"\ud83d\ude00\" x");
    assertEquals("3: cargo/edition@2:7-2:10", client.published());
    rest();
    JsonObject broken = client.await(PUBLISH);
    assertEquals("3: cargo/edition@2:7-2:10, problem@6:13-6:14", TestClient.showPublication(broken));
    client.change(uri, 4, "6:12-6:14", "");
    assertEquals("4: cargo/edition@2:7-2:10", client.published());
  }

  @Test
  void incrementalEditsGiveWhatAFreshReadGives() {
    client.initialize("{'textDocument':{'publishDiagnostics':{'versionSupport':true}}}");
    open("");
    assertEquals("1: problem@0:0-0:0", client.published());
    String text = OLD + "[features]\ndefault = []\n";
    int version = 1;
    int line = 0;
    int column = 0;
    for (String c : text.split("")) {
      client.change(uri, ++version, "%d:%d-%d:%d".formatted(line, column, line, column), c);
      line += c.equals("\n") ? 1 : 0;
      column = c.equals("\n") ? 0 : column + 1;
    }
    rest();
    awaitPublication(uri, version + ": cargo/edition@1:7-1:10");
    client.change(uri, ++version, null, text.replace("name", "edition = \"2024\"\nname"));
    awaitPublication(uri, version + ": ");
  }

  @Test
  void anEditOutsideTheTextLosesTheManifestUntilItIsSaved() {
    client.initialize("{}");
    open(OLD);
    assertEquals("1: cargo/edition@1:7-1:10", client.published());
    client.change(uri, 2, "90:0-90:1", "x");
    assertEquals("none: ", client.published());
    JsonObject saved = TestClient.document(uri);
    saved.addProperty("text", "\n" + OLD);
    client.notify("textDocument/didSave", saved);
    assertEquals("1: cargo/edition@2:7-2:10", client.published());
  }

  private JsonArray actions(String range) {
    JsonObject params = TestClient.document(uri);
    params.add("range", TestClient.range(range));
    params.add("context", TestClient.json("{'diagnostics':[]}"));
    return client.request("textDocument/codeAction", params).getAsJsonArray();
  }

  private JsonObject edit(JsonArray actions, String title) {
    for (JsonElement element : actions) {
      JsonObject action = element.getAsJsonObject();
      if (action.get("title").getAsString().equals(title)) {
        JsonObject changes = action.getAsJsonObject("edit").getAsJsonObject("changes");
        assertEquals(1, changes.getAsJsonArray(uri).size());
        return changes.getAsJsonArray(uri).get(0).getAsJsonObject();
      }
    }
    throw new AssertionError(title + " is not among " + actions);
  }

  private void apply(int version, JsonObject edit) {
    String range = TestClient.show(edit.getAsJsonObject("range"));
    client.change(uri, version, range, edit.get("newText").getAsString());
  }

  @Test
  void aFixIsAppliedAndItsHintIsGone() {
    client.initialize(ACTIONS);
    open(OLD);
    assertEquals("1: cargo/edition@1:7-1:10", client.published());
    JsonObject fix = edit(actions("1:8-1:8"), "Add an edition");
    assertEquals("\nedition = \"2024\"", fix.get("newText").getAsString());
    apply(2, fix);
    assertEquals("2: ", client.published());
    assertEquals(0, actions("1:8-1:8").size());
  }

  @Test
  void aCommentSilencesAHint() {
    client.initialize(ACTIONS);
    open(OLD);
    client.published();
    JsonObject comment =
        edit(actions("1:8-1:8"), "Allow cargo/edition here with a comment");
    assertEquals(
        "# rusthint: allow(cargo/edition) — reason\n", comment.get("newText").getAsString());
    apply(2, comment);
    assertEquals("2: ", client.published());
  }

  @Test
  void noCommentIsOfferedInsideAString() {
    client.initialize(ACTIONS);
    open("[package]\ndescription = \"\"\"\n\"\"\"\n\"name\" = \"\"\"\na\"\"\"\n");
    assertEquals("1: cargo/edition@3:9-4:4", client.published());
    // The hint begins on the line of its key, before the string.
    assertEquals(
        "3:0-3:0",
        TestClient.show(
            edit(actions("3:9-3:9"), "Allow cargo/edition here with a comment")
                .getAsJsonObject("range")));
  }

  @Test
  void allMachineFixesAreMadeAtOnce() throws IOException {
    write("benches/one.rs", "criterion_main!(benches);\n");
    write("benches/two.rs", "criterion_main!(benches);\n");
    client.initialize(ACTIONS);
    String text =
        OLD
            + "edition = \"2024\"\n\n[[bench]]\nname = \"one\"\nharness = true\n\n"
            + "[[bench]]\nname = \"two\"\nharness = true\n";
    open(text);
    assertEquals("1: cargo/bench-harness@5:0-5:9, cargo/bench-harness@9:0-9:9", client.published());
    JsonObject params = TestClient.document(uri);
    params.add("range", TestClient.range("0:0-0:0"));
    params.add(
        "context", TestClient.json("{'diagnostics':[],'only':['source.fixAll.rusthint']}"));
    JsonArray all = client.request("textDocument/codeAction", params).getAsJsonArray();
    assertEquals(1, all.size());
    JsonArray edits =
        all.get(0)
            .getAsJsonObject()
            .getAsJsonObject("edit")
            .getAsJsonObject("changes")
            .getAsJsonArray(uri);
    int version = 1;
    for (int i = edits.size() - 1; i >= 0; i--) {
      apply(++version, edits.get(i).getAsJsonObject());
    }
    awaitPublication(uri, version + ": ");
  }

  @Test
  void hoverSaysWhy() {
    client.initialize(ACTIONS);
    open(OLD);
    JsonObject params = TestClient.document(uri);
    params.add("position", TestClient.json("{'line':1,'character':8}"));
    JsonObject hover = client.request("textDocument/hover", params).getAsJsonObject();
    String text = hover.getAsJsonObject("contents").get("value").getAsString();
    assertTrue(text.startsWith("**cargo/edition**: `a` has no edition"), text);
    assertTrue(text.contains("is read as Rust 2015"), text);
    params.add("position", TestClient.json("{'line':2,'character':0}"));
    assertTrue(client.request("textDocument/hover", params).isJsonNull());
  }

  private JsonObject pull(String document, String previous) {
    JsonObject params = TestClient.document(document);
    if (previous != null) {
      params.addProperty("previousResultId", previous);
    }
    return client.request("textDocument/diagnostic", params).getAsJsonObject();
  }

  @Test
  void diagnosticsCanBePulled() {
    client.initialize(PULL);
    open(OLD + "x = \n");
    JsonObject first = pull(uri, null);
    assertEquals("problem@3:4-3:4", TestClient.show(first.getAsJsonArray("items")));
    String id = first.get("resultId").getAsString();
    assertEquals("unchanged", pull(uri, id).get("kind").getAsString());
    client.change(uri, 2, "3:0-4:0", "");
    rest();
    assertEquals(
        "cargo/edition@1:7-1:10", TestClient.show(pull(uri, id).getAsJsonArray("items")));
    assertTrue(client.pending(PUBLISH).isEmpty());
  }

  @Test
  void anEditedManifestCountsForItsCodeOnceNobodyTypes() throws IOException {
    write("Cargo.toml", OLD + "edition = \"2024\"\n");
    write("src/lib.rs", "fn f() { old }\n");
    initializeHere("{}");
    String lib = folder.resolve("src/lib.rs").toUri().toString();
    client.open(lib, "fn f() { old }\n");
    awaitPublication(lib, "1: test/old@0:9-0:12");
    open(OLD + "edition = \"2024\"\n");
    awaitPublication(uri, "1: ");
    client.change(uri, 2, "4:0-4:0", "[lints.clippy]\nold_names = \"allow\"\n");
    rest();
    awaitPublication(lib, "1: ");
    // Half typed it counts for nothing.
    client.change(uri, 3, "5:0-5:0", "old_names = \n");
    rest();
    awaitPublication(uri, "3: problem@5:12-5:12");
    client.closeDocument(uri);
    awaitPublication(lib, "1: test/old@0:9-0:12");
  }

  @Test
  void mistakesInAConfigurationFileAreShownOnIt() throws IOException {
    Path file = write("rusthint.toml", "profil = \"audit\"\n[levels]\n\"perf/inlin\" = \"off\"\n");
    String config = file.toUri().toString();
    initializeHere("{}");
    String shown = "none: problem@0:0-0:6, problem@2:0-2:12";
    JsonObject published = awaitPublication(config, shown);
    String message =
        published.getAsJsonArray("diagnostics").get(1).getAsJsonObject().get("message").getAsString();
    assertTrue(message.contains("perf/inline"), message);
    // While it is open its text counts.
    client.open(config, "toml", 1, Files.readString(file));
    awaitPublication(config, shown.replace("none", "1"));
    client.change(config, 2, "0:0-0:6", "profile");
    awaitPublication(config, "2: problem@2:0-2:12");
    client.closeDocument(config);
    awaitPublication(config, shown);
    write("rusthint.toml", "profile = \"audit\"\n");
    JsonObject changed = new JsonObject();
    changed.add(
        "changes", TestClient.json("[{'uri':'" + config + "','type':2}]"));
    client.notify("workspace/didChangeWatchedFiles", changed);
    awaitPublication(config, "none: ");
  }

  @Test
  void anEditedConfigurationCountsOnceNobodyTypes() throws IOException {
    Path file = write("rusthint.toml", "");
    write("a.rs", "fn f() { old }\n");
    initializeHere("{}");
    String rust = folder.resolve("a.rs").toUri().toString();
    client.open(rust, "fn f() { old }\n");
    awaitPublication(rust, "1: test/old@0:9-0:12");
    client.open(file.toUri().toString(), "toml", 1, "ignore = [\"a.rs\"]\n");
    awaitPublication(rust, "1: ");
    client.closeDocument(file.toUri().toString());
    awaitPublication(rust, "1: test/old@0:9-0:12");
  }

  /// All diagnostics of the workspace: `name: kind items`.
  private Map<String, String> pullAll(Map<String, String> ids) {
    JsonArray previous = new JsonArray();
    ids.forEach(
        (file, value) -> {
          JsonObject id = new JsonObject();
          id.addProperty("uri", file);
          id.addProperty("value", value);
          previous.add(id);
        });
    JsonObject params = new JsonObject();
    params.add("previousResultIds", previous);
    Map<String, String> all = new TreeMap<>();
    ids.clear();
    for (JsonElement element :
        client.request("workspace/diagnostic", params).getAsJsonObject().getAsJsonArray("items")) {
      JsonObject report = element.getAsJsonObject();
      String file = report.get("uri").getAsString();
      ids.put(file, report.get("resultId").getAsString());
      JsonElement items = report.get("items");
      all.put(
          folder.relativize(Path.of(java.net.URI.create(file))).toString(),
          items == null ? "unchanged" : TestClient.show(items.getAsJsonArray()));
    }
    return all;
  }

  @Test
  void filesThatAreNotOpenArePulledWithTheWorkspace() throws IOException, InterruptedException {
    write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"gone\"]\n");
    write("a/Cargo.toml", OLD);
    write("a/src/lib.rs", "fn f() { old }\n");
    write("rusthint.toml", "levels = 3\n");
    initializeHere(PULL);
    Map<String, String> ids = new TreeMap<>();
    Map<String, String> all = pullAll(ids);
    for (int i = 0; i < 100 && all.size() < 4; i++) {
      Thread.sleep(20);
      ids.clear();
      all = pullAll(ids);
    }
    assertEquals(
        Map.of(
            "Cargo.toml", "problem@1:16-1:22",
            "a/Cargo.toml", "cargo/edition@1:7-1:10",
            "a/src/lib.rs", "test/old@0:9-0:12",
            "rusthint.toml", "problem@0:9-0:10"),
        all);
    assertEquals("[unchanged]", List.copyOf(new java.util.TreeSet<>(pullAll(ids).values())).toString());
    client.pending("workspace/diagnostic/refresh");
    write("rusthint.toml", "");
    JsonObject changed = new JsonObject();
    String config = folder.resolve("rusthint.toml").toUri().toString();
    changed.add("changes", TestClient.json("[{'uri':'" + config + "','type':2}]"));
    client.notify("workspace/didChangeWatchedFiles", changed);
    client.await("workspace/diagnostic/refresh");
    all = pullAll(ids);
    assertEquals("", all.get("rusthint.toml"));
    assertEquals("unchanged", all.get("a/Cargo.toml"));
    assertFalse(ids.isEmpty());
    assertTrue(client.pending(PUBLISH).isEmpty());
  }

  @Test
  void aFileThatVanishesIsSaidOnceAndTheRestIsServed() throws IOException, InterruptedException {
    write("Cargo.toml", OLD);
    write("src/lib.rs", "mod a;\nfn f() { old }\n");
    Path gone = write("src/a.rs", "fn g() { old }\n");
    initializeHere(PULL);
    Map<String, String> ids = new TreeMap<>();
    Map<String, String> all = pullAll(ids);
    for (int i = 0; i < 100 && all.size() < 3; i++) {
      Thread.sleep(20);
      ids.clear();
      all = pullAll(ids);
    }
    assertEquals("test/old@0:9-0:12", all.get("src/a.rs"));
    Files.delete(gone);
    Map<String, String> rest = Map.of("Cargo.toml", "unchanged", "src/lib.rs", "unchanged");
    Map<String, String> first = pullAll(ids);
    assertEquals("", first.remove("src/a.rs"), "its diagnostics go");
    assertEquals(rest, first);
    Map<String, String> second = pullAll(ids);
    assertEquals("unchanged", second.remove("src/a.rs"));
    assertEquals(rest, second);
    List<JsonObject> told = client.pending("window/logMessage");
    assertEquals(1, told.size(), told.toString());
    String message = told.getFirst().get("message").getAsString();
    assertTrue(message.endsWith("a.rs is gone since the workspace was read"), message);
  }
}
