package dev.rusthint.server;

import com.google.gson.Gson;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;

/// LSP's types as JSON.
final class Wire {
  static final MessageJsonHandler HANDLER =
      new MessageJsonHandler(
          Map.of(), gson -> gson.registerTypeAdapter(RawJson.class, RawJson.ADAPTER));

  static final Gson GSON = HANDLER.getGson();

  private Wire() {}
}
