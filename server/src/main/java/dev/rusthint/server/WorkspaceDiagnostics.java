package dev.rusthint.server;

import com.google.gson.JsonPrimitive;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Settings;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.workspace.ManifestUnit;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.SourceUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.PreviousResultId;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.jspecify.annotations.Nullable;

/// `workspace/diagnostic`: the diagnostics of all open documents and of all files of the workspace.
///
/// Files are read and analysed one at a time; what is kept of each is its report, valid as long as
/// the file's time and its settings are the same.
final class WorkspaceDiagnostics {
  /// The result id of files that are not there.
  private static final String GONE = "gone";

  /// The report of a file that is no Rust.
  private record Other(String items, String resultId) {}

  private record Known(FileTime time, Settings settings, String items, String resultId) {}

  private final Documents documents;
  private final Analyses analyses;
  private final Publisher publisher;
  private final Workspaces workspaces;
  private final RustHints rust;
  private final ManifestHints manifests;
  private final FileProblems problems;
  private final DiagnosticWriter writer;
  private final Lanes lanes;
  private final ServerLog log;
  private final Map<Path, Known> known = new HashMap<>();
  private final Map<Path, Other> others = new HashMap<>();

  WorkspaceDiagnostics(
      Documents documents,
      Analyses analyses,
      Publisher publisher,
      Workspaces workspaces,
      RustHints rust,
      ManifestHints manifests,
      FileProblems problems,
      DiagnosticWriter writer,
      Lanes lanes,
      ServerLog log) {
    this.documents = documents;
    this.analyses = analyses;
    this.publisher = publisher;
    this.workspaces = workspaces;
    this.rust = rust;
    this.manifests = manifests;
    this.problems = problems;
    this.writer = writer;
    this.lanes = lanes;
    this.log = log;
  }

  void addTo(Routes routes) {
    routes.request("workspace/diagnostic", WorkspaceDiagnosticParams.class, this::diagnostic);
  }

  private CompletableFuture<RawJson> diagnostic(WorkspaceDiagnosticParams params) {
    Map<String, String> previous = new HashMap<>();
    List<PreviousResultId> ids = params.getPreviousResultIds();
    for (PreviousResultId id : ids == null ? List.<PreviousResultId>of() : ids) {
      previous.put(id.getUri(), id.getValue());
    }
    CompletableFuture<?>[] newest =
        documents.all().stream()
            .map(snapshot -> analyses.newest(snapshot.id().uri()))
            .filter(java.util.Objects::nonNull)
            .map(pending -> pending.exceptionally(_ -> null))
            .toArray(CompletableFuture[]::new);
    return Work.after(
        CompletableFuture.allOf(newest),
        lanes.workspace(),
        (_, cancellation) -> report(previous, cancellation));
  }

  private RawJson report(Map<String, String> previous, Cancellation cancellation) {
    StringBuilder out = new StringBuilder("{\"items\":[");
    Set<Path> done = new HashSet<>();
    for (Snapshot snapshot : documents.all()) {
      Publisher.Report report = publisher.report(snapshot.id().uri());
      if (snapshot.id().path() != null) {
        done.add(snapshot.id().path());
      }
      if (report != null) {
        String uri = snapshot.id().uri();
        String version = Integer.toString(report.snapshot().version());
        add(out, uri, version, report.resultId(), report.items(), previous.get(uri));
      }
    }
    Project project = workspaces.project();
    List<SourceUnit> files = project.files();
    for (SourceUnit unit : files) {
      cancellation.check();
      if (done.add(unit.file())) {
        String uri = unit.file().toUri().toString();
        Known report = report(unit, uri, cancellation);
        if (report == null) {
          done.remove(unit.file());
        } else {
          add(out, uri, "null", report.resultId, report.items, previous.get(uri));
        }
      }
    }
    for (Path manifest : project.manifests(files)) {
      cancellation.check();
      if (done.add(manifest)) {
        add(out, manifest, report(manifest, project), previous);
      }
    }
    problems
        .items()
        .forEach(
            (file, items) -> {
              if (done.add(file)) {
                add(out, file, keep(file, items), previous);
              }
            });
    previous.forEach(
        (uri, last) -> {
          Path path = DocumentId.pathOf(uri);
          if (!documents.isOpen(uri) && (path == null || !done.contains(path))) {
            // The client has diagnostics of a file that is no longer there.
            add(out, uri, "null", GONE, "[]", last);
          }
        });
    known.keySet().retainAll(done);
    others.keySet().retainAll(done);
    return new RawJson(out.append("]}").toString());
  }

  private static void add(
      StringBuilder out,
      String uri,
      String version,
      String resultId,
      String items,
      @Nullable String previous) {
    if (out.charAt(out.length() - 1) == '}') {
      out.append(',');
    }
    out.append("{\"uri\":").append(new JsonPrimitive(uri)).append(",\"version\":").append(version);
    out.append(',').append(PullDiagnostics.body(resultId, items, previous)).append('}');
  }

  private static void add(
      StringBuilder out, Path file, @Nullable Other report, Map<String, String> previous) {
    if (report != null) {
      String uri = file.toUri().toString();
      add(out, uri, "null", report.resultId, report.items, previous.get(uri));
    }
  }

  /// The report of a manifest, found anew each time: it depends on other files too. Null if it
  /// cannot be read.
  private @Nullable Other report(Path manifest, Project project) {
    try {
      ManifestUnit unit = project.manifest(manifest);
      String uri = manifest.toUri().toString();
      List<Hint> hints = manifests.find(uri, unit).hints();
      return keep(manifest, writer.writeOnce(uri, unit.text(), hints, unit.problems()));
    } catch (IOException e) {
      log.warnOnce("unreadable " + manifest, unreadable(manifest, e));
      return null;
    }
  }

  private static String unreadable(Path file, IOException failure) {
    return file
        + (failure instanceof NoSuchFileException
            ? " is gone since the workspace was read"
            : " cannot be read: " + failure.getMessage());
  }

  private Other keep(Path file, String items) {
    Other old = others.get(file);
    if (old != null && old.items.equals(items)) {
      return old;
    }
    Other report = new Other(items, publisher.nextResultId());
    others.put(file, report);
    return report;
  }

  /// The report of a file that is not open; null if it cannot be read.
  private @Nullable Known report(SourceUnit unit, String uri, Cancellation cancellation) {
    try {
      FileTime time = Files.getLastModifiedTime(unit.file());
      Known old = known.get(unit.file());
      if (old != null && old.time.equals(time) && old.settings.equals(unit.settings())) {
        return old;
      }
      SourceFile file = unit.read();
      DocumentId id = new DocumentId(uri, "rust", unit.file());
      List<Hint> hints = rust.hints(id, file, unit.settings(), cancellation);
      String items = writer.writeOnce(uri, file.text(), hints, List.of());
      boolean isSame = old != null && old.items.equals(items);
      String resultId = isSame && old != null ? old.resultId : publisher.nextResultId();
      Known report = new Known(time, unit.settings(), items, resultId);
      known.put(unit.file(), report);
      return report;
    } catch (IOException e) {
      known.remove(unit.file());
      log.warnOnce("unreadable " + uri, unreadable(unit.file(), e));
      return null;
    }
  }
}
