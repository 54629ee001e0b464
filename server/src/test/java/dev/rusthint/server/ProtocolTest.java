package dev.rusthint.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is no LSP message, or none at this time: it gets the error that the protocol has for it,
/// and the next good message is served.
final class ProtocolTest {
  private TestClient client;

  @BeforeEach
  void start() {
    client = TestClient.inProcess(TestRules.registry(), new FakeTimer());
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private static int code(JsonObject response) {
    return response.getAsJsonObject("error").get("code").getAsInt();
  }

  private void stillServes() {
    client.open("file:///a.rs", "fn f() { old }");
    assertEquals("1: test/old@0:9-0:12", client.published());
  }

  @Test
  void malformedJsonIsAParseError() {
    client.initialize("{}");
    client.sendText("{\"jsonrpc\":\"2.0\",\"id\":1,");
    assertEquals(-32700, code(client.answerToNobody()));
    client.sendText("{} trailing");
    assertEquals(-32700, code(client.answerToNobody()));
    client.sendText("");
    assertEquals(-32700, code(client.answerToNobody()));
    client.sendText("{'jsonrpc':'2.0'}");
    assertEquals(-32700, code(client.answerToNobody()));
    stillServes();
  }

  @Test
  void contentThatIsNotUtf8IsAParseError() {
    client.initialize("{}");
    byte[] bytes = "{\"jsonrpc\":\"2.0\",\"method\":\"\u00ff\u00fe\"}".getBytes(ISO_8859_1);
    client.sendBytes(TestClient.frame(bytes));
    assertEquals(-32700, code(client.answerToNobody()));
    stillServes();
  }

  @Test
  void deeplyNestedJsonIsAParseError() {
    client.initialize("{}");
    client.sendText("[".repeat(100_000));
    assertEquals(-32700, code(client.answerToNobody()));
    stillServes();
  }

  @Test
  void batchesAreInvalid() {
    client.initialize("{}");
    client.sendText("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}]");
    assertEquals(-32600, code(client.answerToNobody()));
    client.sendText("[]");
    assertEquals(-32600, code(client.answerToNobody()));
    stillServes();
  }

  @Test
  void whatIsNoRequestIsInvalid() {
    client.initialize("{}");
    for (String message :
        new String[] {
          "1",
          "\"text\"",
          "{}",
          "{\"jsonrpc\":\"1.0\",\"method\":\"x\"}",
          "{\"jsonrpc\":\"2.0\",\"method\":7}",
          "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}",
          "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"x\"}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":3}"
        }) {
      client.sendText(message);
      assertEquals(-32600, code(client.answerToNobody()), message);
    }
    stillServes();
  }

  @Test
  void unknownMethodsAreNotFoundAndShowNoStackTrace() {
    client.initialize("{}");
    JsonObject error = client.error("textDocument/unheardOf", new JsonObject());
    assertEquals(-32601, error.get("code").getAsInt());
    assertTrue(error.get("message").getAsString().contains("textDocument/unheardOf"));
    assertFalse(error.has("data"), error.toString());
    client.notify("textDocument/unheardOf", new JsonObject());
    client.notify("$/unheardOf", new JsonObject());
    stillServes();
    assertFalse(client.errors().contains("\tat "), client.errors());
  }

  @Test
  void aNotificationWithAnIdIsInvalid() {
    client.initialize("{}");
    JsonObject error = client.error("textDocument/didOpen", new JsonObject());
    assertEquals(-32600, error.get("code").getAsInt());
    stillServes();
  }

  @Test
  void parametersOfTheWrongShapeAreInvalid() {
    client.initialize("{}");
    client.notify("textDocument/didOpen", TestClient.json("{'textDocument':7}"));
    client.notify("textDocument/didOpen", TestClient.json("{'textDocument':{}}"));
    client.notify("textDocument/didOpen", null);
    client.notify("textDocument/didChange", TestClient.json("[1,2]"));
    client.notify("textDocument/didClose", TestClient.json("{'textDocument':{'uri':5}}"));
    stillServes();
  }

  @Test
  void requestsBeforeInitializeAreRefused() {
    assertEquals(-32002, client.error("textDocument/hover", new JsonObject()).get("code").getAsInt());
    assertEquals(-32002, client.error("unheardOf", null).get("code").getAsInt());
    client.open("file:///early.rs", "fn f() { old }");
    client.initialize("{}");
    stillServes();
    assertTrue(client.pending("textDocument/publishDiagnostics").isEmpty());
  }

  @Test
  void aSecondInitializeIsInvalid() {
    client.initialize("{}");
    assertEquals(-32600, client.error("initialize", new JsonObject()).get("code").getAsInt());
    stillServes();
  }

  @Test
  void requestsAfterShutdownAreInvalid() {
    client.initialize("{}");
    client.request("shutdown", null);
    assertEquals(-32600, client.error("shutdown", null).get("code").getAsInt());
    assertEquals(-32600, client.error("unheardOf", null).get("code").getAsInt());
    client.notify("exit", null);
    assertEquals(0, client.exitCode(1000));
  }

  @Test
  void exitWithoutShutdownIsAnError() {
    client.initialize("{}");
    client.notify("exit", null);
    assertEquals(1, client.exitCode(1000));
  }

  @Test
  void exitBeforeInitializeEndsToo() {
    client.notify("exit", null);
    assertEquals(1, client.exitCode(1000));
  }

  @Test
  void theEndOfTheInputEndsTheServer() {
    client.initialize("{}");
    client.hangUp();
    assertEquals(1, client.exitCode(1000));
  }

  @Test
  void theEndOfTheInputInsideAFrameEndsTheServer() {
    client.initialize("{}");
    client.sendBytes("Content-Length: 500\r\n\r\n{\"jsonrpc\"".getBytes(US_ASCII));
    client.hangUp();
    assertEquals(1, client.exitCode(1000));
  }

  @Test
  void theClientsDeathEndsTheServer() throws IOException, InterruptedException {
    client.close();
    Process mortal = new ProcessBuilder("sleep", "1000").start();
    FakeTimer timer = new FakeTimer();
    client = TestClient.inProcess(TestRules.registry(), timer);
    client.request(
        "initialize", TestClient.json("{'processId':" + mortal.pid() + ",'capabilities':{}}"));
    timer.pass(1000);
    stillServes();
    mortal.destroyForcibly().waitFor();
    timer.pass(1000);
    assertEquals(1, client.exitCode(1000));
  }

  @Test
  void malformedHeadersAreToldOnceAndPassedOver() {
    client.initialize("{}");
    client.sendBytes("no header at all\r\nnor this\r\n\r\n\r\n".getBytes(US_ASCII));
    assertEquals(-32700, code(client.answerToNobody()));
    client.sendBytes("Content-Length: many\r\n\r\n{\"a\":\n1}".getBytes(US_ASCII));
    stillServes();
    client.sendBytes("Content-Type: x\r\n\r\n{}".getBytes(US_ASCII));
    assertEquals(-32700, code(client.answerToNobody()));
    client.open("file:///b.rs", "fn f() {}");
    assertEquals("1: ", client.published());
  }

  @Test
  void headersMayHoldInvalidUtf8() {
    client.initialize("{}");
    client.sendBytes("Content-Type: \u00ff\u00fe\r\n".getBytes(ISO_8859_1));
    stillServes();
    client.sendBytes("\u00ff\u00c3\u0028: x\r\n".getBytes(ISO_8859_1));
    assertEquals(-32700, code(client.answerToNobody()));
    client.open("file:///b.rs", "fn f() {}");
    assertEquals("1: ", client.published());
  }

  @Test
  void aLengthThatIsTooShortCostsOneMessage() {
    client.initialize("{}");
    client.sendBytes(
        "Content-Length: 10\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"x\"}".getBytes(US_ASCII));
    assertEquals(-32700, code(client.answerToNobody()));
    assertEquals(-32700, code(openAndGetError()));
    assertEquals("1: test/old@0:9-0:12", client.published());
  }

  private JsonObject openAndGetError() {
    client.open("file:///a.rs", "fn f() { old }");
    return client.answerToNobody();
  }

  @Test
  void headerNamesAreCaseInsensitiveAndLinesMayEndWithALineFeedAlone() {
    client.initialize("{}");
    String message = "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"nothing\"}";
    client.sendBytes(("content-length:" + message.length() + "\n\n" + message).getBytes(US_ASCII));
    assertEquals(-32601, code(client.textResponse("x")));
  }
}
