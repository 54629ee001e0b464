package dev.rusthint.model.defs;

/// The namespaces in which a name can have a meaning (Reference, *Namespaces*); those of labels and
/// lifetimes aside.
public enum Namespace {
  TYPE,
  VALUE,
  MACRO
}
