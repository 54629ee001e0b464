/// What a hint is, what an analyzer is, and the driver that runs analyzers over items.
@NullMarked
package dev.rusthint.hint;

import org.jspecify.annotations.NullMarked;
