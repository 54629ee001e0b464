package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import java.util.List;

/// What a method call means.
///
/// @param method of a trait the trait's own
/// @param args for all parameters of the method, those of its trait or impl first
/// @param derefs how often the receiver is dereferenced, the step from array to slice included
/// @param borrow how it is borrowed after that
/// @param receiver its type after that
public record MethodUse(Def method, List<Ty> args, int derefs, Borrow borrow, Ty receiver) {
  /// How a receiver is adjusted after its derefs.
  public enum Borrow {
    NONE,
    SHARED,
    MUTABLE,
    /// `*mut T` to `*const T`
    CONST_POINTER
  }

  public MethodUse {
    args = List.copyOf(args);
  }

  /// Whether it is the method of this path, such as `core::clone::Clone::clone`.
  public boolean is(String path) {
    return method.name().equals(path.substring(path.lastIndexOf(':') + 1))
        && method.path().equals(path);
  }
}
