/// Hints about code that other languages call, or that calls them.
@NullMarked
package dev.rusthint.analyzers.ffi;

import org.jspecify.annotations.NullMarked;
