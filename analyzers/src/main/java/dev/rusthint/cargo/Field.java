package dev.rusthint.cargo;

import dev.rusthint.text.Span;

/// A setting that a configuration file makes, with its place.
///
/// @param key the bytes of its key; of an element of an array, those of the element
/// @param span the bytes of its value
public record Field<T>(T value, Span key, Span span) {}
