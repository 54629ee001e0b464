package dev.rusthint.analyzers.manifest;

import dev.rusthint.hint.ManifestAnalyzer;
import java.util.List;

/// The rules about `Cargo.toml`.
public final class ManifestRules {
  public static final List<ManifestAnalyzer<?>> ALL =
      List.of(
          new BenchHarness(),
          new CommonMetadata(),
          new LintGroupPriority(),
          new MissingEdition(),
          new MissingLockfile(),
          new NegativeFeature(),
          new OldEdition(),
          new RedundantFeature(),
          new ReleaseProfile(),
          new UnpinnedGit(),
          new WildcardRequirement());

  private ManifestRules() {}
}
