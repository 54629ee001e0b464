package dev.rusthint.server;

import dev.rusthint.safety.StatedSafety;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// On the keyword `unsafe`: what is unsafe there, and what is said to justify it. On the star of a
/// dereference in an unsafe block: what justifies that.
final class UnsafeHover implements HoverProvider {
  private static final int MOST = 12;

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
    if (keyword == null) {
      return dereference(snapshot, item, node, inItem);
    }
    String text =
        switch (node.kind()) {
          case UNSAFE_BLOCK -> block(snapshot, item, node);
          case FUNCTION_MODIFIERS -> declaration(node.parent(), "function", "Its callers");
          case TRAIT_ITEM -> declaration(node, "trait", "Its implementations");
          case IMPL_ITEM -> implementation(node);
          default -> null;
        };
    return text == null ? List.of() : List.of(new Part(item.toFile(keyword.span()), text));
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
    List<UnsafeOperations.Operation> operations =
        UnsafeOperations.in(block, UnsafeOperations.declaredIn(snapshot.file()));
    StringBuilder text = new StringBuilder("**unsafe block**");
    if (operations.isEmpty()) {
      text.append("\n\nNothing in it looks as if it needed `unsafe`.");
    } else {
      text.append("\n\nWhat in it can need `unsafe`:\n");
      SourceText source = snapshot.text();
      for (UnsafeOperations.Operation operation : operations.stream().limit(MOST).toList()) {
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
