/// Hints about documentation.
@NullMarked
package dev.rusthint.analyzers.docs;

import org.jspecify.annotations.NullMarked;
