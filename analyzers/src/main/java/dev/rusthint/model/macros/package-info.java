/// Expansion of `macro_rules!` and of simple `macro` items: a pure function of texts.
///
/// Nothing here knows files, crates or names: the caller decides which definition a call means,
/// expands what the result calls in turn, and counts how deep that goes. Terms are those of the
/// Reference, chapter *Macros By Example*: a macro's *matcher* binds *metavariables* to *fragments*
/// of the call's token trees, its *transcriber* makes the result of them.
@NullMarked
package dev.rusthint.model.macros;

import org.jspecify.annotations.NullMarked;
