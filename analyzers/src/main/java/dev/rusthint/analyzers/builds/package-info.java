/// Hints of the category `cargo` that look at Rust code.
@NullMarked
package dev.rusthint.analyzers.builds;

import org.jspecify.annotations.NullMarked;
