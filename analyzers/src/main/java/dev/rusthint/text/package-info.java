/// Immutable source text, positions in it, and edits to it.
@NullMarked
package dev.rusthint.text;

import org.jspecify.annotations.NullMarked;
