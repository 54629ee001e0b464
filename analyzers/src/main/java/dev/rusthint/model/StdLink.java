package dev.rusthint.model;

/// Whether a crate is built with std (Reference, *Preludes*, the `no_std` attribute).
public enum StdLink {
  /// The crate root does not say `#![no_std]`.
  ALWAYS,
  /// It does, and has an `extern crate std`, which a feature or a test may ask for: code that names
  /// std is there for those.
  OPTIONAL,
  /// It does, and std cannot be named.
  NEVER
}
