package dev.rusthint.server;

import com.google.gson.JsonPrimitive;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.jspecify.annotations.Nullable;

/// `textDocument/diagnostic`: the diagnostics of one document, or word that they are those which
/// the client has.
final class PullDiagnostics {
  private final Analyses analyses;
  private final Publisher publisher;
  private final Lanes lanes;

  PullDiagnostics(Analyses analyses, Publisher publisher, Lanes lanes) {
    this.analyses = analyses;
    this.publisher = publisher;
    this.lanes = lanes;
  }

  void addTo(Routes routes) {
    routes.request("textDocument/diagnostic", DocumentDiagnosticParams.class, this::diagnostic);
  }

  private CompletableFuture<RawJson> diagnostic(DocumentDiagnosticParams params) {
    String uri = Params.uri(params.getTextDocument());
    String known = params.getPreviousResultId();
    CompletableFuture<Findings> newest = analyses.newest(uri);
    if (newest == null) {
      return CompletableFuture.completedFuture(new RawJson(NOTHING));
    }
    return Work.after(
        newest,
        lanes.interactive(),
        (_, _) -> {
          Publisher.Report report = publisher.report(uri);
          return new RawJson(
              report == null ? NOTHING : "{" + body(report.resultId(), report.items(), known) + "}");
        });
  }

  private static final String NOTHING = "{\"kind\":\"full\",\"items\":[]}";

  /// The fields of a full or of an unchanged report.
  static String body(String resultId, String items, @Nullable String known) {
    String id = "\"resultId\":" + new JsonPrimitive(resultId);
    return resultId.equals(known)
        ? "\"kind\":\"unchanged\"," + id
        : "\"kind\":\"full\"," + id + ",\"items\":" + items;
  }
}
