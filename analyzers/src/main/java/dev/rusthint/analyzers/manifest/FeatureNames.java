package dev.rusthint.analyzers.manifest;

import java.util.List;

/// Words in feature names that take something away, or say nothing.
final class FeatureNames {
  private static final List<String> REDUNDANT = List.of("use-", "use_", "with-", "with_");
  private static final List<String> NEGATIVE = List.of("no-", "no_", "not-", "not_");

  private FeatureNames() {}

  static boolean isNegative(String feature) {
    return NEGATIVE.stream().anyMatch(feature::startsWith);
  }

  static boolean isRedundant(String feature) {
    return REDUNDANT.stream().anyMatch(feature::startsWith)
        || feature.endsWith("-support")
        || feature.endsWith("_support");
  }
}
