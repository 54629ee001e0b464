package dev.rusthint.analyzers.lifetime;

import dev.rusthint.syntax.Node;

/// A place in a type that has a lifetime, written or not.
///
/// @param form how it is written
/// @param name `'a`, `'static`, `'_`; empty if it is not written
/// @param node the lifetime; for one that is not written the reference, `self` parameter or path
/// @param source what it belongs to
/// @param nested whether it lies in the arguments of a function pointer or of `Fn(…)`, where
///     elision has rules of its own
record LifetimeUse(Form form, String name, Node node, Source source, boolean nested) {
  /// How a lifetime is written.
  enum Form {
    NAMED,
    STATIC,
    /// `'_`
    ANONYMOUS,
    /// A reference without a lifetime.
    ELIDED,
    /// A path without the lifetimes that it has.
    HIDDEN
  }

  /// What a lifetime belongs to.
  enum Source {
    REFERENCE,
    PATH,
    BOUND,
    /// `dyn Trait + 'a`
    OBJECT_BOUND,
    /// `use<'a>`
    CAPTURE
  }

  boolean isNamed() {
    return form == Form.NAMED;
  }

  boolean isNamed(String wanted) {
    return form == Form.NAMED && name.equals(wanted);
  }

  boolean isReference() {
    return source == Source.REFERENCE;
  }
}
