package dev.rusthint.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.ConfigurationItem;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/// `initialized`, `workspace/didChangeConfiguration`, `didChangeWatchedFiles` and
/// `didChangeWorkspaceFolders`: what concerns more than one document.
final class WorkspaceEvents {
  /// The section of the client's settings that is ours.
  static final String SECTION = "rusthint";

  private static final List<String> WATCHED =
      List.of("**/*.rs", "**/Cargo.toml", "**/Cargo.lock", "**/rusthint.toml", "**/clippy.toml",
          "**/.clippy.toml");

  private final Initializing asked;
  private final ToClient toClient;
  private final Workspaces workspaces;
  private final Documents documents;
  private final ServerLog log;

  WorkspaceEvents(
      Initializing asked,
      ToClient toClient,
      Workspaces workspaces,
      Documents documents,
      ServerLog log) {
    this.asked = asked;
    this.toClient = toClient;
    this.workspaces = workspaces;
    this.documents = documents;
    this.log = log;
  }

  void addTo(Routes routes) {
    routes
        .notification("initialized", JsonObject.class, _ -> initialized())
        .notification(
            "workspace/didChangeConfiguration",
            JsonObject.class,
            params -> configurationChanged(params.get("settings")))
        .notification(
            "workspace/didChangeWatchedFiles",
            DidChangeWatchedFilesParams.class,
            this::watchedFilesChanged)
        .notification(
            "workspace/didChangeWorkspaceFolders",
            DidChangeWorkspaceFoldersParams.class,
            this::foldersChanged);
  }

  private void initialized() {
    configure(section(asked.options()));
    workspaces.folders(asked.folders(), List.of());
    register();
    if (asked.features().configuration()) {
      askForConfiguration();
    }
  }

  private void register() {
    List<Registration> registrations = new ArrayList<>();
    if (asked.features().registersConfiguration()) {
      JsonObject section = new JsonObject();
      section.addProperty("section", SECTION);
      registrations.add(
          new Registration(
              "rusthint/configuration", "workspace/didChangeConfiguration", section));
    }
    if (asked.features().registersWatchers()) {
      List<FileSystemWatcher> watchers =
          WATCHED.stream().map(glob -> new FileSystemWatcher(Either.forLeft(glob))).toList();
      registrations.add(
          new Registration(
              "rusthint/files",
              "workspace/didChangeWatchedFiles",
              new DidChangeWatchedFilesRegistrationOptions(watchers)));
    }
    if (!registrations.isEmpty()) {
      toClient.register(registrations);
    }
  }

  private void askForConfiguration() {
    ConfigurationItem item = new ConfigurationItem();
    item.setSection(SECTION);
    toClient
        .configuration(List.of(item))
        .thenAccept(
            answer -> {
              boolean isList = answer instanceof JsonArray array && !array.isEmpty();
              configure(isList ? answer.getAsJsonArray().get(0) : null);
            })
        .exceptionally(
            failure -> {
              log.warn("the client did not give its settings: " + failure.getMessage());
              return null;
            });
  }

  private void configurationChanged(@Nullable JsonElement settings) {
    if (asked.features().configuration()) {
      askForConfiguration();
    } else {
      configure(section(settings));
    }
  }

  /// The section `rusthint` of all settings, or these if they are that section.
  private static @Nullable JsonElement section(@Nullable JsonElement settings) {
    return settings instanceof JsonObject all && all.has(SECTION) ? all.get(SECTION) : settings;
  }

  /// @param settings null if the client has none: what it said with `initialize` holds then
  private void configure(@Nullable JsonElement settings) {
    boolean isNothing = settings == null || settings.isJsonNull();
    workspaces.configure(
        Configuration.read(isNothing ? section(asked.options()) : settings, log::warn));
  }

  private void watchedFilesChanged(DidChangeWatchedFilesParams params) {
    List<Path> changed = new ArrayList<>();
    for (FileEvent event : Params.required(params.getChanges(), "changes")) {
      Path path = event.getUri() == null ? null : DocumentId.pathOf(event.getUri());
      // Of an open document the client's text counts, not the file's.
      if (path != null && !documents.isOpen(event.getUri())) {
        changed.add(path);
      }
    }
    if (!changed.isEmpty()) {
      workspaces.filesChanged(changed);
    }
  }

  private void foldersChanged(DidChangeWorkspaceFoldersParams params) {
    var event = Params.required(params.getEvent(), "event");
    workspaces.folders(addresses(event.getAdded()), addresses(event.getRemoved()));
  }

  private static List<String> addresses(@Nullable List<WorkspaceFolder> folders) {
    return folders == null ? List.of() : folders.stream().map(WorkspaceFolder::getUri).toList();
  }
}
