package dev.rusthint.server;

import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What in a piece of code can need `unsafe` (Reference, *Unsafety*), as far as syntax tells.
final class SuspectedOperations {
  /// @param at the expression
  /// @param what what it is, a phrase
  record Operation(Node at, String what) {}

  /// What a file declares whose use is unsafe.
  ///
  /// @param functions the names of its unsafe functions and methods
  /// @param statics the names of its mutable statics
  record Declared(Set<String> functions, Set<String> statics) {}

  private SuspectedOperations() {}

  static Declared declaredIn(SourceFile file) {
    Set<String> functions = new HashSet<>();
    Set<String> statics = new HashSet<>();
    for (Placed item : file.allItems()) {
      if (item.kind() != ItemKind.FUNCTION && item.kind() != ItemKind.STATIC) {
        continue;
      }
      SyntaxTree tree = item.item().tree();
      for (Node child : tree.root().children()) {
        switch (child.kind()) {
          case FUNCTION_ITEM, FUNCTION_SIGNATURE_ITEM -> {
            Node modifiers = child.child(Kind.FUNCTION_MODIFIERS);
            boolean isForeign = item.item().container() == ItemKind.EXTERN_BLOCK;
            if (isForeign || modifiers != null && modifiers.has(Kind.KW_UNSAFE)) {
              child.textOf(Field.NAME).ifPresent(functions::add);
            }
          }
          case STATIC_ITEM -> {
            if (child.has(Kind.MUTABLE_SPECIFIER)) {
              child.textOf(Field.NAME).ifPresent(statics::add);
            }
          }
          default -> {}
        }
      }
    }
    return new Declared(functions, statics);
  }

  /// The operations inside `code`, in the order of the text.
  static List<Operation> in(Node code, Declared declared) {
    List<Operation> operations = new ArrayList<>();
    for (Node node : code.descendants()) {
      String what = what(node, declared);
      if (what != null) {
        operations.add(new Operation(node, what));
      }
    }
    return operations;
  }

  private static @Nullable String what(Node node, Declared declared) {
    return switch (node.kind()) {
      case UNARY_EXPRESSION ->
          node.has(Kind.STAR) ? "a dereference, unsafe if it is of a raw pointer" : null;
      case CALL_EXPRESSION -> call(node, declared);
      case MACRO_INVOCATION -> {
        String name = node.textOf(Field.MACRO).orElse("");
        yield name.equals("asm") || name.endsWith("::asm") ? "inline assembly" : null;
      }
      case IDENTIFIER ->
          declared.statics().contains(node.text()) && node.field() != Field.FIELD
              ? "a `static mut`"
              : null;
      default -> null;
    };
  }

  private static @Nullable String call(Node call, Declared declared) {
    Node function = call.child(Field.FUNCTION);
    if (function == null) {
      return null;
    }
    Node path = function.is(Kind.GENERIC_FUNCTION) ? function.child(Field.FUNCTION) : function;
    if (path == null) {
      return null;
    }
    String name =
        switch (path.kind()) {
          case IDENTIFIER -> path.text();
          case SCOPED_IDENTIFIER -> path.textOf(Field.NAME).orElse("");
          case FIELD_EXPRESSION -> path.textOf(Field.FIELD).orElse("");
          default -> "";
        };
    if (declared.functions().contains(name)) {
      return "a call of an unsafe function of this file";
    }
    boolean isConstructor = !name.isEmpty() && Character.isUpperCase(name.charAt(0));
    return isConstructor ? null : "a call, unsafe if the function is";
  }
}
