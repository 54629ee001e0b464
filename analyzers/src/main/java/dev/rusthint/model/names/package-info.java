/// The definitions of a crate read from its sources, and what names mean in it.
///
/// The Reference's chapters *Items*, *Names*, *Paths* and *Macros By Example* (its scoping part) are
/// the specification. Building a crate (`CrateBuilder`) collects items into scopes, and resolves
/// imports and macro calls until nothing changes; what is built does not change afterwards.
@NullMarked
package dev.rusthint.model.names;

import org.jspecify.annotations.NullMarked;
