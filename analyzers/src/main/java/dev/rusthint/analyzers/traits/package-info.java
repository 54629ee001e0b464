/// Hints about implementations of traits.
@NullMarked
package dev.rusthint.analyzers.traits;

import org.jspecify.annotations.NullMarked;
