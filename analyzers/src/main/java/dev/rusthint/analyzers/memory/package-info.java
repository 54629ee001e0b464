/// Hints about the layout of types.
@NullMarked
package dev.rusthint.analyzers.memory;

import org.jspecify.annotations.NullMarked;
