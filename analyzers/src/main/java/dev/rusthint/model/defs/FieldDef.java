package dev.rusthint.model.defs;

/// A field of a struct, union or variant.
///
/// @param name `0`, `1`, … in a tuple struct or tuple variant
/// @param type in terms of the parameters of the struct, union or enum
public record FieldDef(String name, DefVisibility visibility, Ty type) {}
