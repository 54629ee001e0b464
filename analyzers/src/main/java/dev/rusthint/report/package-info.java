/// Renderings of hints: for people, for programs, and for the services that show them.
@NullMarked
package dev.rusthint.report;

import org.jspecify.annotations.NullMarked;
