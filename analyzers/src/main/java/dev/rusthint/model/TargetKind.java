package dev.rusthint.model;

/// What cargo builds a crate as.
public enum TargetKind {
  LIB,
  PROC_MACRO,
  BIN,
  TEST,
  EXAMPLE,
  BENCH,
  BUILD_SCRIPT,
  /// A file that no crate is known to include.
  UNKNOWN
}
