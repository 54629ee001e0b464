/// Hints about tests.
@NullMarked
package dev.rusthint.analyzers.tests;

import org.jspecify.annotations.NullMarked;
