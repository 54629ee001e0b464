package dev.rusthint.model;

/// One lint, or group of lints, set to a level: `#[allow(clippy::exit)]`, a line of `[lints]`.
///
/// @param lint the lint as it is written in an attribute: `clippy::exit`, `missing_docs`
public record LintSetting(String lint, LintLevel level) {}
