package dev.rusthint.types;

import dev.rusthint.model.macros.ExpansionKind;
import dev.rusthint.model.names.SourceUnit;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Lexer;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a macro call in a body stands for, as a tree.
///
/// @param node an expression, or a block that holds statements
/// @param made the expansion
/// @param base the offset in the expansion of what has the offset 0 in the tree
/// @param declared the names of items in it, of which no more is known
record MacroText(Node node, SourceUnit.OfExpansion made, int base, Set<String> declared) {
  private static final String BEFORE_EXPRESSION = "const _: () = ";
  private static final String BEFORE_STATEMENTS = "fn f() {";

  /// Null if it cannot be read, or declares what may change the meaning of any name around it.
  static @Nullable MacroText of(SourceUnit.OfExpansion made, ExpansionKind kind) {
    boolean isExpression = kind == ExpansionKind.EXPRESSION;
    String before = isExpression ? BEFORE_EXPRESSION : BEFORE_STATEMENTS;
    SourceText text = made.expansion().text();
    int start = isExpression ? attributesEnd(text) : 0;
    String code = text.slice(start, text.length());
    String wrapped = before + (isExpression ? withoutSemicolon(code) + ";" : code + "\n}");
    List<Placed> items = SourceFile.of(SourceText.of(wrapped)).items();
    if (items.size() != 1) {
      return null;
    }
    Node root = new Node(items.getFirst().item().treeWithMacros(), 0);
    Node found = null;
    Set<String> declared = new HashSet<>();
    for (Node node : root.descendants()) {
      if (node.is(Kind.CONST_ITEM) && isExpression && found == null) {
        found = node.child(Field.VALUE);
      } else if (node.is(Kind.FUNCTION_ITEM) && !isExpression && found == null) {
        found = node.child(Field.BODY);
      } else if (isItem(node)) {
        Node name = node.child(Field.NAME);
        boolean isOutside = !isExpression && Objects.equals(node.parent(), found);
        if (name == null || isOutside || !isPlain(node)) {
          return null;
        }
        declared.add(name.text());
      }
    }
    return found == null || root.hasError() ? null : new MacroText(found, made, start - before.length(), declared);
  }

  /// Where an expression's attributes end, which the grammar has no place for.
  private static int attributesEnd(SourceText text) {
    Lexer lexer = new Lexer(text.bytes(), 0, text.length());
    int end = 0;
    while (lexer.next() == Lexer.Token.PUNCTUATION && lexer.is("#")) {
      int depth = 0;
      do {
        switch (lexer.next()) {
          case OPEN -> depth++;
          case CLOSE -> depth--;
          case END -> {
            return end;
          }
          default -> {}
        }
      } while (depth > 0);
      end = lexer.end();
    }
    return end;
  }

  /// What is behind an expression is left out (lint `semicolon_in_expressions_from_macros`).
  private static String withoutSemicolon(String text) {
    String stripped = text.stripTrailing();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  /// Whether an item of a block brings one name into it and nothing else.
  private static boolean isPlain(Node item) {
    return switch (item.kind()) {
      case FUNCTION_ITEM, STRUCT_ITEM, ENUM_ITEM, UNION_ITEM, CONST_ITEM, STATIC_ITEM, TYPE_ITEM ->
          true;
      default -> false;
    };
  }

  private static boolean isItem(Node node) {
    return switch (node.kind()) {
      case USE_DECLARATION, FUNCTION_ITEM, STRUCT_ITEM, ENUM_ITEM, UNION_ITEM, CONST_ITEM,
          STATIC_ITEM, TRAIT_ITEM, TYPE_ITEM, IMPL_ITEM, MOD_ITEM, MACRO_DEFINITION ->
          true;
      default -> false;
    };
  }
}
