package dev.rusthint.server;

import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Driver;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Registry;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.hint.Settings;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.workspace.FileSettings;
import java.util.List;

/// Hints in Rust. A rule that fails is logged once for each file, and costs its own hints only.
final class RustHints implements HintSource {
  private final Registry registry;
  private final Workspaces workspaces;
  private final ServerLog log;

  RustHints(Registry registry, Workspaces workspaces, ServerLog log) {
    this.registry = registry;
    this.workspaces = workspaces;
    this.log = log;
  }

  @Override
  public boolean accepts(DocumentId id) {
    return id.isRust();
  }

  @Override
  public Found find(Snapshot snapshot, Cancellation cancellation) {
    return Found.of(hints(snapshot.id(), snapshot.file(), cancellation));
  }

  @Override
  public List<Hint> hints(Snapshot snapshot, SourceText text, Cancellation cancellation) {
    return hints(snapshot.id(), snapshot.file().with(text), cancellation);
  }

  private List<Hint> hints(DocumentId id, SourceFile file, Cancellation cancellation) {
    FileSettings settings = workspaces.settings(id, file);
    return settings.isActive() ? hints(id, file, settings.settings(), cancellation) : List.of();
  }

  List<Hint> hints(
      DocumentId id, SourceFile file, Settings settings, Cancellation cancellation) {
    Driver driver = new Driver(registry, (rule, _, failure) -> failed(rule, id, failure));
    return driver.hints(file, settings, cancellation);
  }

  private void failed(RuleSpec rule, DocumentId id, RuntimeException failure) {
    String key = rule.hint() + " " + rule.rule() + " " + id.uri();
    log.failureOnce(key, rule.hint() + " (" + rule.rule() + ") failed in " + id.uri(), failure);
  }
}
