package dev.rusthint.safety;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import java.util.ArrayList;
import java.util.List;

/// What the contract of a function is kept under.
///
/// A free function, a trait and a method of a trait, implemented or not, has its path
/// (`core::ptr::read`, `core::alloc::global::GlobalAlloc::dealloc`), a method of an inherent impl what it is for and its
/// name: `alloc::vec::Vec::set_len`, `*const T::read`, `[T]::get_unchecked`, `str::get_unchecked`,
/// `u8::unchecked_add`. Those of `core::arch` have its name and theirs, without the processor and the
/// module between: `core::arch::_mm_load_ps`.
final class ContractKey {
  /// The modules that `core::arch` has its functions from, which have names that differ.
  private static final String ARCH = "core::core_arch::";

  private static final List<String> CLASSES = List.of("sint", "uint", "int", "float", "number");

  private ContractKey() {}

  /// The key, and after it those that stand for a whole class of types, the narrowest first:
  /// `uint::unchecked_add`, `int::unchecked_add`.
  static List<String> of(Def function) {
    Def container = function.container();
    ImplHead impl = container == null ? null : container.impl();
    if (impl == null) {
      String path = function.path();
      return List.of(path.startsWith(ARCH) ? "core::arch::" + function.name() : path);
    }
    if (impl.trait() != null) {
      return List.of(impl.trait().trait().path() + "::" + function.name());
    }
    Ty self = impl.self();
    if (self instanceof Ty.Primitive(Prim prim)) {
      List<String> keys = new ArrayList<>();
      keys.add(prim.text() + "::" + function.name());
      for (String name : CLASSES) {
        if (isIn(prim, name)) {
          keys.add(name + "::" + function.name());
        }
      }
      return keys;
    }
    return List.of(head(self) + "::" + function.name());
  }

  private static boolean isIn(Prim prim, String name) {
    return switch (name) {
      case "sint" -> prim.isSigned() && prim.isInteger();
      case "uint" -> prim.isInteger() && !prim.isSigned();
      case "int" -> prim.isInteger();
      case "float" -> prim.isFloat();
      default -> prim.isInteger() || prim.isFloat();
    };
  }

  private static String head(Ty type) {
    return switch (type) {
      case Ty.Adt adt -> adt.def().path();
      case Ty.RawPtr pointer -> pointerHead(pointer);
      case Ty.Slice _ -> "[T]";
      case Ty.Array _ -> "[T; N]";
      case Ty.Ref reference -> reference.mutable() ? "&mut T" : "&T";
      case Ty.Dyn dyn -> "dyn " + dyn.bounds().getFirst().trait().path();
      default -> type.toString();
    };
  }

  private static String pointerHead(Ty.RawPtr pointer) {
    String start = pointer.mutable() ? "*mut " : "*const ";
    return start
        + switch (pointer.target()) {
          case Ty.Slice _ -> "[T]";
          case Ty.Array _ -> "[T; N]";
          default -> "T";
        };
  }
}
