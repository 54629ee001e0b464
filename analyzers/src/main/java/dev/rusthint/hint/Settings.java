package dev.rusthint.hint;

import dev.rusthint.model.CrateInfo;
import dev.rusthint.model.StdLink;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How hints are to be found in one file: the levels of rules, options, and the crate. Two that are
/// equal give equal hints.
///
/// @param profile the levels that nothing else sets
/// @param levels levels by hint id (`perf/inline`) or category (`perf`), the id wins
/// @param options values of clippy.toml and of rusthint.toml's `[policy]`, by key, as text
/// @param crate the file's crate
/// @param path the file's path, `/` between its parts, relative to the crate's directory; empty if
///     it has none
public record Settings(
    Profile profile,
    Map<String, Level> levels,
    Map<String, String> options,
    CrateInfo crate,
    String path) {
  public Settings {
    levels = Map.copyOf(levels);
    options = Map.copyOf(options);
  }

  public static Settings of(Profile profile, CrateInfo crate) {
    return new Settings(profile, Map.of(), Map.of(), crate, "");
  }

  /// The level of a rule before attributes in the code have their say.
  public Level levelOf(RuleSpec rule) {
    Level level = levels.get(rule.hint());
    if (level == null) {
      level = levels.get(rule.category());
    }
    if (level != null) {
      return level;
    }
    // What is special to `no_std` is asked for by a crate that says so. Where std can be linked too,
    // code that names it is there for that case.
    boolean embedded = crate.std() == StdLink.NEVER && rule.category().equals("embedded");
    if (rule.fromEdition() > 0 && crate.edition() >= rule.fromEdition()) {
      return rule.whenAsked();
    }
    return (embedded ? Profile.EMBEDDED : profile).levelOf(rule);
  }

  public @Nullable String option(String key) {
    return options.get(key);
  }

  /// Whether an option is `true`.
  public boolean isSet(String key) {
    return "true".equals(options.get(key));
  }
}
