package dev.rusthint.model.macros;

import dev.rusthint.syntax.Lexer;

/// The words with which items begin.
public final class ItemWords {
  private ItemWords() {}

  /// Whether one is in a part of a text.
  public static boolean areIn(byte[] text, int from, int to) {
    Lexer lexer = new Lexer(text, from, to);
    while (lexer.next() != Lexer.Token.END) {
      if (lexer.token() == Lexer.Token.IDENTIFIER && beginsItem(lexer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsItem(Lexer lexer) {
    return switch (lexer.first()) {
      case 'e' -> lexer.is("enum") || lexer.is("extern");
      case 'f' -> lexer.is("fn");
      case 'i' -> lexer.is("impl");
      case 'm' -> lexer.is("mod") || lexer.is("macro_rules");
      case 's' -> lexer.is("struct") || lexer.is("static");
      case 't' -> lexer.is("trait");
      case 'u' -> lexer.is("use") || lexer.is("union");
      default -> false;
    };
  }
}
