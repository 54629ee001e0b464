package dev.rusthint.analyzers;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;

/// Where an expression's type may change without anybody noticing.
public final class FreeTypes {
  private FreeTypes() {}

  /// Whether nothing names the type of an iterator, so that one with the same items can take its
  /// place; an `Option` keeps its type.
  public static boolean isFree(Node iterator, ItemTypes types) {
    Node parent = iterator.parent();
    if (ItemTypes.isAdt(types.of(iterator), "core::option::Option")) {
      return true;
    }
    if (parent == null) {
      return false;
    }
    Parameter parameter = Parameter.of(iterator, types);
    return switch (parent.kind()) {
      case FIELD_EXPRESSION, FOR_EXPRESSION -> true;
      case ARGUMENTS -> parameter != null && parameter.type() instanceof Ty.Param;
      default -> false;
    };
  }
}
