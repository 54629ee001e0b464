/// Hints about `unsafe`: what it relies on, and where that is written down.
@NullMarked
package dev.rusthint.analyzers.unsafety;

import org.jspecify.annotations.NullMarked;
