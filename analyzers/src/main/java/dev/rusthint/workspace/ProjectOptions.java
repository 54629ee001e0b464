package dev.rusthint.workspace;

import dev.rusthint.hint.Level;
import dev.rusthint.hint.Profile;
import dev.rusthint.model.TargetKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person asks for on the command line or in an editor's settings, which goes before what
/// the project's files say.
///
/// @param profile the levels that nothing else sets; null to leave it to `rusthint.toml`
/// @param levels levels by hint id or category that go before those of `rusthint.toml`
/// @param targets what [Project#files] takes of each package
/// @param features names of features, `package/feature` for one package alone
/// @param allFeatures whether every feature is on
/// @param noDefaultFeatures whether the feature `default` is off
/// @param target a target triple; null for this machine's
/// @param cfg further `--cfg` arguments: `loom`, `key="value"`
/// @param test how `cfg(test)` is decided
/// @param defaultEdition the edition of files that belong to no crate: 2015, 2018, 2021 or 2024
public record ProjectOptions(
    @Nullable Profile profile,
    Map<String, Level> levels,
    Set<TargetKind> targets,
    List<String> features,
    boolean allFeatures,
    boolean noDefaultFeatures,
    @Nullable String target,
    List<String> cfg,
    TestCfg test,
    int defaultEdition) {
  /// How `cfg(test)` is decided.
  public enum TestCfg {
    /// Set in tests and benchmarks alone, as `cargo build --all-targets` has it.
    OFF,
    /// Set everywhere, as for `cargo test`.
    ON,
    /// Both ways: neither `cfg(test)` nor `cfg(not(test))` leaves anything out.
    BOTH
  }

  public ProjectOptions {
    levels = Map.copyOf(levels);
    targets = Set.copyOf(targets);
    features = List.copyOf(features);
    cfg = List.copyOf(cfg);
  }

  /// What `rusthint check` takes if nothing is said: libraries, programs and build scripts, as
  /// `cargo build` does.
  public static ProjectOptions commandLine() {
    return new ProjectOptions(
        null,
        Map.of(),
        Set.of(TargetKind.LIB, TargetKind.PROC_MACRO, TargetKind.BIN, TargetKind.BUILD_SCRIPT),
        List.of(),
        false,
        false,
        null,
        List.of(),
        TestCfg.OFF,
        2024);
  }

  /// What the server takes if nothing is said: every target, with and without `cfg(test)`.
  public static ProjectOptions editor() {
    return commandLine()
        .withTargets(
            Set.of(
                TargetKind.LIB,
                TargetKind.PROC_MACRO,
                TargetKind.BIN,
                TargetKind.TEST,
                TargetKind.EXAMPLE,
                TargetKind.BENCH,
                TargetKind.BUILD_SCRIPT))
        .withTest(TestCfg.BOTH);
  }

  public ProjectOptions withProfile(@Nullable Profile newProfile) {
    return new ProjectOptions(
        newProfile,
        levels,
        targets,
        features,
        allFeatures,
        noDefaultFeatures,
        target,
        cfg,
        test,
        defaultEdition);
  }

  public ProjectOptions withLevels(Map<String, Level> newLevels) {
    return new ProjectOptions(
        profile,
        newLevels,
        targets,
        features,
        allFeatures,
        noDefaultFeatures,
        target,
        cfg,
        test,
        defaultEdition);
  }

  public ProjectOptions withTargets(Set<TargetKind> newTargets) {
    return new ProjectOptions(
        profile,
        levels,
        newTargets,
        features,
        allFeatures,
        noDefaultFeatures,
        target,
        cfg,
        test,
        defaultEdition);
  }

  public ProjectOptions withFeatures(
      List<String> newFeatures, boolean withAll, boolean withoutDefault) {
    return new ProjectOptions(
        profile,
        levels,
        targets,
        newFeatures,
        withAll,
        withoutDefault,
        target,
        cfg,
        test,
        defaultEdition);
  }

  public ProjectOptions withTarget(@Nullable String newTarget, List<String> newCfg) {
    return new ProjectOptions(
        profile,
        levels,
        targets,
        features,
        allFeatures,
        noDefaultFeatures,
        newTarget,
        newCfg,
        test,
        defaultEdition);
  }

  public ProjectOptions withTest(TestCfg newTest) {
    return new ProjectOptions(
        profile,
        levels,
        targets,
        features,
        allFeatures,
        noDefaultFeatures,
        target,
        cfg,
        newTest,
        defaultEdition);
  }

  public ProjectOptions withDefaultEdition(int newEdition) {
    return new ProjectOptions(
        profile,
        levels,
        targets,
        features,
        allFeatures,
        noDefaultFeatures,
        target,
        cfg,
        test,
        newEdition);
  }
}
