package dev.rusthint.workspace;

import java.nio.file.Path;

/// How many obligations of unsafe code a policy lets be open.
///
/// @param file the configuration that says so
/// @param line where it does, from 1
public record ObligationCeiling(Path file, int line, long most) {}
