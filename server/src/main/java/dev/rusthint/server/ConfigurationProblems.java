package dev.rusthint.server;

import dev.rusthint.hint.Cancellation;
import dev.rusthint.hint.Hint;
import dev.rusthint.text.SourceText;
import dev.rusthint.workspace.Project;
import java.nio.file.Path;
import java.util.List;

/// What is wrong with `rusthint.toml` and `clippy.toml`: no rule speaks about them.
final class ConfigurationProblems implements HintSource {
  @Override
  public boolean accepts(DocumentId id) {
    return id.isConfiguration();
  }

  @Override
  public Found find(Snapshot snapshot, boolean isPatient, Cancellation cancellation) {
    Path path = snapshot.id().path();
    return path == null
        ? new Found(List.of(), List.of(), true)
        : new Found(List.of(), Project.problemsOf(path, snapshot.text()), true);
  }

  @Override
  public List<Hint> hints(Snapshot snapshot, SourceText text, Cancellation cancellation) {
    return List.of();
  }
}
