package dev.rusthint.server;

import com.google.gson.JsonPrimitive;
import dev.rusthint.cargo.Problem;
import dev.rusthint.cargo.TextSource;
import dev.rusthint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is wrong with manifests and configuration files that are not open: shown on those files,
/// because the people whose hints are not what they expect have them open seldom. The files are
/// those below the workspace folders, or all that were read where there is no folder.
///
/// An open file is told about with its own version, as any document is.
final class FileProblems {
  private static final String NONE = "[]";

  private final ClientFeatures client;
  private final Workspaces workspaces;
  private final DiagnosticWriter writer;
  private final ToClient toClient;

  // Guarded by this.
  private final Set<Path> open = new HashSet<>();

  /// Diagnostics as JSON arrays, by file; empty ones of files that had some once.
  private final Map<Path, String> items = new LinkedHashMap<>();

  FileProblems(
      ClientFeatures client, Workspaces workspaces, DiagnosticWriter writer, ToClient toClient) {
    this.client = client;
    this.workspaces = workspaces;
    this.writer = writer;
    this.toClient = toClient;
  }

  synchronized void opened(DocumentId id) {
    Path path = id.path();
    if (path != null && (id.isManifest() || id.isConfiguration()) && open.add(path)) {
      String last = items.remove(path);
      String uri = path.toUri().toString();
      if (last != null && !client.pullsDiagnostics() && !uri.equals(id.uri())) {
        publish(path, NONE);
      }
    }
  }

  synchronized void closed(DocumentId id) {
    Path path = id.path();
    if (path != null) {
      open.remove(path);
    }
  }

  /// The diagnostics of files that have some, or had some before, as JSON arrays.
  synchronized Map<Path, String> items() {
    return new LinkedHashMap<>(items);
  }

  /// Looks again, after files were read. Called by one thread at a time.
  void update() {
    Map<Path, String> now = new LinkedHashMap<>();
    problems().forEach((file, here) -> now.put(file, write(file, here)));
    boolean isChanged = false;
    synchronized (this) {
      items.keySet().forEach(file -> now.putIfAbsent(file, NONE));
      for (Map.Entry<Path, String> entry : now.entrySet()) {
        Path file = entry.getKey();
        if (!open.contains(file) && !entry.getValue().equals(items.put(file, entry.getValue()))) {
          isChanged = true;
          if (!client.pullsDiagnostics()) {
            publish(file, entry.getValue());
          }
        }
      }
    }
    if (isChanged && client.pullsDiagnostics() && client.refreshesDiagnostics()) {
      toClient.refreshDiagnostics();
    }
  }

  private Map<Path, List<Problem>> problems() {
    List<Path> folders = workspaces.folders();
    Map<Path, List<Problem>> byFile = new LinkedHashMap<>();
    for (Problem problem : workspaces.project().problems()) {
      Path file = problem.file();
      boolean isOurs = folders.isEmpty() || folders.stream().anyMatch(file::startsWith);
      if (isOurs && Files.isRegularFile(file)) {
        byFile.computeIfAbsent(file, _ -> new ArrayList<>()).add(problem);
      }
    }
    return byFile;
  }

  private String write(Path file, List<Problem> problems) {
    SourceText text;
    try {
      text = TextSource.disk().read(file);
    } catch (IOException unreadable) {
      text = SourceText.of("");
    }
    return writer.writeOnce(file.toUri().toString(), text, List.of(), problems);
  }

  private void publish(Path file, String diagnostics) {
    toClient.publish(
        "{\"uri\":"
            + new JsonPrimitive(file.toUri().toString())
            + ",\"diagnostics\":"
            + diagnostics
            + "}");
  }
}
