/// What a Rust project's configuration says, read without running anything: `Cargo.toml` and the
/// workspace it belongs to, targets, features, `cfg`, lint levels, `Cargo.lock`, `clippy.toml` and
/// `rusthint.toml`.
///
/// Nothing here throws on bad input. What is wrong becomes a [dev.rusthint.cargo.Problem] with its
/// place, and what can be read is still served.
@NullMarked
package dev.rusthint.cargo;

import org.jspecify.annotations.NullMarked;
