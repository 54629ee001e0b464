package dev.rusthint.model.macros;

/// What a macro call stands for. Reference, *Macro Invocation*.
public enum ExpansionKind {
  ITEMS,
  STATEMENTS,
  EXPRESSION,
  PATTERN,
  TYPE
}
