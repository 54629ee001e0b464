/// The types of what is in bodies: inference, trait selection, method resolution.
@NullMarked
package dev.rusthint.types;

import org.jspecify.annotations.NullMarked;
