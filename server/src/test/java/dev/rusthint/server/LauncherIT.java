package dev.rusthint.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The language server as it is shipped: the launcher of the distribution, spoken to over its
/// standard streams.
@Timeout(120)
final class LauncherIT {
  private static final Path LAUNCHER = Path.of("target/rusthint/bin/rusthint").toAbsolutePath();
  private static final String PUSH =
      "{'textDocument':{'publishDiagnostics':{'versionSupport':true},'codeAction':"
          + "{'codeActionLiteralSupport':{},'isPreferredSupport':true},'hover':"
          + "{'contentFormat':['markdown']}},'workspace':{'workspaceEdit':{'documentChanges':true}}}";
  private static final String PULL = "{'textDocument':{'diagnostic':{}}}";
  private static final String TEXT =
      "#[repr(packed)]\npub struct Row {\n    pub key: u8,\n}\n\nfn f() {\n    \n}\n";
  private static final String HINT = "memory/packed@1:11-1:14";

  @TempDir private Path folder;
  private Process process;
  private TestClient client;
  private String uri;

  @BeforeEach
  void start() throws IOException {
    uri = Files.writeString(folder.resolve("a.rs"), TEXT).toUri().toString();
    process = new ProcessBuilder(LAUNCHER.toString(), "lsp", "--stdio").start();
    client = TestClient.of(process);
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private JsonObject at(int line, int column) {
    JsonObject params = TestClient.document(uri);
    params.add("position", TestClient.json("{'line':%d,'character':%d}".formatted(line, column)));
    return params;
  }

  @Test
  void anEditorsSession() throws IOException {
    JsonObject initialized = client.initialize(PUSH);
    assertEquals(
        "rusthint", initialized.getAsJsonObject("serverInfo").get("name").getAsString());
    client.open(uri, TEXT);
    String first = client.published();
    assertTrue(first.startsWith("1: " + HINT), first);

    // Each version has its diagnostics, half-typed ones too.
    String typed = "if x { (";
    for (int i = 0; i < typed.length(); i++) {
      int column = 4 + i;
      client.change(
          uri, 2 + i, "6:" + column + "-6:" + column, typed.substring(i, i + 1));
      assertEquals(first.replaceFirst("1", "" + (2 + i)), client.published());
    }
    client.change(uri, 20, "6:0-6:12", "");
    assertEquals(first.replaceFirst("1", "20"), client.published());

    JsonObject hover = client.request("textDocument/hover", at(1, 12)).getAsJsonObject();
    JsonObject contents = hover.getAsJsonObject("contents");
    assertEquals("markdown", contents.get("kind").getAsString());
    assertTrue(contents.get("value").getAsString().startsWith("**memory/packed**: "));

    // The hint leads to its page, which is there.
    Path page = LAUNCHER.resolveSibling("../docs/hints/memory/packed.md").normalize();
    assertTrue(Files.readString(page).startsWith("# memory/packed\n"));
    String link = page.toRealPath().toUri().toString();
    assertTrue(contents.get("value").getAsString().contains("(" + link + ")"), contents.toString());

    // A code action is applied, and its hint is gone.
    JsonObject params = TestClient.document(uri);
    params.add("range", TestClient.range("1:12-1:12"));
    params.add("context", TestClient.json("{'diagnostics':[],'only':['quickfix']}"));
    JsonArray actions = client.request("textDocument/codeAction", params).getAsJsonArray();
    JsonObject fix = actions.get(0).getAsJsonObject();
    assertTrue(fix.get("isPreferred").getAsBoolean(), fix.toString());
    JsonObject change =
        fix.getAsJsonObject("edit").getAsJsonArray("documentChanges").get(0).getAsJsonObject();
    assertEquals(20, change.getAsJsonObject("textDocument").get("version").getAsInt());
    JsonObject edit = change.getAsJsonArray("edits").get(0).getAsJsonObject();
    client.change(
        uri,
        21,
        TestClient.show(edit.getAsJsonObject("range")),
        edit.get("newText").getAsString());
    assertEquals("21: ", client.published());
    assertEquals(0, client.end());
  }

  @Test
  void aSessionThatPulls() {
    client.initialize(PULL);
    client.open(uri, TEXT);
    JsonObject report =
        client.request("textDocument/diagnostic", TestClient.document(uri)).getAsJsonObject();
    assertEquals("full", report.get("kind").getAsString());
    String shown = TestClient.show(report.getAsJsonArray("items"));
    assertTrue(shown.startsWith(HINT), shown);
    JsonObject again = TestClient.document(uri);
    again.add("previousResultId", report.get("resultId"));
    JsonObject same = client.request("textDocument/diagnostic", again).getAsJsonObject();
    assertEquals("unchanged", same.get("kind").getAsString());
    assertEquals(0, client.end());
    client.awaitEnd();
    assertTrue(client.pending("textDocument/publishDiagnostics").isEmpty());
  }

  @Test
  void deepAndBrokenCodeIsServedByAllRules() {
    client.initialize(PUSH);
    String[] opened = {"(", "[", "{", "<", "&", "if x {", "vec![", "a.b(", "|x|", "println!("};
    for (int i = 0; i < opened.length; i++) {
      String other = "untitled:" + i;
      client.open(
          other, TEXT + "fn g() { let x = " + opened[i].repeat(10_000) + " }\n" + "fn h() {}\n");
      String published = client.published();
      assertTrue(published.startsWith("1: " + HINT), opened[i] + " " + published);
    }
    assertEquals(0, client.end());
  }

  @Test
  void theClientsDeathEndsTheServerWithinASecond() throws InterruptedException {
    client.initialize(PUSH);
    client.open(uri, TEXT);
    client.published();
    client.hangUp();
    assertTrue(process.waitFor(1, TimeUnit.SECONDS), "still running after a second");
    assertEquals(1, process.exitValue());
  }

  /// The server's input stays open in another process when its client is killed: what tells is the
  /// client's process id.
  @Test
  void theDeathOfTheClientsProcessEndsTheServerWithinASecond()
      throws IOException, InterruptedException {
    Process mortal = new ProcessBuilder("sleep", "1000").start();
    client.request(
        "initialize", TestClient.json("{'processId':" + mortal.pid() + ",'capabilities':{}}"));
    client.open(uri, TEXT);
    client.published();
    mortal.destroyForcibly().waitFor();
    assertTrue(process.waitFor(1, TimeUnit.SECONDS), "still running after a second");
    assertEquals(1, process.exitValue());
  }

  @Test
  void exitWithoutShutdownIsOne() {
    client.initialize(PUSH);
    client.notify("exit", null);
    assertEquals(1, client.exitCode(1000));
  }

  @Test
  void nothingButTheProtocolIsOnStandardOutput() throws IOException, InterruptedException {
    client.close();
    process.waitFor();
    Process mute =
        new ProcessBuilder(LAUNCHER.toString(), "lsp").redirectErrorStream(false).start();
    mute.getOutputStream().write("nonsense\r\n\r\n".getBytes(UTF_8));
    mute.getOutputStream().close();
    FrameReader frames = new FrameReader(mute.getInputStream());
    FrameReader.Frame answer = frames.next();
    FrameReader.Content content = (FrameReader.Content) answer;
    JsonElement json = JsonParser.parseString(new String(content.bytes(), UTF_8));
    assertEquals(
        -32700, json.getAsJsonObject().getAsJsonObject("error").get("code").getAsInt());
    assertEquals(null, frames.next());
    mute.waitFor();
  }

  @Test
  void aSocketIsServedOnTheLoopbackInterface() throws IOException, InterruptedException {
    Process server = new ProcessBuilder(LAUNCHER.toString(), "lsp", "--socket", "0").start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(server.getErrorStream(), UTF_8))) {
      String line = said.readLine();
      int port = Integer.parseInt(line.replaceAll("\\D", ""));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        TestClient other = TestClient.of(socket, server);
        other.initialize(PUSH);
        other.open(uri, TEXT);
        assertTrue(other.published().startsWith("1: " + HINT));
        assertEquals(0, other.end());
      }
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aWorkspaceIsReadAndItsSettingsObeyed() throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("Cargo.toml"),
        "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[lib]\npath = \"a.rs\"\n");
    JsonObject params =
        TestClient.json("{'processId':null,'capabilities':" + PULL + "}").getAsJsonObject();
    params.add(
        "workspaceFolders",
        TestClient.json("[{'uri':'" + folder.toUri() + "','name':'a'}]"));
    client.request("initialize", params);
    client.notify("initialized", new JsonObject());
    JsonArray items = new JsonArray();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (items.isEmpty() && System.nanoTime() < end) {
      items =
          client
              .request("workspace/diagnostic", TestClient.json("{'previousResultIds':[]}"))
              .getAsJsonObject()
              .getAsJsonArray("items");
      Thread.sleep(20);
    }
    assertFalse(items.isEmpty());
    JsonObject report = items.get(0).getAsJsonObject();
    assertEquals(uri, report.get("uri").getAsString());
    assertTrue(TestClient.show(report.getAsJsonArray("items")).contains(HINT));
    assertEquals(0, client.end());
  }
}
