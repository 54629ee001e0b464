package dev.rusthint.cli;

import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.safety.Judgement.State;
import dev.rusthint.workspace.ObligationCeiling;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.Surroundings;
import dev.rusthint.workspace.UnsafeInventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds crates to the ceiling of open obligations that `[policy]` of their `rusthint.toml` sets.
final class PolicyCheck {
  private PolicyCheck() {}

  /// What is wrong, a line each; nothing if no policy has a ceiling.
  static List<String> of(Project project, Surroundings surroundings, Names names) {
    Map<ObligationCeiling, List<SourceCrate>> byCeiling = new LinkedHashMap<>();
    if (!project.hasCeiling()) {
      return List.of();
    }
    for (SourceCrate crate : project.crates(surroundings)) {
      Path root = crate.config().root();
      ObligationCeiling ceiling = project.ceiling(root);
      if (ceiling != null) {
        byCeiling.computeIfAbsent(ceiling, _ -> new ArrayList<>()).add(crate);
      }
    }
    List<String> wrong = new ArrayList<>();
    byCeiling.forEach(
        (ceiling, crates) -> {
          long open =
              UnsafeInventory.of(crates).stream().mapToLong(site -> site.count(State.OPEN)).sum();
          if (open > ceiling.most()) {
            wrong.add(
                names.of(ceiling.file()) + ":" + ceiling.line() + ": error: " + open
                    + " obligations of unsafe code are open, and the policy allows "
                    + ceiling.most() + "; `rusthint audit` lists them");
          }
        });
    return wrong;
  }
}
