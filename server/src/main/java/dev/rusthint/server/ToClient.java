package dev.rusthint.server;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ConfigurationItem;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.jsonrpc.Endpoint;

/// What the server sends to the client of its own accord.
final class ToClient {
  private final Endpoint remote;

  ToClient(Endpoint remote) {
    this.remote = remote;
  }

  /// @param params the parameters of `textDocument/publishDiagnostics` as JSON
  void publish(String params) {
    remote.notify("textDocument/publishDiagnostics", new RawJson(params));
  }

  void log(MessageType type, String text) {
    remote.notify("window/logMessage", new MessageParams(type, text));
  }

  void show(MessageType type, String text) {
    remote.notify("window/showMessage", new MessageParams(type, text));
  }

  void refreshDiagnostics() {
    remote.request("workspace/diagnostic/refresh", null);
  }

  void register(List<Registration> registrations) {
    remote.request("client/registerCapability", new RegistrationParams(registrations));
  }

  CompletableFuture<JsonElement> configuration(List<ConfigurationItem> items) {
    return request("workspace/configuration", new ConfigurationParams(items));
  }

  void notify(String method, Object params) {
    remote.notify(method, params);
  }

  CompletableFuture<JsonElement> request(String method, Object params) {
    return remote.request(method, params).thenApply(JsonElement.class::cast);
  }
}
