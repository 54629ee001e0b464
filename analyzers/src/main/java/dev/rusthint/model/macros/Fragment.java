package dev.rusthint.model.macros;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a metavariable can stand for, as its fragment specifier says. Reference, *Macros By
/// Example*, *Metavariables*.
public enum Fragment {
  BLOCK,
  EXPR,
  EXPR_2021,
  IDENT,
  ITEM,
  LIFETIME,
  LITERAL,
  META,
  PAT,
  PAT_PARAM,
  PATH,
  STMT,
  TT,
  TY,
  VIS;

  private static final Fragment[] VALUES = values();
  private static final Map<String, Fragment> BY_SPECIFIER = new HashMap<>();

  static {
    for (Fragment fragment : VALUES) {
      BY_SPECIFIER.put(fragment.specifier(), fragment);
    }
  }

  /// As it is written after the `:` of a metavariable.
  public String specifier() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether another macro that gets such a fragment sees one opaque thing instead of its tokens.
  /// Reference, *Forwarding a matched fragment*.
  public boolean isOpaque() {
    return this != IDENT && this != LIFETIME && this != TT;
  }

  static @Nullable Fragment ofSpecifier(String specifier) {
    return BY_SPECIFIER.get(specifier);
  }

  static Fragment at(int ordinal) {
    return VALUES[ordinal];
  }
}
