/// Hints about code for targets without an operating system.
@NullMarked
package dev.rusthint.analyzers.embedded;

import org.jspecify.annotations.NullMarked;
