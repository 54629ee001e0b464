package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings, folders, and files that are not open.
final class WorkspaceTest {
  private static final String URI = "untitled:a";
  private static final String PULL = "'textDocument':{'diagnostic':{}}";

  @TempDir private Path folder;
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

  private void settings(String settings) {
    client.notify(
        "workspace/didChangeConfiguration",
        TestClient.json("{'settings':{'rusthint':" + settings + "}}"));
  }

  @Test
  void settingsTakeEffectAtOnce() {
    client.initialize("{}");
    client.open(URI, "fn f() { old; gone }");
    assertEquals("1: test/old@0:9-0:12, test/gone@0:14-0:18", client.published());
    settings("{'hints':{'test/gone':'off'}}");
    assertEquals("1: test/old@0:9-0:12", client.published());
    settings("{'hints':{'test':'error'}}");
    JsonArray diagnostics =
        client.await("textDocument/publishDiagnostics").getAsJsonArray("diagnostics");
    assertEquals(1, diagnostics.get(0).getAsJsonObject().get("severity").getAsInt());
    assertEquals(2, diagnostics.size());
  }

  @Test
  void settingsThatCannotBeUnderstoodAreToldAndTheOthersStand() {
    client.initialize("{}");
    client.open(URI, "fn f() { old; gone }");
    client.published();
    settings(
        "{'profile':'loud','hints':{'test/gone':'off','test/old':7},'features':[1],'cfg':2,"
            + "'allFeatures':'yes','target':4}");
    assertEquals("1: test/old@0:9-0:12", client.published());
    List<String> told = new ArrayList<>();
    client
        .pending("window/logMessage")
        .forEach(message -> told.add(message.get("message").getAsString()));
    assertEquals(6, told.size(), told.toString());
    assertTrue(told.get(0).contains("no profile is called loud"), told.toString());
    settings("3");
    assertEquals("1: test/old@0:9-0:12, test/gone@0:14-0:18", client.published());
  }

  @Test
  void settingsComeWithInitialize() {
    client.request(
        "initialize",
        TestClient.json(
            "{'processId':null,'capabilities':{},'initializationOptions':"
                + "{'rusthint':{'hints':{'test/old':'off'}}}}"));
    client.notify("initialized", new JsonObject());
    client.open(URI, "fn f() { old; gone }");
    List<String> all = new ArrayList<>(List.of(client.published()));
    if (!all.getLast().equals("1: test/gone@0:14-0:18")) {
      all.add(client.published());
    }
    assertEquals("1: test/gone@0:14-0:18", all.getLast());
  }

  @Test
  void aClientThatAnswersNullKeepsWhatItSaidAtFirst() {
    AtomicReference<String> answer = new AtomicReference<>("[null]");
    client.answering("workspace/configuration", _ -> TestClient.json(answer.get()));
    client.request(
        "initialize",
        TestClient.json(
            "{'processId':null,'capabilities':{'workspace':{'configuration':true}},"
                + "'initializationOptions':{'rusthint':{'hints':{'test/old':'off'}}}}"));
    client.notify("initialized", new JsonObject());
    client.await("workspace/configuration");
    client.open(URI, "fn f() { old; gone }");
    String published = client.published();
    if (!published.equals("1: test/gone@0:14-0:18")) {
      assertEquals("1: test/gone@0:14-0:18", client.published());
    }
    answer.set("[{'hints':{'test/gone':'off'}}]");
    client.notify("workspace/didChangeConfiguration", TestClient.json("{'settings':null}"));
    assertEquals("1: test/old@0:9-0:12", client.published());
    answer.set("null");
    client.notify("workspace/didChangeConfiguration", TestClient.json("{'settings':null}"));
    assertEquals("1: test/gone@0:14-0:18", client.published());
  }

  @Test
  void aClientThatHasSettingsIsAskedForThem() {
    AtomicReference<String> settings = new AtomicReference<>("{'hints':{'test/gone':'off'}}");
    client.answering(
        "workspace/configuration",
        params -> {
          JsonArray items = params.getAsJsonObject().getAsJsonArray("items");
          assertEquals("[{\"section\":\"rusthint\"}]", items.toString());
          return TestClient.json("[" + settings.get() + "]");
        });
    client.initialize(
        "{'workspace':{'configuration':true,'didChangeConfiguration':{'dynamicRegistration':true},"
            + "'didChangeWatchedFiles':{'dynamicRegistration':true}}}");
    JsonArray registered = client.await("client/registerCapability").getAsJsonArray("registrations");
    assertEquals(2, registered.size());
    assertTrue(registered.toString().contains("**/Cargo.toml"), registered.toString());
    client.await("workspace/configuration");
    client.open(URI, "fn f() { old; gone }");
    String published = client.published();
    if (!published.equals("1: test/old@0:9-0:12")) {
      assertEquals("1: test/old@0:9-0:12", client.published());
    }
    settings.set("{'hints':{'test/old':'off'}}");
    client.notify("workspace/didChangeConfiguration", TestClient.json("{'settings':null}"));
    assertEquals("1: test/gone@0:14-0:18", client.published());
  }

  @Test
  void aCancelledRequestIsAnsweredSo() {
    client.initialize("{}");
    client.open(URI, "fn f() { old }\n".repeat(20_000));
    JsonObject params = TestClient.document(URI);
    params.add("position", TestClient.json("{'line':0,'character':10}"));
    int id = client.send("textDocument/hover", params);
    client.notify("$/cancelRequest", TestClient.json("{'id':" + id + "}"));
    JsonObject response = client.response(id);
    assertEquals(-32800, response.getAsJsonObject("error").get("code").getAsInt());
    client.notify("$/cancelRequest", TestClient.json("{'id':" + id + "}"));
    client.notify("$/cancelRequest", TestClient.json("{'id':'never'}"));
    assertFalse(client.request("textDocument/hover", params).isJsonNull());
  }

  @Test
  void aRequestOverTakenByAnEditIsAnsweredSo() {
    client.initialize("{}");
    client.open(URI, "fn f() { old }\n".repeat(20_000));
    JsonObject params = TestClient.document(URI);
    params.add("position", TestClient.json("{'line':0,'character':10}"));
    int id = client.send("textDocument/hover", params);
    client.change(URI, 2, "0:0-0:0", " ");
    JsonObject response = client.response(id);
    assertEquals(-32801, response.getAsJsonObject("error").get("code").getAsInt());
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private JsonObject folder(Path path) {
    JsonObject added = new JsonObject();
    added.addProperty("uri", path.toUri().toString());
    added.addProperty("name", String.valueOf(path.getFileName()));
    return added;
  }

  private void initializeIn(String capabilities, Path... paths) {
    JsonArray folders = new JsonArray();
    for (Path path : paths) {
      folders.add(folder(path));
    }
    JsonObject params =
        TestClient.json("{'processId':null,'capabilities':" + capabilities + "}").getAsJsonObject();
    params.add("workspaceFolders", folders);
    client.request("initialize", params);
    client.notify("initialized", new JsonObject());
  }

  /// The diagnostics of all files: `name: kind items`.
  private Map<String, String> pullAll(Map<String, String> ids) {
    JsonArray previous = new JsonArray();
    ids.forEach(
        (uri, value) -> {
          JsonObject id = new JsonObject();
          id.addProperty("uri", uri);
          id.addProperty("value", value);
          previous.add(id);
        });
    JsonObject params = new JsonObject();
    params.add("previousResultIds", previous);
    JsonArray items =
        client.request("workspace/diagnostic", params).getAsJsonObject().getAsJsonArray("items");
    ids.clear();
    Map<String, String> shown = new TreeMap<>();
    for (JsonElement element : items) {
      JsonObject report = element.getAsJsonObject();
      String uri = report.get("uri").getAsString();
      ids.put(uri, report.get("resultId").getAsString());
      JsonElement found = report.get("items");
      shown.put(
          uri.substring(uri.lastIndexOf('/') + 1),
          report.get("kind").getAsString()
              + " "
              + (found == null ? "" : TestClient.show(found.getAsJsonArray()))
              + (report.get("version") == JsonNull.INSTANCE ? "" : " v" + report.get("version")));
    }
    return shown;
  }

  /// Pulls until the workspace has been read.
  private Map<String, String> pullUntil(int files, Map<String, String> ids)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      ids.clear();
      Map<String, String> all = pullAll(ids);
      if (all.size() == files) {
        return all;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the workspace never had " + files + " files");
  }

  @Test
  void allFilesOfTheWorkspaceCanBePulled() throws IOException, InterruptedException {
    Path a = write("a.rs", "fn f() { old }\n");
    write("sub/b.rs", "fn g() { gone }\n");
    write("c.rs", "fn h() {}\n");
    initializeIn("{" + PULL + "}", folder);
    client.open(a.toUri().toString(), "fn f() { gone; old }\n");
    Map<String, String> ids = new TreeMap<>();
    assertEquals(
        Map.of(
            "a.rs", "full test/gone@0:9-0:13, test/old@0:15-0:18 v1",
            "b.rs", "full test/gone@0:9-0:13",
            "c.rs", "full "),
        pullUntil(3, ids));
    assertEquals(
        Map.of("a.rs", "unchanged  v1", "b.rs", "unchanged ", "c.rs", "unchanged "), pullAll(ids));
    Path b = write("sub/b.rs", "fn g() { old }\n");
    Files.setLastModifiedTime(b, FileTime.fromMillis(1_000_000));
    client.closeDocument(a.toUri().toString());
    assertEquals(
        Map.of(
            "a.rs", "full test/old@0:9-0:12",
            "b.rs", "full test/old@0:9-0:12",
            "c.rs", "unchanged "),
        pullAll(ids));
    Files.delete(b);
    assertEquals(
        Map.of("a.rs", "unchanged ", "b.rs", "full ", "c.rs", "unchanged "), pullAll(ids));
    assertEquals("unchanged ", pullAll(ids).get("b.rs"));
  }

  @Test
  void foldersComeAndGo() throws IOException, InterruptedException {
    write("one/a.rs", "fn f() {}\n");
    write("two/b.rs", "fn g() {}\n");
    initializeIn("{" + PULL + "}", folder.resolve("one"));
    Map<String, String> ids = new TreeMap<>();
    assertEquals("[a.rs]", pullUntil(1, ids).keySet().toString());
    JsonObject event = new JsonObject();
    JsonArray added = new JsonArray();
    added.add(folder(folder.resolve("two")));
    event.add("added", added);
    event.add("removed", new JsonArray());
    JsonObject params = new JsonObject();
    params.add("event", event);
    client.notify("workspace/didChangeWorkspaceFolders", params);
    assertEquals("[a.rs, b.rs]", pullUntil(2, ids).keySet().toString());
    event.add("removed", added);
    event.add("added", new JsonArray());
    client.notify("workspace/didChangeWorkspaceFolders", params);
    assertEquals("[a.rs]", pullUntil(1, ids).keySet().toString());
  }

  @Test
  void fileNamesAreThoseOfTheFileSystem() {
    assertEquals(Path.of("/a b/\u00e4.rs"), DocumentId.pathOf("file:///a%20b/%C3%A4.rs"));
    assertEquals(null, DocumentId.pathOf("untitled:x.rs"));
    assertEquals(null, DocumentId.pathOf("file:///%"));
    assertNotEquals(null, DocumentId.pathOf("file:///a/../b.rs"));
  }
}
