package dev.rusthint.server;

import dev.rusthint.safety.StatedSafety;
import dev.rusthint.safety.UnsafeOperation;
import dev.rusthint.safety.UnsafeOperations;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// On the keyword `unsafe`: what is unsafe there, what it owes, and what is said to justify it. On an
/// unsafe operation: what that owes. Until the crate's types are known, what syntax tells.
final class UnsafeHover implements HoverProvider {
  private static final int MOST = 12;

  private final AskedTypes types;

  UnsafeHover(AskedTypes types) {
    this.types = types;
  }

  @Override
  public List<Part> at(Findings findings, int offset) {
    Snapshot snapshot = findings.snapshot();
    if (!snapshot.id().isRust()) {
      return List.of();
    }
    Placed item = snapshot.file().itemAt(offset);
    if (item == null || offset >= item.start() + item.item().length()) {
      return List.of();
    }
    int inItem = offset - item.start();
    Node node = item.item().treeWithMacros().at(inItem);
    Node keyword = tokenAt(node, Kind.KW_UNSAFE, inItem);
    AskedTypes.Known known = types.of(snapshot, item);
    if (keyword == null) {
      return known == null
          ? dereference(snapshot, item, node, inItem)
          : operation(item, node, inItem, known);
    }
    String text =
        switch (node.kind()) {
          case UNSAFE_BLOCK ->
              known == null ? block(snapshot, item, node) : block(snapshot, item, node, known);
          case FUNCTION_MODIFIERS -> declaration(node.parent(), "function", "Its callers");
          case TRAIT_ITEM -> declaration(node, "trait", "Its implementations");
          case IMPL_ITEM -> implementation(node);
          default -> null;
        };
    return text == null ? List.of() : List.of(new Part(item.toFile(keyword.span()), text));
  }

  /// The unsafe operation whose name or sign is at a place.
  private static List<Part> operation(Placed item, Node token, int offset, AskedTypes.Known known) {
    for (Node at = token; at != null && !isBoundary(at); at = at.parent()) {
      Node arguments = at.child(Field.ARGUMENTS);
      if (arguments != null && arguments.start() <= offset && offset < arguments.end()) {
        return List.of();
      }
      UnsafeOperation operation =
          UnsafeOperations.of(at, known.types(), known.contracts());
      if (operation == null) {
        continue;
      }
      Node context = at.ancestor(Kind.UNSAFE_BLOCK, Kind.FUNCTION_ITEM);
      String comment =
          context != null && context.is(Kind.UNSAFE_BLOCK) ? StatedSafety.of(context) : null;
      String text =
          "**unsafe**: "
              + OperationMarkdown.title(operation)
              + "\n\n"
              + OperationMarkdown.obligations(operation, known.types(), comment, "");
      return List.of(new Part(item.toFile(at.span()), text));
    }
    return List.of();
  }

  private static boolean isBoundary(Node node) {
    return switch (node.kind()) {
      case BLOCK, EXPRESSION_STATEMENT, LET_DECLARATION, FUNCTION_ITEM, MATCH_ARM, ARGUMENTS,
          CLOSURE_EXPRESSION -> true;
      default -> false;
    };
  }

  private static String block(Snapshot snapshot, Placed item, Node block, AskedTypes.Known known) {
    var found = UnsafeOperations.in(block, known.types(), known.contracts());
    if (found.operations().isEmpty()) {
      return found.unknown().isEmpty()
          ? "**unsafe block**\n\nNothing in it needs `unsafe`."
          : block(snapshot, item, block);
    }
    StringBuilder text = new StringBuilder("**unsafe block**\n");
    String comment = StatedSafety.of(block);
    for (UnsafeOperation operation : found.operations().stream().limit(MOST).toList()) {
      text.append("\n- ").append(Markup.code(operation.at().text()));
      text.append(" (").append(line(snapshot, item, operation.at())).append("): ");
      text.append(OperationMarkdown.title(operation)).append('\n');
      text.append(OperationMarkdown.obligations(operation, known.types(), comment, "  "));
    }
    int more = found.operations().size() - MOST;
    if (more > 0) {
      text.append("\n- and ").append(more).append(" more");
    }
    if (!found.unknown().isEmpty()) {
      text.append("\n\nThere may be more: the types of ");
      text.append(
          found.unknown().stream()
              .limit(MOST)
              .map(n -> Markup.code(n.text()))
              .collect(Collectors.joining(", ")));
      text.append(" are not known.");
    }
    return text.append("\n\n").append(justified(comment)).toString();
  }

  private static String line(Snapshot snapshot, Placed item, Node node) {
    return "line " + (snapshot.text().lineOf(item.toFile(node.span()).start()) + 1);
  }

  private static @Nullable Node tokenAt(Node node, Kind kind, int offset) {
    for (Node child : node.children()) {
      if (child.is(kind) && child.span().touches(offset)) {
        return child;
      }
    }
    return null;
  }

  private static String block(Snapshot snapshot, Placed item, Node block) {
    List<SuspectedOperations.Operation> operations =
        SuspectedOperations.in(block, SuspectedOperations.declaredIn(snapshot.file()));
    StringBuilder text = new StringBuilder("**unsafe block**");
    if (operations.isEmpty()) {
      text.append("\n\nNothing in it looks as if it needed `unsafe`.");
    } else {
      text.append("\n\nWhat in it can need `unsafe`:\n");
      SourceText source = snapshot.text();
      for (SuspectedOperations.Operation operation : operations.stream().limit(MOST).toList()) {
        int line = source.lineOf(item.toFile(operation.at().span()).start());
        text.append("\n- ").append(Markup.code(operation.at().text()));
        text.append(" (line ").append(line + 1).append("): ").append(operation.what());
      }
      if (operations.size() > MOST) {
        text.append("\n- and ").append(operations.size() - MOST).append(" more");
      }
    }
    return text.append("\n\n").append(justified(StatedSafety.of(block))).toString();
  }

  private static String justified(@Nullable String comment) {
    return comment == null
        ? "No `SAFETY:` comment says why this is sound."
        : "Its comment says: " + comment;
  }

  private static @Nullable String declaration(@Nullable Node node, String what, String who) {
    if (node == null) {
      return null;
    }
    String section = StatedSafety.section(node);
    String name = node.textOf(Field.NAME).orElse("");
    return "**unsafe "
        + what
        + "** "
        + Markup.code(name)
        + "\n\n"
        + (section == null
            ? who + " must keep what it asks for, but it has no `# Safety` section to say what."
            : who + " must keep what its `# Safety` section asks for:\n\n" + section);
  }

  private static String implementation(Node impl) {
    String trait = impl.textOf(Field.TRAIT).orElse("the trait");
    String type = impl.textOf(Field.TYPE).orElse("this type");
    return "**unsafe impl**\n\nIt promises that "
        + Markup.code(type)
        + " keeps what "
        + Markup.code(trait)
        + " asks of its implementations.\n\n"
        + justified(StatedSafety.of(impl));
  }

  private static List<Part> dereference(Snapshot snapshot, Placed item, Node node, int offset) {
    if (!node.is(Kind.UNARY_EXPRESSION) || tokenAt(node, Kind.STAR, offset) == null) {
      return List.of();
    }
    Node block = node.ancestor(Kind.UNSAFE_BLOCK, Kind.CLOSURE_EXPRESSION, Kind.FUNCTION_ITEM);
    if (block == null || !block.is(Kind.UNSAFE_BLOCK)) {
      return List.of();
    }
    int line = snapshot.text().lineOf(item.toFile(block.span()).start()) + 1;
    String text =
        "**dereference** in the unsafe block of line "
            + line
            + ": if "
            + Markup.code(node.text().substring(1))
            + " is a raw pointer, it must be valid, aligned, and its target initialised.\n\n"
            + justified(StatedSafety.of(block));
    return List.of(new Part(item.toFile(node.span()), text));
  }
}
