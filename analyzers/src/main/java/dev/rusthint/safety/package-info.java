/// What unsafe operations ask of the code around them, and what of it can be seen to hold.
@NullMarked
package dev.rusthint.safety;

import org.jspecify.annotations.NullMarked;
