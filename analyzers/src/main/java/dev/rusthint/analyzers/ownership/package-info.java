/// Hints about what costs time or memory.
@NullMarked
package dev.rusthint.analyzers.ownership;

import org.jspecify.annotations.NullMarked;
