/// Hints about asynchronous code.
@NullMarked
package dev.rusthint.analyzers.asyncs;

import org.jspecify.annotations.NullMarked;
