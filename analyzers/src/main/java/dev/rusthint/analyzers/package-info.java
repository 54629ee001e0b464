/// The analyzers: a package a category, a class a rule, and the list of them all.
@NullMarked
package dev.rusthint.analyzers;

import org.jspecify.annotations.NullMarked;
