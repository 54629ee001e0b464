package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import java.util.List;

/// What a callable value takes and gives.
record Callable(List<Ty> params, Ty result) {}
