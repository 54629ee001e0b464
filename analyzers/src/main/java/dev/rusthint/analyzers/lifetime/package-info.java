/// Hints about lifetimes: what is written and not needed, and what is hidden.
@NullMarked
package dev.rusthint.analyzers.lifetime;

import org.jspecify.annotations.NullMarked;
