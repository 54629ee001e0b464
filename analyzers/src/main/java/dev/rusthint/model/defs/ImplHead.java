package dev.rusthint.model.defs;

import org.jspecify.annotations.Nullable;

/// The head of an impl.
///
/// @param self the type that it is for
/// @param trait the trait, with `self` as its first argument; null for an inherent impl
/// @param isNegative whether it is `impl !Trait for …`
public record ImplHead(Ty self, @Nullable TraitRef trait, boolean isNegative) {}
