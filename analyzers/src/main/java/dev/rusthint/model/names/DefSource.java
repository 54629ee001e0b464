package dev.rusthint.model.names;

import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;

/// Where a definition is written.
///
/// @param unit the text
/// @param placed the unit's item whose tree the node is in; members of impls, traits and modules
///   are items of their own, but for those in function bodies
/// @param node the definition in the tree of `placed`: a struct_item, enum_variant, function_item,
///   …; the root for an item that could not be parsed
public record DefSource(SourceUnit unit, Placed placed, Node node) {}
