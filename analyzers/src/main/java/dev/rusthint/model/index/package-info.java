/// Crates written down and read again without their sources: as text that people can review, and in
/// a binary form that is read piece by piece.
@NullMarked
package dev.rusthint.model.index;

import org.jspecify.annotations.NullMarked;
