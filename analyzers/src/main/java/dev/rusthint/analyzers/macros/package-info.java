/// Hints about `macro_rules!` definitions.
@NullMarked
package dev.rusthint.analyzers.macros;

import org.jspecify.annotations.NullMarked;
