package dev.rusthint.analyzers.manifest;

import dev.rusthint.cargo.Feature;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.ManifestAnalyzer;
import dev.rusthint.hint.ManifestContext;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.RuleSpec;
import java.util.ArrayList;
import java.util.List;

/// A feature whose name takes something away.
public final class NegativeFeature implements ManifestAnalyzer<Feature> {
  private static final Equivalent LINT = Equivalent.clippy("negative_feature_names");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "cargo/features",
              "negative-feature-name",
              "a feature that takes something away",
              """
              Features add up: a crate is built with the union of what all its dependents ask for.
              One dependent that asks for `no-x` takes `x` from all the others. Turn it round: a
              feature `x`, on by default.
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
      if (FeatureNames.isNegative(feature.name())) {
        found.add(feature);
      }
    }
    return found;
  }

  @Override
  public Message describe(Feature feature, ManifestContext context) {
    return Message.at(feature.key(), "the feature `" + feature.name() + "` takes something away from every dependent")
        .help("turn it round: a feature for what it takes away, on by default")
        .as(LINT);
  }
}
