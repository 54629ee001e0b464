package dev.rusthint.safety;

import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Node;
import dev.rusthint.types.ItemTypes;

/// Obligations in the words of one operation's code.
public final class Instance {
  private Instance() {}

  /// What must hold, with what the operation is given: code in backticks.
  public static String text(Obligation obligation, UnsafeOperation operation) {
    return obligation.text(name -> given(name, operation));
  }

  /// The code that stands for a parameter or a type parameter; the name itself for others.
  static String given(String name, UnsafeOperation operation) {
    Node node = operation.given().get(name);
    if (node != null) {
      return code(node);
    }
    Ty type = operation.types().get(name);
    return type == null || !ItemTypes.isKnown(type) ? name : ItemTypes.text(type);
  }

  /// Code on one line.
  private static String code(Node node) {
    return node.text().replaceAll("\\s+", " ");
  }
}
