package dev.rusthint.model;

import org.jspecify.annotations.Nullable;

/// The head of an impl.
///
/// @param traitPath the path of the trait without generic arguments; null for an inherent impl
/// @param isNegative whether it is `impl !Trait`
/// @param selfPath the path of the type without generic arguments (of the trait for `dyn Trait`);
///   null if the type is no path: a reference, tuple, slice, …
/// @param subject the path of the type that it is about, the same as `selfPath` but for references,
///   pointers, slices and arrays, where it is that of what they hold; `()` for that; null for
///   others
/// @param isTraitImpl whether it is of a trait, though that is no plain path
public record ImplHead(
    @Nullable String traitPath,
    boolean isNegative,
    @Nullable String selfPath,
    @Nullable String subject,
    boolean isTraitImpl) {}
