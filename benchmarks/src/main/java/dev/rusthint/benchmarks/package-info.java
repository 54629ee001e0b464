/// Benchmarks: each prints the figure that it measures.
@NullMarked
package dev.rusthint.benchmarks;

import org.jspecify.annotations.NullMarked;
