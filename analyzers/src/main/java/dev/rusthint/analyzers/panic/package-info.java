/// Hints about code that panics.
@NullMarked
package dev.rusthint.analyzers.panic;

import org.jspecify.annotations.NullMarked;
