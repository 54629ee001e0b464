package dev.rusthint.server;

import dev.rusthint.analyzers.manifest.ManifestRules;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.ManifestDriver;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.text.SourceText;
import dev.rusthint.workspace.ManifestUnit;
import java.nio.file.Path;
import java.util.List;

/// Hints in `Cargo.toml`, and what is wrong with it. A rule that fails is logged once for each
/// file, and costs its own hints only.
final class ManifestHints implements HintSource {
  private final Workspaces workspaces;
  private final ServerLog log;

  ManifestHints(Workspaces workspaces, ServerLog log) {
    this.workspaces = workspaces;
    this.log = log;
  }

  @Override
  public boolean accepts(DocumentId id) {
    return id.isManifest();
  }

  @Override
  public Found find(Snapshot snapshot, boolean isPatient, Cancellation cancellation) {
    Path path = snapshot.id().path();
    return path == null
        ? new Found(List.of(), List.of(), true)
        : find(snapshot.id().uri(), workspaces.project().manifest(path, snapshot.text()));
  }

  @Override
  public List<Hint> hints(Snapshot snapshot, SourceText text, Cancellation cancellation) {
    Path path = snapshot.id().path();
    return path == null
        ? List.of()
        : find(snapshot.id().uri(), workspaces.project().manifest(path, text)).hints();
  }

  Found find(String uri, ManifestUnit manifest) {
    if (!manifest.isReadable()) {
      return new Found(List.of(), manifest.problems(), !manifest.isActive());
    }
    ManifestDriver driver =
        new ManifestDriver(ManifestRules.ALL, (rule, _, failure) -> failed(rule, uri, failure));
    List<Hint> hints = driver.findings(manifest.context()).hints();
    return new Found(hints, manifest.problems(), true);
  }

  private void failed(RuleSpec rule, String uri, RuntimeException failure) {
    String key = rule.hint() + " " + rule.rule() + " " + uri;
    log.failureOnce(key, rule.hint() + " (" + rule.rule() + ") failed in " + uri, failure);
  }
}
