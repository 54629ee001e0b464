package dev.rusthint.server;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The methods that the server knows: for each the type of its parameters and who handles it.
///
/// Handlers are called on the reader's thread, one after the other, in the order of the input: what
/// takes long they do elsewhere.
final class Routes {
  /// @param params the type that the parameters are read as
  record Request(Type params, Function<Object, CompletableFuture<?>> handler) {}

  record Notification(Type params, Consumer<Object> handler) {}

  private final Map<String, Request> requests = new HashMap<>();
  private final Map<String, Notification> notifications = new HashMap<>();

  <P> Routes request(String method, Class<P> params, Function<P, CompletableFuture<?>> handler) {
    requests.put(method, new Request(params, given -> handler.apply(params.cast(given))));
    return this;
  }

  <P> Routes notification(String method, Class<P> params, Consumer<P> handler) {
    notifications.put(method, new Notification(params, given -> handler.accept(params.cast(given))));
    return this;
  }

  @Nullable Request request(String method) {
    return requests.get(method);
  }

  @Nullable Notification notification(String method) {
    return notifications.get(method);
  }
}
