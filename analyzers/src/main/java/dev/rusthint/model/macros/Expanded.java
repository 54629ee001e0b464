package dev.rusthint.model.macros;

/// What became of a macro call: an [Expansion] or a [Failure].
public sealed interface Expanded permits Expansion, Failure {}
