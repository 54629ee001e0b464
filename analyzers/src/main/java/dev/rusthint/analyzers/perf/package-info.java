/// Hints about what costs time or memory.
@NullMarked
package dev.rusthint.analyzers.perf;

import org.jspecify.annotations.NullMarked;
