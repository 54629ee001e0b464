package dev.rusthint.hint;

import java.util.List;
import java.util.Optional;

/// One rule about `Cargo.toml`. Spans count from the start of the file.
///
/// @param <F> what the rule found, as data
public interface ManifestAnalyzer<F> {
  RuleSpec spec();

  /// What is wrong in a manifest. Never called for one that cannot be read at all.
  List<F> find(ManifestContext context);

  Message describe(F found, ManifestContext context);

  /// The edit that settles the finding, if there is one here.
  default Optional<Fix> fix(F found, ManifestContext context) {
    return Optional.empty();
  }
}
