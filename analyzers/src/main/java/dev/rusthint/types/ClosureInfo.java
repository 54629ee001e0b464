package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import java.util.List;

/// A closure or async block of a body.
///
/// @param params the types of a closure's parameters; empty for an async block
/// @param result what a call gives; for an async block what `.await` gives
/// @param isAsyncBlock whether it is one
record ClosureInfo(List<Ty> params, Ty result, boolean isAsyncBlock) {}
