package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.Feature;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import java.util.ArrayList;
import java.util.List;

/// A feature whose name says no more without its first or last word.
public final class RedundantFeature implements ManifestAnalyzer<Feature> {
  private static final Equivalent LINT = Equivalent.clippy("redundant_feature_names");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/features",
              "redundant-feature-name",
              "a word too many in a feature name",
              """
              `use-serde` and `serde-support` say no more than `serde`, and who depends on the crate
              has to remember which of them it is.
              """)
          .optIn()
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public List<Feature> find(ManifestContext context) {
    List<Feature> found = new ArrayList<>(0);
    for (Feature feature : context.manifest().features()) {
      if (FeatureNames.isRedundant(feature.name())) {
        found.add(feature);
      }
    }
    return found;
  }

  @Override
  public Message describe(Feature feature, ManifestContext context) {
    return Message.at(feature.key(), "the feature `" + feature.name() + "` has a word too many")
        .help("name it after what it adds, and nothing else")
        .as(LINT);
  }
}
