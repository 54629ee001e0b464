package dev.rusthint.server;

import dev.rusthint.hint.Profile;
import dev.rusthint.hint.Settings;
import dev.rusthint.model.CrateInfo;
import java.util.Optional;

/// What is known of the crates that documents belong to, and how their hints are to be found.
final class Workspaces {
  private static final int NEWEST_EDITION = 2024;

  private volatile Configuration configuration = Configuration.DEFAULT;

  void configure(Configuration newConfiguration) {
    configuration = newConfiguration;
  }

  Settings settings(DocumentId id) {
    Configuration asked = configuration;
    return new Settings(
        Optional.ofNullable(asked.profile()).orElse(Profile.DEFAULT),
        asked.levels(),
        java.util.Map.of(),
        CrateInfo.standalone(NEWEST_EDITION),
        "");
  }
}
