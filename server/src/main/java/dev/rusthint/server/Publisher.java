package dev.rusthint.server;

import com.google.gson.JsonPrimitive;
import dev.rusthint.cargo.Problem;
import dev.rusthint.hint.Hint;
import dev.rusthint.text.Span;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Brings diagnostics to the client: pushes them, or keeps them until a client asks that can ask;
/// never both.
final class Publisher implements Analyses.Sink {
  /// What the client has, or can have, of one document.
  ///
  /// @param items the diagnostics, a JSON array
  /// @param resultId changes with `items` and only then
  record Report(Snapshot snapshot, Shown shown, String items, String resultId) {}

  /// What of the findings is shown.
  record Shown(List<Hint> hints, List<Problem> problems) {
    boolean isEmpty() {
      return hints.isEmpty() && problems.isEmpty();
    }
  }

  private final ClientFeatures client;
  private final HintPages pages;
  private final ToClient toClient;
  private final Map<String, DiagnosticWriter> writers = new ConcurrentHashMap<>();
  private final Map<String, Report> reports = new ConcurrentHashMap<>();
  private long resultIds;

  Publisher(ClientFeatures client, HintPages pages, ToClient toClient) {
    this.client = client;
    this.pages = pages;
    this.toClient = toClient;
  }

  /// The newest diagnostics of a document, null if it was not analysed yet.
  @Nullable Report report(String uri) {
    return reports.get(uri);
  }

  @Override
  public void found(
      Findings findings, @Nullable Findings before, @Nullable Drift since, boolean resting) {
    Snapshot snapshot = findings.snapshot();
    String uri = snapshot.id().uri();
    Report last = before == null ? null : reports.get(uri);
    Shown shown = shown(findings, last, since, resting);
    String items =
        writers
            .computeIfAbsent(uri, _ -> new DiagnosticWriter(client, pages))
            .write(snapshot, shown.hints, shown.problems);
    boolean isSame = last != null && last.items.equals(items);
    String resultId = isSame && last != null ? last.resultId : nextResultId();
    reports.put(uri, new Report(snapshot, shown, items, resultId));
    if (!client.pullsDiagnostics()) {
      boolean isNewVersion = last == null || last.snapshot != snapshot;
      if (!isSame || isNewVersion && client.readsVersions()) {
        push(snapshot, items);
      }
    } else if (since == null && last != null && !isSame) {
      // Nothing that the client did tells it to ask again.
      toClient.refreshDiagnostics();
    }
  }

  /// A result id that no report has.
  synchronized String nextResultId() {
    return Long.toString(++resultIds);
  }

  private Shown shown(
      Findings findings, @Nullable Report last, @Nullable Drift since, boolean resting) {
    Snapshot snapshot = findings.snapshot();
    Drift edit = snapshot.lastEdit();
    boolean canComeLater = !client.pullsDiagnostics() || client.refreshesDiagnostics();
    if (resting || last == null || edit == null || !canComeLater) {
      return new Shown(findings.hints(), findings.problems());
    }
    boolean hasItems = snapshot.id().isRust() && findings.isComplete();
    Span typed =
        hasItems
            ? HeldBack.statementOf(snapshot.file(), edit.after())
            : HeldBack.linesOf(snapshot.text(), edit.after());
    return new Shown(
        HeldBack.showable(findings.hints(), last.shown.hints, since, typed),
        HeldBack.showableProblems(findings.problems(), last.shown.problems, since, typed));
  }

  private void push(Snapshot snapshot, String items) {
    toClient.publish(
        "{\"uri\":"
            + new JsonPrimitive(snapshot.id().uri())
            + ",\"version\":"
            + snapshot.version()
            + ",\"diagnostics\":"
            + items
            + "}");
  }

  @Override
  public void closed(DocumentId id) {
    writers.remove(id.uri());
    Report last = reports.remove(id.uri());
    if (!client.pullsDiagnostics() && last != null && !last.shown.isEmpty()) {
      toClient.publish("{\"uri\":" + new JsonPrimitive(id.uri()) + ",\"diagnostics\":[]}");
    }
  }
}
