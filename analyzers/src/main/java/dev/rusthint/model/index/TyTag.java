package dev.rusthint.model.index;

/// What kind of type comes next.
enum TyTag {
  ADT,
  PRIM,
  NEVER,
  TUPLE,
  ARRAY,
  SLICE,
  REF,
  REF_MUT,
  PTR,
  PTR_MUT,
  FN,
  FN_UNSAFE,
  FN_VARIADIC,
  FN_UNSAFE_VARIADIC,
  FN_DEF,
  DYN,
  PARAM,
  ASSOC,
  OPAQUE,
  CONST,
  UNKNOWN;

  static TyTag fn(boolean isUnsafe, boolean isVariadic) {
    if (isVariadic) {
      return isUnsafe ? FN_UNSAFE_VARIADIC : FN_VARIADIC;
    }
    return isUnsafe ? FN_UNSAFE : FN;
  }
}
