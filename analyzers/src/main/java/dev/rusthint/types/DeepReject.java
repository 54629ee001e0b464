package dev.rusthint.types;

import dev.rusthint.model.defs.Ty;
import java.util.List;

/// Tells without binding anything that an impl's header cannot fit, so that most impls of a trait
/// such as `From` are passed over before variables are made for their parameters.
final class DeepReject {
  private final InferenceTable table;

  DeepReject(InferenceTable table) {
    this.table = table;
  }

  /// Whether the types of a header may fit those of an obligation: false is certain, true is not.
  boolean mayFit(List<Ty> header, List<Ty> wanted) {
    if (header.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < header.size(); i++) {
      if (!mayFit(header.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// @param header with the impl's parameters, each of which stands for any type
  private boolean mayFit(Ty header, Ty wanted) {
    Ty type = table.shallow(wanted);
    if (type instanceof Ty.Unknown) {
      return true;
    }
    if (type instanceof Ty.Infer variable) {
      return switch (table.sort(variable)) {
        case ANY -> true;
        case INTEGER -> isOpen(header) || header instanceof Ty.Primitive p && p.prim().isInteger();
        case FLOAT -> isOpen(header) || header instanceof Ty.Primitive p && p.prim().isFloat();
      };
    }
    return switch (header) {
      case Ty.Param _, Ty.Projection _, Ty.Infer _, Ty.Unknown _, Ty.Opaque _ -> true;
      case Ty.Adt x -> type instanceof Ty.Adt y && x.def() == y.def() && mayFit(x.args(), y.args());
      case Ty.Tuple x -> type instanceof Ty.Tuple y && mayFit(x.elements(), y.elements());
      case Ty.Array x ->
          type instanceof Ty.Array y
              && mayFit(x.element(), y.element())
              && mayFit(x.length(), y.length());
      case Ty.Slice x -> type instanceof Ty.Slice y && mayFit(x.element(), y.element());
      case Ty.Ref x ->
          type instanceof Ty.Ref y && x.mutable() == y.mutable() && mayFit(x.target(), y.target());
      case Ty.RawPtr x ->
          type instanceof Ty.RawPtr y
              && x.mutable() == y.mutable()
              && mayFit(x.target(), y.target());
      case Ty.FnPtr x ->
          type instanceof Ty.FnPtr y
              && mayFit(x.params(), y.params())
              && mayFit(x.result(), y.result());
      case Ty.Primitive x -> x.equals(type);
      case Ty.ConstValue x -> x.equals(type);
      case Ty.Never _ -> type instanceof Ty.Never;
      case Ty.Dyn _ -> type instanceof Ty.Dyn;
      case Ty.FnDef _ -> type instanceof Ty.FnDef;
      case Ty.Closure _ -> type instanceof Ty.Closure;
    };
  }

  private static boolean isOpen(Ty header) {
    return switch (header) {
      case Ty.Param _, Ty.Projection _, Ty.Infer _, Ty.Unknown _, Ty.Opaque _ -> true;
      default -> false;
    };
  }
}
