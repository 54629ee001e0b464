package dev.rusthint.types;

import dev.rusthint.model.macros.Expansion;
import dev.rusthint.model.macros.Origin;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.text.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The expression that a macro call stands for, if plain scoping gives each name in it the meaning
/// that hygiene does (Reference, *Macros By Example*, *Hygiene*).
final class MacroExpression {
  private static final String BEFORE = "const _: () = ";

  private MacroExpression() {}

  /// The expression; null if it is none, declares items or labels, makes closures, calls for
  /// `$crate`, or if a name is written both by the macro and elsewhere.
  ///
  /// @param isLocal whether a variable of that name is in scope at the call
  static @Nullable Node of(Expansion expansion, Predicate<String> isLocal) {
    SourceText text = SourceText.of(BEFORE + expansion.text() + ";");
    List<Placed> items = SourceFile.of(text).items();
    if (items.size() != 1) {
      return null;
    }
    Node root = new Node(items.getFirst().item().treeWithMacros(), 0);
    Node value = null;
    for (Node node : root.descendants()) {
      if (node.is(Kind.CONST_ITEM)) {
        value = node.child(Field.VALUE);
        break;
      }
    }
    return value == null || root.hasError() || !isPlain(value, expansion, isLocal) ? null : value;
  }

  private static boolean isPlain(Node value, Expansion expansion, Predicate<String> isLocal) {
    Set<String> made = new HashSet<>();
    Set<String> given = new HashSet<>();
    for (Node node : value.descendants()) {
      switch (node.kind()) {
        case LABEL, METAVARIABLE, CLOSURE_EXPRESSION, ASYNC_BLOCK, USE_DECLARATION, FUNCTION_ITEM,
            STRUCT_ITEM, ENUM_ITEM, UNION_ITEM, CONST_ITEM, STATIC_ITEM, TRAIT_ITEM, TYPE_ITEM,
            IMPL_ITEM, MOD_ITEM, MACRO_DEFINITION -> {
          return false;
        }
        case IDENTIFIER, SHORTHAND_FIELD_IDENTIFIER, SELF -> {
          Origin origin = expansion.origin(node.start() - BEFORE.length());
          (origin.side() == Origin.Side.CALL ? given : made).add(node.text());
        }
        default -> {}
      }
    }
    return made.stream().noneMatch(name -> given.contains(name) || isLocal.test(name));
  }
}
