package dev.rusthint.server;

import com.google.gson.JsonObject;
import dev.rusthint.hint.Registry;
import dev.rusthint.syntax.ParserDescription;
import dev.rusthint.workspace.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ServerInfo;
import org.jspecify.annotations.Nullable;

/// What one client and the server have with each other: from `initialize`, which settles what both
/// can do, to `shutdown`.
final class Session {
  private final ToClient toClient;
  private final Lifecycle lifecycle;
  private final Lanes lanes;
  private final Timer timer;
  private final Registry registry;
  private final ServerLog log;

  Session(
      ToClient toClient,
      Lifecycle lifecycle,
      Lanes lanes,
      Timer timer,
      Registry registry,
      ServerLog log) {
    this.toClient = toClient;
    this.lifecycle = lifecycle;
    this.lanes = lanes;
    this.timer = timer;
    this.registry = registry;
    this.log = log;
  }

  void addTo(Routes routes) {
    routes
        .request("initialize", JsonObject.class, params -> initialize(params, routes))
        .request("shutdown", JsonObject.class, _ -> shutDown());
  }

  private CompletableFuture<InitializeResult> initialize(JsonObject params, Routes routes) {
    Initializing asked = Initializing.read(params);
    ClientFeatures client = asked.features();
    log.tell(toClient::log);
    Workspaces workspaces =
        new Workspaces(lanes.background(), log, new Progress(toClient, timer, client));
    Surroundings surroundings = Surroundings.here(null);
    DocumentTypes types =
        new DocumentTypes(workspaces, surroundings, lanes.background(), timer, log);
    RustHints rust = new RustHints(registry, workspaces, types, log);
    HintPages pages = HintPages.ofDistribution();
    Publisher publisher = new Publisher(client, pages, toClient);
    ManifestHints manifests = new ManifestHints(workspaces, log);
    DiagnosticWriter writer = new DiagnosticWriter(client, pages);
    FileProblems problems = new FileProblems(client, workspaces, writer, toClient);
    Analyses analyses =
        new Analyses(
            List.of(rust, manifests, new ConfigurationProblems()),
            lanes.analysis(),
            timer,
            log,
            new Results(publisher, workspaces));
    Documents documents =
        new Documents(
            client.encoding(), new Changes(analyses, workspaces, types, problems, log, toClient));
    workspaces.onChange(analyses::again);
    workspaces.onFiles(types::changed);
    types.onRead(analyses::again);
    workspaces.onRead(problems::update);
    AskedTypes askedTypes = new AskedTypes(workspaces, types);
    List<HoverProvider> hovers = 
        List.of(
            new HintHover(pages),
            new UnsafeHover(askedTypes),
            new TypeHover(workspaces, askedTypes),
            new DeclaredTypeHover(workspaces, types));

    new Synchronization(documents, analyses).addTo(routes);
    new WorkspaceEvents(asked, toClient, workspaces, documents, log).addTo(routes);
    new Hovers(documents, analyses, hovers, client, lanes).addTo(routes);
    List<Refactoring> refactorings =
        List.of(
            new SafetyActions(askedTypes),
            new UnsafeRewrites(askedTypes),
            new TypeAssertions(workspaces, types));
    new InventoryRequests(workspaces, surroundings, lanes).addTo(routes);
    new CodeActions(documents, analyses, refactorings, client, lanes).addTo(routes);
    if (client.pullsDiagnostics()) {
      new PullDiagnostics(analyses, publisher, lanes).addTo(routes);
      new WorkspaceDiagnostics(
              documents,
              analyses,
              publisher,
              workspaces,
              rust,
              manifests,
              problems,
              writer,
              lanes,
              log)
          .addTo(routes);
    }
    if (asked.processId() != null) {
      ClientWatch.watch(asked.processId(), timer, lifecycle);
    }
    lanes.background().execute(this::warnOfParser);
    lifecycle.initialized();
    String version = Session.class.getPackage().getImplementationVersion();
    return CompletableFuture.completedFuture(
        new InitializeResult(
            Capabilities.of(client), new ServerInfo("rusthint", version == null ? "" : version)));
  }

  /// Where the parser is not the one that it should be, the client is told.
  private void warnOfParser() {
    String warning = ParserDescription.warning();
    if (warning != null) {
      log.warn(warning);
    }
  }

  private CompletableFuture<Object> shutDown() {
    lifecycle.shutDown();
    return CompletableFuture.completedFuture(null);
  }

  /// Passes on what was found: to the client, and of manifests and configuration files that nobody
  /// types in to what depends on them.
  private record Results(Publisher publisher, Workspaces workspaces) implements Analyses.Sink {
    @Override
    public void found(
        Findings findings, @Nullable Findings before, @Nullable Drift since, boolean resting) {
      publisher.found(findings, before, since, resting);
      DocumentId id = findings.snapshot().id();
      if (resting && (id.isManifest() || id.isConfiguration())) {
        workspaces.rests(id, findings.snapshot().text());
      }
    }

    @Override
    public void closed(DocumentId id) {
      publisher.closed(id);
    }
  }

  /// Passes on what happens to documents.
  private record Changes(
      Analyses analyses,
      Workspaces workspaces,
      DocumentTypes types,
      FileProblems problems,
      ServerLog log,
      ToClient toClient)
      implements Documents.Listener {
    @Override
    public void opened(Snapshot snapshot) {
      problems.opened(snapshot.id());
      analyses.open(snapshot);
    }

    @Override
    public void changed(Snapshot snapshot) {
      analyses.edit(snapshot);
    }

    @Override
    public void lost(Snapshot last, String why) {
      analyses.close(last.id());
      String name = last.id().uri();
      log.warn("lost track of " + name + ": " + why);
      toClient.show(
          MessageType.Warning,
          "RustHint lost track of " + name + ". Save the file or open it again to get hints.");
    }

    @Override
    public void closed(DocumentId id) {
      analyses.close(id);
      problems.closed(id);
      workspaces.closed(id);
      Path path = id.path();
      if (path != null) {
        types.closed(path);
      }
    }
  }
}
