package dev.rusthint.model.defs;

import org.jspecify.annotations.Nullable;

/// What attributes say of a definition to those who use it.
///
/// @param lang the name of a lang item, `sized`, `add`; null for others
/// @param since the version in which it became stable, null if it is not or is not said
/// @param constSince the version in which it became const, the same way
/// @param isUnstable whether it needs a nightly compiler
/// @param isMustUse whether what it gives must be used
/// @param deprecatedSince the version in which it was deprecated, empty if none is told, null if it
///   is not deprecated
/// @param isUnsafe whether a trait or impl is `unsafe`, or a use of a static is: it is `mut`, or
///   foreign and not `safe`
/// @param isForeign whether a function or static is declared in an `extern` block
/// @param isAuto whether a trait is an auto trait
/// @param hasBody whether a trait's function has a default, and a constant a value
/// @param repr the arguments of `#[repr(…)]`, null if there is none
/// @param features what `#[target_feature(enable = "…")]` asks of the processor, with commas between,
///   null if there is none
public record DefFacts(
    @Nullable String lang,
    @Nullable String since,
    @Nullable String constSince,
    boolean isUnstable,
    boolean isMustUse,
    @Nullable String deprecatedSince,
    boolean isUnsafe,
    boolean isForeign,
    boolean isAuto,
    boolean hasBody,
    @Nullable String repr,
    @Nullable String features) {
  public static final DefFacts NONE =
      new DefFacts(null, null, null, false, false, null, false, false, false, false, null, null);
}
