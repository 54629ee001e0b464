/// What is known of the standard library.
@NullMarked
package dev.rusthint.std;

import org.jspecify.annotations.NullMarked;
