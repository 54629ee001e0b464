package dev.rusthint.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of `initialize`, as far as the server looks at them. They are read leniently: a
/// capability of a newer protocol must not keep a client from starting.
///
/// @param processId the process that started the server, null if it does not say
/// @param features what the client can do
/// @param folders the addresses of the workspace folders
/// @param options `initializationOptions`, the settings object `rusthint` or what holds it
record Initializing(
    @Nullable Long processId,
    ClientFeatures features,
    List<String> folders,
    @Nullable JsonElement options) {
  static Initializing read(JsonObject params) {
    Long processId =
        params.get("processId") instanceof JsonPrimitive pid && pid.isNumber()
            ? pid.getAsLong()
            : null;
    return new Initializing(
        processId,
        ClientFeatures.read(params.get("capabilities")),
        folders(params),
        params.get("initializationOptions"));
  }

  private static List<String> folders(JsonObject params) {
    List<String> folders = new ArrayList<>();
    if (params.get("workspaceFolders") instanceof com.google.gson.JsonArray array) {
      for (JsonElement folder : array) {
        if (folder instanceof JsonObject object
            && object.get("uri") instanceof JsonPrimitive uri
            && uri.isString()) {
          folders.add(uri.getAsString());
        }
      }
    } else if (params.get("rootUri") instanceof JsonPrimitive root && root.isString()) {
      folders.add(root.getAsString());
    }
    return folders;
  }
}
