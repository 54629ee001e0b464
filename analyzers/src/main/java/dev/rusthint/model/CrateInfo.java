package dev.rusthint.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of the crate that a file belongs to, and of the file's place in it, as far as it
/// comes from outside the file. Two that are equal give equal hints.
///
/// @param name the crate's name, empty for a file on its own
/// @param kind what it is built as
/// @param edition 2015, 2018, 2021 or 2024
/// @param rustVersion the minor version of `rust-version` (or clippy's `msrv`): 63 for 1.63; null
///   if none is given
/// @param std whether it is built with std; a `#![no_std]` under a false condition does not count
/// @param cfg decides `cfg` predicates for the active target and features
/// @param dependencies the names by which the code can name other crates, those of std aside; null
///   if they are not known
/// @param inherited lint levels from outside the file, outermost first: `[lints]`, the attributes
///   of the crate root and of the modules around this file
/// @param modulePath the path of the file's module from the crate root, `a::b`; empty for the root
///   itself, null if it is not known
/// @param testOnly whether the modules around this file are under `#[cfg(test)]`
/// @param exports what of the crate others can name, null if the crate's files are not known
public record CrateInfo(
    String name,
    TargetKind kind,
    int edition,
    @Nullable Integer rustVersion,
    StdLink std,
    CfgOracle cfg,
    @Nullable Set<String> dependencies,
    List<LintSetting> inherited,
    @Nullable String modulePath,
    boolean testOnly,
    @Nullable Exports exports) {
  /// A file on its own.
  public static CrateInfo standalone(int edition) {
    return new CrateInfo(
        "",
        TargetKind.UNKNOWN,
        edition,
        null,
        StdLink.ALWAYS,
        CfgOracle.UNDECIDED,
        null,
        List.of(),
        null,
        false,
        null);
  }

  /// Whether the crate root says `#![no_std]`.
  public boolean noStd() {
    return std != StdLink.ALWAYS;
  }

  /// Whether what is stable since Rust 1.`minor` can be used: unknown versions are taken as new.
  public boolean allows(int minor) {
    return rustVersion == null || rustVersion >= minor;
  }
}
