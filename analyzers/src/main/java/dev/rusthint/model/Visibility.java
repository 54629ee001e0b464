package dev.rusthint.model;

/// Who may name an item (Reference, *Visibility and privacy*).
public enum Visibility {
  /// `pub`
  PUBLIC,
  /// `pub(crate)`, and `pub(in …)`, which is taken for it.
  CRATE,
  /// `pub(super)`
  SUPER,
  /// None given, or `pub(self)`: the module and those inside it.
  PRIVATE
}
