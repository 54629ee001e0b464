package dev.rusthint.hint;

/// How much beyond an item's own text a rule looks at, and so when its findings are looked for
/// again. Every rule may use what [Context#crate] says, except exports.
public enum Reach {
  /// The item and the heads of its containers.
  ITEM,
  /// Also [Context#model].
  FILE,
  /// Also [dev.rusthint.model.CrateInfo#exports].
  CRATE,
  /// The item, [Context#types] and [Context#isExported]: looked for where types are known, at each
  /// run.
  TYPES
}
