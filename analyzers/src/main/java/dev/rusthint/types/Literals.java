package dev.rusthint.types;

import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import org.jspecify.annotations.Nullable;

/// The types of literals (Reference, *Literal expressions*).
final class Literals {
  private Literals() {}

  /// @param expected what the place wants, null if that is not known
  static Ty type(Node literal, @Nullable Ty expected, InferenceTable table) {
    return switch (literal.kind()) {
      case INTEGER_LITERAL -> integer(literal.text(), expected, table);
      case FLOAT_LITERAL -> decimal(literal.text(), expected, table);
      case NEGATIVE_LITERAL -> {
        Node inner = literal.child(Kind.INTEGER_LITERAL);
        Node decimal = literal.child(Kind.FLOAT_LITERAL);
        yield inner != null
            ? integer(inner.text(), expected, table)
            : decimal == null ? Ty.UNKNOWN : decimal(decimal.text(), expected, table);
      }
      case BOOLEAN_LITERAL -> Ty.of(Prim.BOOL);
      case CHAR_LITERAL -> Ty.of(literal.text().startsWith("b") ? Prim.U8 : Prim.CHAR);
      default -> Ty.UNKNOWN;
    };
  }

  private static Ty integer(String text, @Nullable Ty expected, InferenceTable table) {
    boolean isHex = text.startsWith("0x");
    for (Prim prim : Prim.values()) {
      boolean fits = prim.isInteger() || prim.isFloat() && !isHex;
      if (fits && text.endsWith(prim.text())) {
        return Ty.of(prim);
      }
    }
    Ty wanted = expected == null ? Ty.UNKNOWN : table.shallow(expected);
    if (wanted instanceof Ty.Primitive p && p.prim().isInteger()
        || wanted instanceof Ty.Infer v && table.sort(v) == InferenceTable.Sort.INTEGER) {
      return wanted;
    }
    return table.fresh(InferenceTable.Sort.INTEGER);
  }

  private static Ty decimal(String text, @Nullable Ty expected, InferenceTable table) {
    for (Prim prim : Prim.values()) {
      if (prim.isFloat() && text.endsWith(prim.text())) {
        return Ty.of(prim);
      }
    }
    Ty wanted = expected == null ? Ty.UNKNOWN : table.shallow(expected);
    if (wanted instanceof Ty.Primitive p && p.prim().isFloat()
        || wanted instanceof Ty.Infer v && table.sort(v) == InferenceTable.Sort.FLOAT) {
      return wanted;
    }
    return table.fresh(InferenceTable.Sort.FLOAT);
  }
}
