package dev.rusthint.server;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The type of the expression or variable at a place, and the method that a call means: for editors
/// without another server that tells them (the setting `typeHover`).
final class TypeHover implements HoverProvider {
  private final Workspaces workspaces;
  private final AskedTypes types;

  TypeHover(Workspaces workspaces, AskedTypes types) {
    this.workspaces = workspaces;
    this.types = types;
  }

  @Override
  public List<Part> at(Findings findings, int offset) {
    Snapshot snapshot = findings.snapshot();
    Placed item = snapshot.id().isRust() ? snapshot.file().itemAt(offset) : null;
    if (item == null || !workspaces.hoversTypes()) {
      return List.of();
    }
    AskedTypes.Known known = types.of(snapshot, item);
    int inItem = offset - item.start();
    if (known == null || inItem >= item.item().length()) {
      return List.of();
    }
    Part part = part(item, item.item().treeWithMacros().at(inItem), known.types());
    return part == null ? List.of() : List.of(part);
  }

  /// What is known of the innermost expression or variable that begins with a name or ends in it.
  private static @Nullable Part part(Placed item, Node token, ItemTypes types) {
    ItemTypes.Given given = token.inMacroArguments() ? types.given(token) : null;
    if (given != null) {
      String code = "```rust\n" + ItemTypes.text(given.type()) + "\n```";
      return new Part(item.toFile(given.span()), code);
    }
    for (Node at = token; at != null && !isStatement(at); at = at.parent()) {
      Ty variable = types.ofVariable(at);
      Ty type = variable instanceof Ty.Unknown ? types.of(at) : variable;
      if (type instanceof Ty.Unknown || isNameOfCall(at)) {
        continue;
      }
      Def method = at.is(Kind.CALL_EXPRESSION) ? types.method(at) : null;
      StringBuilder code = new StringBuilder();
      if (method != null) {
        code.append("// ").append(method.path()).append('\n');
      } else if (!(variable instanceof Ty.Unknown)) {
        code.append(at.text()).append(": ");
      }
      code.append(ItemTypes.text(type));
      return new Part(item.toFile(at.span()), "```rust\n" + code + "\n```");
    }
    return null;
  }

  /// Whether a node is `x.f` of the call `x.f()`, which tells more.
  private static boolean isNameOfCall(Node node) {
    Node parent = node.parent();
    return node.is(Kind.FIELD_EXPRESSION)
        && parent != null
        && parent.is(Kind.CALL_EXPRESSION)
        && parent.start() == node.start();
  }

  private static boolean isStatement(Node node) {
    return switch (node.kind()) {
      case BLOCK, EXPRESSION_STATEMENT, LET_DECLARATION, FUNCTION_ITEM, MATCH_ARM, ARGUMENTS -> true;
      default -> false;
    };
  }
}
