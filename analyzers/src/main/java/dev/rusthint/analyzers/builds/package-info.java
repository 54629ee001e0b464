/// Hints about build scripts.
@NullMarked
package dev.rusthint.analyzers.builds;

import org.jspecify.annotations.NullMarked;
