/// From source text to flattened syntax trees: the lexer, the item splitter, the bridge to
/// tree-sitter, and typed views of nodes.
@NullMarked
package dev.rusthint.syntax;

import org.jspecify.annotations.NullMarked;
