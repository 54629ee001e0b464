/// From the syntax of types, bounds and signatures to what they mean.
@NullMarked
package dev.rusthint.model.lower;

import org.jspecify.annotations.NullMarked;
