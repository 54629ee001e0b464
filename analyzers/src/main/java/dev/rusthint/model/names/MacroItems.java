package dev.rusthint.model.names;

import dev.rusthint.cargo.Edition;
import dev.rusthint.model.CfgOracle;
import dev.rusthint.model.macros.MacroDefinition;
import dev.rusthint.model.macros.TokenStream;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Lexer;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads definitions and calls of macros.
final class MacroItems {
  private MacroItems() {}

  /// A call of a macro that stands where items can.
  ///
  /// @param path the macro's path
  /// @param start the offset in the unit of the first byte of the path
  /// @param from the offset in the unit after the bracket that opens its arguments
  /// @param to the offset in the unit of the bracket that closes them
  record Call(List<String> path, boolean isAbsolute, int start, int from, int to) {}

  /// The call that an item is, null if it is none that can be read.
  static @Nullable Call call(ItemSource item) {
    return call(item.node(), item.placed().start());
  }

  /// @param base the offset in its unit of the tree that the node is in
  static @Nullable Call call(Node invocation, int base) {
    Node name = invocation.child(Field.MACRO);
    Node arguments = invocation.child(Kind.TOKEN_TREE);
    if (!invocation.is(Kind.MACRO_INVOCATION)
        || name == null
        || arguments == null
        || arguments.end() - arguments.start() < 2) {
      return null;
    }
    List<String> path = new ArrayList<>(2);
    UseTree.parts(name, path);
    return new Call(
        path,
        name.text().startsWith("::"),
        base + name.start(),
        base + arguments.start() + 1,
        base + arguments.end() - 1);
  }

  /// The first arm of a `cfg_select!` whose predicate may hold, with what is in its braces as the
  /// arguments; null if there is none.
  static @Nullable Call selected(Call call, SourceUnit unit, CfgOracle cfg) {
    byte[] bytes = unit.file().text().bytes();
    Lexer lexer = new Lexer(bytes, call.from(), call.to());
    StringBuilder predicate = new StringBuilder();
    boolean inPredicate = true;
    int body = -1;
    int depth = 0;
    while (lexer.next() != Lexer.Token.END) {
      if (lexer.token() == Lexer.Token.LINE_COMMENT || lexer.token() == Lexer.Token.BLOCK_COMMENT) {
        continue;
      }
      int before = depth;
      depth +=
          switch (lexer.first()) {
            case '{', '(', '[' -> 1;
            case '}', ')', ']' -> -1;
            default -> 0;
          };
      if (inPredicate && depth == 0 && isArrow(bytes, lexer.start())) {
        inPredicate = false;
      } else if (inPredicate) {
        predicate.append(unit.file().text().slice(lexer.start(), lexer.end())).append(' ');
      } else if (before == 0 && depth == 1) {
        body = lexer.end();
      } else if (before == 1 && depth == 0) {
        String condition = predicate.toString().strip();
        if (condition.equals("_") || cfg.mayHold(condition)) {
          return new Call(call.path(), call.isAbsolute(), call.start(), body, lexer.start());
        }
        predicate.setLength(0);
        inPredicate = true;
      }
    }
    return null;
  }

  private static boolean isArrow(byte[] bytes, int at) {
    return bytes[at] == '=' && at + 1 < bytes.length && bytes[at + 1] == '>';
  }

  /// The name of a `macro name …` item, null if it is none.
  static @Nullable String declaredName(ItemSource item) {
    Node tokens = declaration(item.node());
    if (tokens == null) {
      return null;
    }
    Lexer lexer = new Lexer(bytes(item), item.offset(tokens.start()), item.offset(tokens.end()));
    return lexer.next() == Lexer.Token.IDENTIFIER ? text(item, lexer) : null;
  }

  /// The tokens after the word `macro`.
  private static @Nullable Node declaration(Node node) {
    Node word = node.is(Kind.MACRO_INVOCATION) ? node.child(Field.MACRO) : null;
    return word != null && word.textIs("macro") ? node.child(Kind.TOKEN_TREE) : null;
  }

  private static byte[] bytes(ItemSource item) {
    return item.unit().file().text().bytes();
  }

  private static String text(ItemSource item, Lexer lexer) {
    return ItemSource.plain(item.unit().file().text().slice(lexer.start(), lexer.end()));
  }

  /// The rules of a macro by example, null if it has none.
  static @Nullable MacroDefinition rules(ItemSource item, Edition edition) {
    Node node = item.node();
    if (node.is(Kind.MACRO_DEFINITION)) {
      Node open = null;
      Node close = null;
      for (Node child : node.children()) {
        switch (child.kind()) {
          case LBRACE, LPAREN, LBRACKET -> open = open == null ? child : open;
          case RBRACE, RPAREN, RBRACKET -> close = child;
          default -> {}
        }
      }
      return open == null || close == null
          ? null
          : parse(item, open.end(), close.start(), edition);
    }
    Node tokens = declaration(node);
    if (tokens == null) {
      return null;
    }
    Lexer lexer = new Lexer(bytes(item), item.offset(tokens.start()), item.offset(tokens.end()));
    lexer.next();
    return parse(item, lexer.end() - item.placed().start(), tokens.end(), edition);
  }

  private static MacroDefinition parse(ItemSource item, int from, int to, Edition edition) {
    TokenStream tokens = item.unit().tokens(item.offset(from), item.offset(to));
    return MacroDefinition.parse(tokens, edition);
  }
}
