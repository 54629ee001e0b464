package dev.rusthint.hint;

import dev.rusthint.model.CfgOracle;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the tokens of macros, definitions and calls that are not parsed as code, where their shape is
/// enough.
public final class MacroTokens {
  /// Macros whose arguments are tokens to keep, not code to run.
  private static final Set<String> QUOTING =
      Set.of("quote", "quote_spanned", "parse_quote", "parse_quote_spanned", "stringify", "concat");

  private MacroTokens() {}

  /// Whether a token lies in a macro's definition, or in a `cfg_if!` branch that is active: items
  /// written there are items.
  public static boolean isItem(Node token, Context context) {
    Node macro = token.ancestor(Kind.MACRO_DEFINITION, Kind.MACRO_INVOCATION);
    if (macro == null || isInactive(token, context)) {
      return false;
    }
    String path = macro.textOf(Field.MACRO).orElse("");
    return macro.is(Kind.MACRO_DEFINITION) || path.equals("cfg_if") || path.endsWith("::cfg_if");
  }

  /// Whether a token is a group in braces.
  public static boolean isBraces(Node node) {
    return node.is(Kind.TOKEN_TREE) && node.tree().byteAt(node.start()) == '{';
  }

  /// Whether what a call's tokens look like is code that runs there.
  public static boolean isCode(Node invocation) {
    String path = invocation.textOf(Field.MACRO).orElse("");
    return !QUOTING.contains(path.substring(path.lastIndexOf(':') + 1));
  }

  /// Whether the tokens from `impl` on, up to a brace, hold a `for` that is no `for<'a>`.
  public static boolean isTraitImpl(Node impl) {
    for (Node n = impl.nextSibling(); n != null; n = n.nextSibling()) {
      if (n.is(Kind.TOKEN_TREE) && n.tree().byteAt(n.start()) == '{' || n.is(Kind.SEMICOLON)) {
        return false;
      }
      if (n.is(Kind.KW_FOR)) {
        Node next = n.nextSibling();
        if (next != null && !next.text().startsWith("<")) {
          return true;
        }
      }
    }
    return false;
  }

  /// Where the statement begins that holds `token`, tokens in brackets counted to the statement
  /// around the brackets; -1 if it begins with a branch or a loop.
  public static int statementStart(Node token) {
    Node first = token;
    Node at = token;
    while (true) {
      Node previous = at.previousSibling();
      boolean brace = previous != null && isBraces(previous);
      if (previous == null || previous.is(Kind.LBRACE) || previous.is(Kind.SEMICOLON) || brace) {
        break;
      }
      boolean opening = previous.is(Kind.LPAREN) || previous.is(Kind.LBRACKET);
      if (opening) {
        Node tree = previous.parent();
        Node outside = tree == null ? null : tree.parent();
        if (tree == null || outside == null || !outside.is(Kind.TOKEN_TREE)) {
          break;
        }
        at = tree;
        first = tree;
        continue;
      }
      at = previous;
      first = previous;
    }
    return switch (first.kind()) {
      case KW_IF, KW_MATCH, KW_LOOP, KW_WHILE, KW_FOR -> -1;
      default -> first.start();
    };
  }

  /// Whether a `#[cfg(…)]` among the tokens before `token`, or before brackets around it, leaves it
  /// out; in `cfg_if!`, also one of an earlier branch that holds.
  public static boolean isInactive(Node token, Context context) {
    return isInactive(token, context.crate().cfg());
  }

  static boolean isInactive(Node token, CfgOracle cfg) {
    for (Node n = token; n != null && isTokens(n.parent()); n = n.parent()) {
      boolean own = true;
      boolean chain = false;
      for (Node p = n.previousSibling(); p != null; p = p.previousSibling()) {
        if (p.is(Kind.IDENTIFIER) && p.textIs("else")) {
          chain = true;
          own = false;
        } else if (isBraces(p) && !chain || p.is(Kind.SEMICOLON) || p.is(Kind.COMMA)) {
          break;
        } else if (p.is(Kind.TOKEN_TREE) || p.is(Kind.ATTRIBUTE_ITEM)) {
          String predicate = cfgPredicate(p);
          if (predicate != null && own && !cfg.mayHold(predicate)) {
            return true;
          }
          if (predicate != null && !own && !cfg.mayHold("not(" + predicate + ")")) {
            return true;
          }
          chain = chain && isBraces(p);
        }
      }
    }
    return false;
  }

  /// Whether a group of tokens is the body of a `cfg_if!` branch that is not taken.
  static boolean isDeadBranch(Node group, CfgOracle cfg) {
    Node arguments = group.parent();
    Node call = arguments == null ? null : arguments.parent();
    if (call == null || !call.is(Kind.MACRO_INVOCATION) || !isBraces(group)) {
      return false;
    }
    return call.textOf(Field.MACRO).orElse("").endsWith("cfg_if") && isInactive(group, cfg);
  }

  /// The predicate in `[cfg(…)]`, the tokens after a `#`, or in a whole attribute.
  private static @Nullable String cfgPredicate(Node brackets) {
    if (brackets.is(Kind.ATTRIBUTE_ITEM)) {
      Node attribute = brackets.child(Kind.ATTRIBUTE);
      return attribute != null && Attributes.path(attribute).equals("cfg")
          ? Attributes.arguments(attribute)
          : null;
    }
    if (brackets.tree().byteAt(brackets.start()) != '[') {
      return null;
    }
    Node name = brackets.child(Kind.IDENTIFIER);
    Node arguments = brackets.child(Kind.TOKEN_TREE);
    if (name == null || arguments == null || !name.textIs("cfg")) {
      return null;
    }
    return brackets.tree().text(arguments.start() + 1, arguments.end() - 1);
  }

  private static boolean isTokens(@Nullable Node node) {
    return node != null && (node.is(Kind.TOKEN_TREE) || node.is(Kind.TOKEN_REPETITION));
  }
}
