package dev.rusthint.server;

import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Driver;
import dev.rusthint.hint.Hint;
import dev.rusthint.hint.Registry;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.hint.Settings;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import dev.rusthint.types.FileTypes;
import dev.rusthint.workspace.FileSettings;
import java.util.List;

/// Hints in Rust. A rule that fails is logged once for each file, and costs its own hints only.
final class RustHints implements HintSource {
  private final Registry registry;
  private final Workspaces workspaces;
  private final DocumentTypes types;
  private final ServerLog log;

  RustHints(Registry registry, Workspaces workspaces, DocumentTypes types, ServerLog log) {
    this.registry = registry;
    this.workspaces = workspaces;
    this.types = types;
    this.log = log;
  }

  @Override
  public boolean accepts(DocumentId id) {
    return id.isRust();
  }

  @Override
  public Found find(Snapshot snapshot, boolean isPatient, Cancellation cancellation) {
    Driver.Findings found =
        find(
            snapshot.id(),
            snapshot.file(),
            isPatient ? Driver.Haste.NONE : new Typing(),
            cancellation);
    return new Found(found.hints(), List.of(), true, found.isComplete());
  }

  /// While someone types, the item that is typed in comes first, others if they do not take long.
  private static final class Typing implements Driver.Haste {
    private static final long LIMIT = 3_000_000;

    private boolean hasBegun;
    private long since;

    @Override
    public boolean mayGoOn() {
      if (!hasBegun) {
        hasBegun = true;
        since = System.nanoTime();
        return true;
      }
      return System.nanoTime() - since < LIMIT;
    }
  }

  @Override
  public List<Hint> hints(Snapshot snapshot, SourceText text, Cancellation cancellation) {
    SourceFile file = snapshot.file().with(text);
    return find(snapshot.id(), file, Driver.Haste.NONE, cancellation).hints();
  }

  private Driver.Findings find(
      DocumentId id, SourceFile file, Driver.Haste haste, Cancellation cancellation) {
    FileSettings settings = workspaces.settings(id, file);
    return settings.isActive()
        ? find(id, file, settings, haste, cancellation)
        : new Driver.Findings(List.of(), 0, true);
  }

  private Driver.Findings find(
      DocumentId id,
      SourceFile file,
      FileSettings settings,
      Driver.Haste haste,
      Cancellation cancellation) {
    Driver driver = new Driver(registry, (rule, _, failure) -> failed(rule, id, failure));
    FileTypes known = types.of(id.path(), file, settings.crateRoot());
    return driver.findings(file, settings.settings(), known, haste, cancellation);
  }

  /// The hints of a file that need not be open; none that ask for types.
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
