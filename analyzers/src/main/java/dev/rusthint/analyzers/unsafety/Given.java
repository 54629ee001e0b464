package dev.rusthint.analyzers.unsafety;

import dev.rusthint.model.defs.Ty;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// In which ways somebody who has a value of a type gets at values of a parameter `T`.
enum Given {
  /// `T` itself, to keep.
  OWNED,
  /// `&mut T`, by which the value can be exchanged.
  EXCLUSIVE,
  /// `&T`
  SHARED;

  /// Types of std that have what their arguments are, and nothing else.
  private static final Set<String> CONTAINERS =
      Set.of(
          "core::option::Option",
          "core::result::Result",
          "core::pin::Pin",
          "core::task::poll::Poll",
          "alloc::boxed::Box",
          "alloc::vec::Vec");

  /// What a type gives; none for a type of which that is not known.
  static Set<Given> by(Ty type, Ty.Param param) {
    return switch (type) {
      case Ty.Param t -> t.index() == param.index() ? EnumSet.of(OWNED) : none();
      case Ty.Ref t -> behind(t.mutable(), by(t.target(), param));
      case Ty.Tuple t -> ofAll(t.elements(), param);
      case Ty.Array t -> by(t.element(), param);
      case Ty.Slice t -> by(t.element(), param);
      case Ty.Adt t when CONTAINERS.contains(t.def().path()) -> ofAll(t.args(), param);
      default -> none();
    };
  }

  private static Set<Given> none() {
    return EnumSet.noneOf(Given.class);
  }

  private static Set<Given> ofAll(List<Ty> types, Ty.Param param) {
    Set<Given> all = none();
    types.forEach(each -> all.addAll(by(each, param)));
    return all;
  }

  private static Set<Given> behind(boolean isMutable, Set<Given> inner) {
    if (inner.isEmpty()) {
      return inner;
    }
    boolean isExclusive = isMutable && !inner.equals(EnumSet.of(SHARED));
    return EnumSet.of(isExclusive ? EXCLUSIVE : SHARED);
  }

  /// Whether a value of a type has a `T`, or a pointer to something that may be one; what only takes
  /// or makes a `T`, as a function does, has none.
  static boolean mayHave(Ty type, Ty.Param param) {
    return switch (type) {
      case Ty.Param t -> t.index() == param.index();
      case Ty.Adt t -> t.args().stream().anyMatch(each -> mayHave(each, param));
      case Ty.Tuple t -> t.elements().stream().anyMatch(each -> mayHave(each, param));
      case Ty.Array t -> mayHave(t.element(), param);
      case Ty.Slice t -> mayHave(t.element(), param);
      case Ty.Ref t -> mayHave(t.target(), param);
      case Ty.RawPtr t -> mayHave(t.target(), param);
      default -> false;
    };
  }
}
