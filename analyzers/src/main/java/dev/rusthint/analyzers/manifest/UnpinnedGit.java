package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.Dependency;
import dev.rusthint.cargo.Field;
import dev.rusthint.hint.Level;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import java.util.ArrayList;
import java.util.List;

/// A git dependency that follows a branch.
public final class UnpinnedGit implements ManifestAnalyzer<Dependency> {
  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/requirement",
              "unpinned-git",
              "a git dependency without `rev` or `tag`",
              """
              Without `rev` or `tag` every `cargo update` takes what the branch holds that day, and
              who builds without the lock file takes it at once. A commit's hash says which code was
              read and tested.
              """)
          .withLevels(Level.INFO, Level.WARN);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<Dependency> find(ManifestContext context) {
    List<Dependency> found = new ArrayList<>(0);
    for (Dependency dependency : context.manifest().dependencies()) {
      if (dependency.git() != null && dependency.rev() == null && dependency.tag() == null) {
        found.add(dependency);
      }
    }
    return found;
  }

  @Override
  public Message describe(Dependency dependency, ManifestContext context) {
    Field<String> branch = dependency.branch();
    String what = branch == null ? "the default branch" : "the branch `" + branch.value() + "`";
    return Message.at(
            dependency.key(),
            "`" + dependency.name() + "` is whatever " + what + " of its repository holds")
        .help("pin it: `rev = \"…\"` with a commit's hash, or `tag = \"…\"`");
  }
}
