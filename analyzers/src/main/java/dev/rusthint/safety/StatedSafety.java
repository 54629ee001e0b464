package dev.rusthint.safety;

import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What comments and documentation say about the safety of code.
public final class StatedSafety {
  private static final Pattern MARK = Pattern.compile("(?i)\\bsafety\\s*:\\s*");
  private static final Pattern HEADING = Pattern.compile("#+\\s*(\\S.*)");

  private StatedSafety() {}

  /// The text after `SAFETY:` in the comments right before `code`, before the statement that it is
  /// in, or at its beginning; null if there is none.
  public static @Nullable String of(Node code) {
    for (Node node = code; node != null; node = node.parent()) {
      String found = marked(before(node));
      if (found != null) {
        return found;
      }
      Node parent = node.parent();
      if (parent == null || parent.is(Kind.BLOCK) || parent.is(Kind.DECLARATION_LIST)) {
        break;
      }
    }
    Node block = code.child(Kind.BLOCK);
    return block == null ? null : marked(atBeginning(block));
  }

  /// The comments that end where `node` begins, attributes passed over.
  private static List<Node> before(Node node) {
    List<Node> comments = new ArrayList<>();
    for (Node n = node.previousSibling(); n != null; n = n.previousSibling()) {
      if (n.kind().isComment()) {
        comments.addFirst(n);
      } else if (!n.is(Kind.ATTRIBUTE_ITEM)) {
        break;
      }
    }
    return comments;
  }

  private static List<Node> atBeginning(Node block) {
    List<Node> comments = new ArrayList<>();
    for (Node child : block.children()) {
      if (child.kind().isComment()) {
        comments.add(child);
      } else if (!child.is(Kind.LBRACE)) {
        break;
      }
    }
    return comments;
  }

  private static @Nullable String marked(List<Node> comments) {
    String text = text(comments);
    Matcher mark = MARK.matcher(text);
    return mark.find() ? text.substring(mark.end()).replaceAll("\\s*\\R\\s*", " ").strip() : null;
  }

  /// The section `# Safety` of a declaration's documentation; null if there is none.
  public static @Nullable String section(Node declaration) {
    List<String> section = null;
    for (String line : text(before(declaration)).split("\n", -1)) {
      Matcher heading = HEADING.matcher(line.strip());
      if (heading.matches()) {
        if (section != null) {
          break;
        }
        if (heading.group(1).equalsIgnoreCase("safety")) {
          section = new ArrayList<>();
        }
      } else if (section != null) {
        section.add(line);
      }
    }
    return section == null ? null : String.join("\n", section).strip();
  }

  /// The text of comments without their marks, a line each.
  private static String text(List<Node> comments) {
    StringBuilder text = new StringBuilder();
    for (Node comment : comments) {
      String content = comment.text().strip();
      if (comment.is(Kind.BLOCK_COMMENT)) {
        content = content.replaceAll("^/\\*[*!]?|\\*/$", "").replaceAll("(?m)^\\s*\\* ?", "");
      } else {
        content = content.replaceFirst("^//[/!]? ?", "");
      }
      text.append(content).append('\n');
    }
    return text.toString();
  }
}
