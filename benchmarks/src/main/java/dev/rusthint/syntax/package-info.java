/// What is measured of the syntax layer from inside it.
@NullMarked
package dev.rusthint.syntax;

import org.jspecify.annotations.NullMarked;
