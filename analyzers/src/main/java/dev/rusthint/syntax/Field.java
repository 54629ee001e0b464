package dev.rusthint.syntax;

import java.util.HashMap;
import java.util.Map;

/// The role of a node in its parent: a field of the tree-sitter-rust grammar.
public enum Field {
  NONE(""),
  ALIAS("alias"),
  ALTERNATIVE("alternative"),
  ARGUMENT("argument"),
  ARGUMENTS("arguments"),
  BODY("body"),
  BOUNDS("bounds"),
  CONDITION("condition"),
  CONSEQUENCE("consequence"),
  DEFAULT_TYPE("default_type"),
  DOC("doc"),
  ELEMENT("element"),
  FIELD("field"),
  FUNCTION("function"),
  INNER("inner"),
  LEFT("left"),
  LENGTH("length"),
  LIST("list"),
  MACRO("macro"),
  NAME("name"),
  OPERATOR("operator"),
  OUTER("outer"),
  PARAMETERS("parameters"),
  PATH("path"),
  PATTERN("pattern"),
  RETURN_TYPE("return_type"),
  RIGHT("right"),
  TRAIT("trait"),
  TYPE("type"),
  TYPE_ARGUMENTS("type_arguments"),
  TYPE_PARAMETERS("type_parameters"),
  VALUE("value");

  private static final Field[] VALUES = values();
  private static final Map<String, Field> BY_NAME = new HashMap<>();

  static {
    for (Field field : VALUES) {
      BY_NAME.put(field.symbol, field);
    }
  }

  private final String symbol;

  Field(String symbol) {
    this.symbol = symbol;
  }

  static Field ofSymbol(String symbol) {
    return BY_NAME.getOrDefault(symbol, NONE);
  }

  static Field ofOrdinal(int ordinal) {
    return VALUES[ordinal];
  }
}
