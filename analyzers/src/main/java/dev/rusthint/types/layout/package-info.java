/// How values of types lie in memory: sizes, alignments, offsets and niches.
@NullMarked
package dev.rusthint.types.layout;

import org.jspecify.annotations.NullMarked;
