package dev.rusthint.workspace;

import dev.rusthint.model.CfgOracle;

/// Decides predicates for a file in no package: its features are not known.
record StandaloneCfg(ActiveCfg platform) implements CfgOracle {
  @Override
  public boolean mayHold(String predicate) {
    return predicate.contains("feature") || platform.mayHold(predicate);
  }
}
