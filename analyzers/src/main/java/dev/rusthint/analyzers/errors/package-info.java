/// Hints about how errors are handled.
@NullMarked
package dev.rusthint.analyzers.errors;

import org.jspecify.annotations.NullMarked;
