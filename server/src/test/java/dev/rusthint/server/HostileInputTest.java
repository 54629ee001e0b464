package dev.rusthint.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Documents that are large, deep or broken are served like others.
final class HostileInputTest {
  private static final String URI = "file:///a.rs";

  private TestClient client;

  @BeforeEach
  void start() {
    client = TestClient.inProcess(TestRules.registry(), new FakeTimer());
    client.initialize("{'textDocument':{'publishDiagnostics':{'versionSupport':true}}}");
  }

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  @Timeout(60)
  void aFileOf20MegabytesIsServed() {
    StringBuilder text = new StringBuilder("pub static TABLE: &[u32] = &[\n");
    while (text.length() < 20_000_000) {
      text.append("    0x12345678, 0x9abcdef0, 0x0fedcba9, 0x87654321,\n");
    }
    text.append("];\nfn f() { old }\n");
    int last = (int) text.chars().filter(c -> c == '\n').count() - 1;
    client.open(URI, text.toString());
    String there = "test/old@" + last + ":9-" + last + ":12";
    assertEquals("1: " + there, client.published());
    long begun = System.nanoTime();
    client.change(URI, 2, "1:4-1:4", "7, ");
    assertEquals("2: " + there, client.published());
    long typing = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertTrue(typing < 1000, "a key took " + typing + " ms");
    client.change(URI, 3, last + ":9-" + last + ":12", "new");
    assertEquals("3: ", client.published());
  }

  @Test
  @Timeout(60)
  void tenThousandBracketsAreServed() {
    for (String open : new String[] {"(", "[", "{", "<", "&", "if x {", "vec![", "a.b(", "|x|"}) {
      client.open(URI, "fn f() { old }\nfn g() { " + open.repeat(10_000) + " }\nfn h() { old }\n");
      String published = client.published();
      assertTrue(published.startsWith("1: test/old@0:9-0:12"), open + " " + published);
    }
    client.open(URI, "fn g() { " + "(".repeat(10_000) + "1" + ")".repeat(10_000) + " }\nfn h() { old }");
    assertEquals("1: test/old@1:9-1:12", client.published());
    assertFalse(client.errors().contains("Error"), client.errors());
  }

  @Test
  void manyVersionsInARowEndWithTheNewest() {
    client.open(URI, "fn f() { old }\n");
    for (int version = 2; version <= 200; version++) {
      client.change(URI, version, "0:0-0:0", "\n");
    }
    String newest = "";
    while (!newest.startsWith("200:")) {
      newest = client.published();
    }
    assertEquals("200: test/old@199:9-199:12", newest);
  }

  @Test
  void manyDocumentsAreServed() {
    for (int i = 0; i < 50; i++) {
      client.open("untitled:" + i, "fn f() { old }\n");
    }
    for (int i = 0; i < 50; i++) {
      JsonObject published = client.await("textDocument/publishDiagnostics");
      assertEquals(1, published.getAsJsonArray("diagnostics").size());
    }
  }

  @Test
  @Timeout(30)
  void aClientThatDoesNotReadHoldsUpNothingAndItsDeathEndsTheServer() throws IOException {
    Pipe there = Pipe.open();
    Pipe back = Pipe.open();
    OutputStream toServer = Channels.newOutputStream(there.sink());
    Thread server =
        Thread.ofPlatform()
            .start(
                () ->
                    RustHintServer.run(
                        Channels.newInputStream(there.source()),
                        Channels.newOutputStream(back.sink()),
                        TestRules.registry(),
                        new PrintStream(OutputStream.nullOutputStream()),
                        new FakeTimer()));
    toServer.write(
        TestClient.frame(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}".getBytes(US_ASCII)));
    // More errors than any pipe holds: all of them are taken in.
    byte[] unknown = TestClient.frame("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"no\"}".getBytes(US_ASCII));
    for (int i = 0; i < 20_000; i++) {
      toServer.write(unknown);
    }
    assertTrue(server.isAlive());
    back.source().close();
    toServer.close();
    assertTrue(join(server), "the server is still there");
  }

  private static boolean join(Thread thread) {
    try {
      return thread.join(java.time.Duration.ofMillis(1500));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
