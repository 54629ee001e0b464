/// The command line.
@NullMarked
package dev.rusthint.cli;

import org.jspecify.annotations.NullMarked;
