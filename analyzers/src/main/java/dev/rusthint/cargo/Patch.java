package dev.rusthint.cargo;

/// An entry of `[patch.SOURCE]` or `[replace]`.
///
/// @param source what is patched: `crates-io`, a registry's name or a URL; empty for `[replace]`
/// @param dependency what stands in its place
public record Patch(String source, Dependency dependency) {}
