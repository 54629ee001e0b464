package dev.rusthint.model.defs;

import java.util.List;

/// The signature of a function.
///
/// @param params the types of its parameters, the receiver's first
/// @param names what each parameter is called: `self`, a name, or `_` for any other pattern
/// @param result what a call evaluates to; for an `async fn` the opaque future
/// @param hasSelf whether it has a receiver
/// @param opaques for each `impl Trait` of the result what is required of it, and for an `async fn`
///   the future; its `Self` is the [Ty.Opaque] with that number and identity arguments
public record FnSig(
    List<Ty> params,
    List<String> names,
    Ty result,
    boolean hasSelf,
    boolean isUnsafe,
    boolean isConst,
    boolean isAsync,
    boolean isVariadic,
    String abi,
    List<List<Predicate>> opaques) {
  public FnSig {
    params = List.copyOf(params);
    names = List.copyOf(names);
    opaques = List.copyOf(opaques);
  }
}
