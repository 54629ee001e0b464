package dev.rusthint.types;

import dev.rusthint.model.macros.SyntaxContext;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.model.names.SourceUnit;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import dev.rusthint.text.Span;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts that the nodes of a body are in: its own item's, and those that macro calls in it stand
/// for.
public final class BodyTexts {
  static final BodyTexts NONE = new BodyTexts();

  /// @param base the offset in the unit of what has the offset 0 in the tree
  private record Text(SourceUnit unit, int base) {}

  private final Map<SyntaxTree, Text> texts = new IdentityHashMap<>();

  /// The macros that are defined in the body's own item, by the marks of their expansions: where.
  private final Map<Integer, Integer> definitions = new HashMap<>();

  private final @Nullable SourceDef def;
  private final @Nullable SyntaxTree own;

  private BodyTexts() {
    def = null;
    own = null;
  }

  /// @param own the tree of the definition's item with macros' arguments
  BodyTexts(SourceDef def, SyntaxTree own) {
    this.def = def;
    this.own = own;
    texts.put(own, new Text(def.source().unit(), def.source().placed().start()));
  }

  /// Takes note of a tree of an expansion.
  void add(SyntaxTree tree, SourceUnit.OfExpansion made, int base) {
    texts.put(tree, new Text(made, base));
    if (def != null
        && made.macro() instanceof SourceDef macro
        && macro.source().placed() == def.source().placed()) {
      definitions.put(made.mark(), macro.source().node().start());
    }
  }

  /// Whether a node is in the body's own item, not in an expansion.
  boolean isOwn(Node node) {
    return node.tree() == own;
  }

  /// Which expansions made a name that begins at a node.
  SyntaxContext context(Node node) {
    Text text = texts.get(node.tree());
    return text != null && text.unit instanceof SourceUnit.OfExpansion made
        ? made.expansion().origin(text.base + node.start()).context()
        : SyntaxContext.ROOT;
  }

  /// Where in the body's item the macro is defined that made a context; -1 if it is elsewhere.
  int definition(SyntaxContext context) {
    return definitions.getOrDefault(context.mark(), -1);
  }

  /// Where a part of a tree's text stands in the file; null if a macro made it.
  public @Nullable Span written(SyntaxTree tree, int from, int to) {
    Text text = texts.get(tree);
    if (text == null || from >= to) {
      return null;
    }
    int first = text.unit.written(text.base + from);
    int last = text.unit.written(text.base + to - 1);
    return first >= 0 && last >= first ? new Span(first, last + 1) : null;
  }
}
