package dev.rusthint.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private final FakeTimer timer = new FakeTimer();
  private final List<String> sent = new ArrayList<>();

  private Progress progress(String capabilities) {
    Endpoint remote =
        new Endpoint() {
          @Override
          public CompletableFuture<?> request(String method, Object parameter) {
            sent.add(method + Wire.GSON.toJson(parameter));
            return new CompletableFuture<>();
          }

          @Override
          public void notify(String method, Object parameter) {
            sent.add(method + Wire.GSON.toJson(parameter));
          }
        };
    ClientFeatures client = ClientFeatures.read(TestClient.json(capabilities));
    return new Progress(new ToClient(remote), timer, client);
  }

  @Test
  void workThatTakesLongIsShownFromBeginningToEnd() {
    try (Progress.Task _ = progress("{'window':{'workDoneProgress':true}}").begin("Reading")) {
      timer.pass(500);
    }
    assertEquals(
        List.of(
            "window/workDoneProgress/create{\"token\":\"rusthint/1\"}",
            "$/progress{\"token\":\"rusthint/1\",\"value\":{\"kind\":\"begin\","
                + "\"title\":\"RustHint: Reading\"}}",
            "$/progress{\"token\":\"rusthint/1\",\"value\":{\"kind\":\"end\"}}"),
        sent);
  }

  @Test
  void workThatIsDoneSoonIsNotShown() {
    Progress progress = progress("{'window':{'workDoneProgress':true}}");
    try (Progress.Task _ = progress.begin("Reading")) {
      timer.pass(100);
    }
    timer.pass(1000);
    assertEquals(List.of(), sent);
  }

  @Test
  void aClientThatCannotShowProgressGetsNone() {
    try (Progress.Task _ = progress("{}").begin("Reading")) {
      timer.pass(500);
    }
    assertEquals(List.of(), sent);
  }
}
