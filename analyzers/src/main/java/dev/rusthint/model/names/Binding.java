package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefVisibility;
import org.jspecify.annotations.Nullable;

/// What a name of a scope means in a namespace.
///
/// @param def null if the name is there and its meaning is not known: an import that leads to
///   nothing known, or globs that bring in different things
/// @param visibility where this meaning can be seen: an import has its own
/// @param isGlob whether a glob import brought it in, so that what is declared or imported by name
///   shadows it
record Binding(@Nullable Def def, DefVisibility visibility, boolean isGlob) {}
