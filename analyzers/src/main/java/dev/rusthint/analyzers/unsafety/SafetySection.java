package dev.rusthint.analyzers.unsafety;

import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The documentation of an item, as far as its `# Safety` section is concerned.
final class SafetySection {
  private static final Set<String> TITLES =
      Set.of("Safety", "SAFETY", "Implementation safety", "Implementation Safety");

  private final List<Node> comments = new ArrayList<>();
  private boolean hidden;
  private boolean unknown;
  private boolean found;

  private SafetySection() {}

  static SafetySection of(Node item) {
    SafetySection section = new SafetySection();
    section.read(item);
    return section;
  }

  /// Whether the item is `#[doc(hidden)]`.
  boolean isHidden() {
    return hidden;
  }

  /// Whether part of the documentation is not in this file.
  boolean isUnknown() {
    return unknown;
  }

  boolean isThere() {
    return found;
  }

  /// The item's doc comments, in the order of the text.
  List<Node> comments() {
    return comments;
  }

  private void read(Node item) {
    Node parent = item.parent();
    if (parent == null) {
      return;
    }
    SyntaxTree tree = item.tree();
    List<String> lines = new ArrayList<>();
    for (int i = parent.index() + 1; i < item.index(); i = tree.next(i)) {
      Node node = tree.node(i);
      switch (node.kind()) {
        case LINE_COMMENT, BLOCK_COMMENT -> comment(node, lines);
        case ATTRIBUTE_ITEM -> attribute(node.child(Kind.ATTRIBUTE), lines);
        case VISIBILITY_MODIFIER -> {}
        default -> {
          lines.clear();
          comments.clear();
          hidden = false;
          unknown = false;
        }
      }
    }
    found = hasTitle(lines);
  }

  private void comment(Node comment, List<String> lines) {
    String text = comment.text();
    if (text.startsWith("///") && !text.startsWith("////")) {
      comments.add(comment);
      lines.add(text.substring(3).stripTrailing());
    } else if (text.startsWith("/**") && !text.startsWith("/***") && text.length() > 4) {
      comments.add(comment);
      for (String line : text.substring(3, text.length() - 2).split("\n", -1)) {
        lines.add(line.strip().startsWith("*") ? line.strip().substring(1) : line);
      }
    }
  }

  private void attribute(@Nullable Node attribute, List<String> lines) {
    if (attribute == null) {
      return;
    }
    String path = Attributes.path(attribute);
    if (path.equals("doc")) {
      String arguments = Attributes.arguments(attribute);
      if (arguments != null) {
        hidden |= arguments.strip().equals("hidden");
        return;
      }
      String value = Attributes.value(attribute);
      if (value != null) {
        lines.addAll(List.of(value.replace("\\n", "\n").split("\n", -1)));
      } else {
        unknown |= attribute.child(Field.VALUE) != null;
      }
    } else if (path.equals("cfg_attr")) {
      String arguments = Attributes.arguments(attribute);
      unknown |= arguments != null && arguments.contains("doc");
    }
  }

  /// Whether a heading, of either of Markdown's two forms, is one of the titles.
  private static boolean hasTitle(List<String> lines) {
    boolean fenced = false;
    String before = "";
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("```") || text.startsWith("~~~")) {
        fenced = !fenced;
      } else if (!fenced && isTitle(text, before)) {
        return true;
      }
      before = text;
    }
    return false;
  }

  private static boolean isTitle(String line, String before) {
    if (line.startsWith("#")) {
      return isTitle(line);
    }
    boolean underline = !line.isEmpty() && (line.matches("=+") || line.matches("-+"));
    return underline && TITLES.contains(before);
  }

  /// Whether a line of documentation, stripped, is the section's `# Safety` heading.
  static boolean isTitle(String line) {
    int marks = 0;
    while (marks < line.length() && line.charAt(marks) == '#') {
      marks++;
    }
    if (marks == 0 || marks > 6 || marks == line.length() || line.charAt(marks) != ' ') {
      return false;
    }
    String title = line.substring(marks).strip().replaceFirst("\\s+#+$", "");
    return TITLES.contains(title.replaceAll("^[*_]+|[*_]+$", ""));
  }

  /// Whether a container around the item is `#[doc(hidden)]`.
  static boolean isInHidden(Placed item) {
    for (Placed p = item.parent(); p != null; p = p.parent()) {
      Node head = Attributes.itemOf(p.item().tree());
      if (head != null && of(head).isHidden()) {
        return true;
      }
    }
    return false;
  }

  static boolean isUnsafe(Node item) {
    Node modifiers = item.child(Kind.FUNCTION_MODIFIERS);
    return item.has(Kind.KW_UNSAFE) || modifiers != null && modifiers.has(Kind.KW_UNSAFE);
  }
}
