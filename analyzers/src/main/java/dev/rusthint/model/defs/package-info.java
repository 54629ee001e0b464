/// What crates define and what those definitions say of themselves: definitions, types, generics,
/// signatures, whether read from sources or from an index.
@NullMarked
package dev.rusthint.model.defs;

import org.jspecify.annotations.NullMarked;
