/// What the code of a file and of a crate says beyond one item: names, modules, visibility.
@NullMarked
package dev.rusthint.model;

import org.jspecify.annotations.NullMarked;
