package dev.rusthint.hint;

import dev.rusthint.syntax.SyntaxTree;

/// What one rule found in one item: kept with the item, positions relative to it.
///
/// @param level the level it is shown at; `OFF` if the code silences it
record Finding<F>(
    Analyzer<F> analyzer, F found, SyntaxTree tree, Message message, Level level) {}
