package dev.rusthint.analyzers.docs;

import dev.rusthint.syntax.DocCode;
import dev.rusthint.syntax.DocComments;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/// The Rust code of one fenced block in documentation, and where it came from.
///
/// @param code the block
/// @param text its lines joined
record DocTests(DocCode code, String text) {
  /// The blocks of Rust in the documentation that begins with `comment`; none if the comment is no
  /// documentation or goes on what another began.
  static List<DocTests> startingAt(Node comment) {
    boolean outer = comment.child(Field.OUTER) != null;
    if (!outer && comment.child(Field.INNER) == null) {
      return List.of();
    }
    if (isDocOf(comment.previousSibling(), outer)) {
      return List.of();
    }
    List<Node> run = new ArrayList<>();
    for (Node next = comment; next != null && isDocOf(next, outer); next = next.nextSibling()) {
      run.add(next);
    }
    List<DocTests> tests = new ArrayList<>(0);
    for (DocCode code : DocCode.blocks(DocComments.lines(run))) {
      if (code.isRust()) {
        StringBuilder text = new StringBuilder();
        code.lines().forEach(line -> text.append(line.text()).append('\n'));
        tests.add(new DocTests(code, text.toString()));
      }
    }
    return tests;
  }

  private static boolean isDocOf(@org.jspecify.annotations.Nullable Node node, boolean outer) {
    return node != null
        && node.kind().isComment()
        && node.child(outer ? Field.OUTER : Field.INNER) != null;
  }

  boolean has(String word) {
    return code.has(word);
  }

  /// The offset in the item's tree of a character of the text.
  int offset(int character) {
    int left = character;
    for (DocComments.Line line : code.lines()) {
      if (left <= line.text().length()) {
        String before = line.text().substring(0, left);
        return line.start() + before.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      }
      left -= line.text().length() + 1;
    }
    DocComments.Line last = code.lines().get(code.lines().size() - 1);
    return last.start() + last.text().length();
  }
}
