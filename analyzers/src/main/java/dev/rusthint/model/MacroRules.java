package dev.rusthint.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a `macro_rules!` definition.
///
/// @param passes the `cfg` predicates under which it passes on the items that it is given, where
///     that is all it does: `($($item:item)*) => { $(#[cfg(unix)] $item)* }`; else null
/// @param words the identifiers in its body, sorted
public record MacroRules(@Nullable List<String> passes, Set<String> words) {}
