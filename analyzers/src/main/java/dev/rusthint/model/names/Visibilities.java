package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Lexer;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads visibilities (Reference, *Visibility and privacy*).
final class Visibilities {
  private Visibilities() {}

  /// The visibility that an item of a module is given.
  static DefVisibility read(ItemSource item, SourceDef module, SourceCrate crate) {
    return read(item.visibility(), item.node(), module, crate);
  }

  /// @param modifier the `pub`, null if there is none
  /// @param node what has it
  static DefVisibility read(
      @Nullable Node modifier, Node node, SourceDef module, SourceCrate crate) {
    if (modifier == null) {
      // The grammar has no modifier where a keyword that it lacks was masked.
      Node first = node.firstChild();
      return first != null && first.is(Kind.KW_PUB)
          ? DefVisibility.PUBLIC
          : new DefVisibility(module);
    }
    List<Node> named = modifier.namedChildren();
    if (named.isEmpty()) {
      String text = modifier.text();
      return text.startsWith("crate") ? new DefVisibility(crate.root()) : DefVisibility.PUBLIC;
    }
    List<String> path = new ArrayList<>(2);
    UseTree.parts(named.getFirst(), path);
    return new DefVisibility(ancestor(path, module, crate));
  }

  /// The visibility of an item that the grammar does not know, by its tokens.
  static DefVisibility readTokens(ItemSource item, SourceDef module, SourceCrate crate) {
    SourceText text = item.unit().file().text();
    Lexer lexer = new Lexer(text.bytes(), item.placed().head(), item.placed().end());
    lexer.next();
    if (!lexer.is("pub")) {
      return new DefVisibility(module);
    }
    lexer.next();
    if (lexer.first() != '(') {
      return DefVisibility.PUBLIC;
    }
    List<String> path = new ArrayList<>(2);
    while (lexer.next() == Lexer.Token.IDENTIFIER || lexer.first() == ':') {
      if (lexer.token() == Lexer.Token.IDENTIFIER && !lexer.is("in")) {
        path.add(ItemSource.plain(text.slice(lexer.start(), lexer.end())));
      }
    }
    return new DefVisibility(path.isEmpty() ? module : ancestor(path, module, crate));
  }

  /// The module around `module` that a path names; the crate's root if there is no such.
  private static Def ancestor(List<String> path, SourceDef module, SourceCrate crate) {
    List<Def> around = new ArrayList<>();
    for (Def at = module; at != null; at = at.parent()) {
      around.addFirst(at);
    }
    int at = path.getFirst().equals("crate") || crate.edition() < 2018 ? 0 : around.size() - 1;
    for (String part : path) {
      switch (part) {
        case "crate", "$crate" -> at = 0;
        case "self" -> at = around.size() - 1;
        case "super" -> at = around.get(at) == module ? around.size() - 2 : at - 1;
        default -> at = at + 1;
      }
      if (at < 0 || at >= around.size()) {
        return crate.root();
      }
    }
    return around.get(at);
  }
}
