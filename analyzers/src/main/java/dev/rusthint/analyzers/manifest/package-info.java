/// Hints about `Cargo.toml`.
@NullMarked
package dev.rusthint.analyzers.manifest;

import org.jspecify.annotations.NullMarked;
