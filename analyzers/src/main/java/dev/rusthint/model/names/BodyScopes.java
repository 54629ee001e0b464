package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.names.ModuleFiles.Place;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Lexer;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The scopes of the blocks in one item's tree (Reference, *Statements*, *Item declarations*), each
/// made when it is first asked for.
final class BodyScopes {
  private final SourceDef host;
  private final SyntaxTree tree;
  private final Map<Integer, Block> blocks = new ConcurrentHashMap<>();

  /// What the items of a block and of the modules in it come to.
  ///
  /// @param macros the textual scope at the block's end
  record Block(Scope scope, List<SourceDef> impls, TextualScope macros) {
    /// Whether the block has no items, so that it is no scope.
    boolean isEmpty() {
      return scope.isEmpty() && impls.isEmpty();
    }
  }

  /// @param host the definition whose item it is
  BodyScopes(SourceDef host) {
    this.host = host;
    this.tree = host.item().placed().item().tree();
  }

  /// The impls in the bodies of a definition's item.
  static List<Def> implsIn(SourceDef def) {
    if (!mayHoldImpls(def)) {
      return List.of();
    }
    BodyScopes scopes = def.bodies();
    List<Def> impls = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < scopes.tree.size(); i++) {
      Kind kind = scopes.tree.kind(i);
      if (kind == Kind.IMPL_ITEM || kind == Kind.MACRO_INVOCATION) {
        int block = scopes.blockAround(i);
        if (block >= 0 && seen.add(block)) {
          impls.addAll(scopes.block(block).impls);
        }
      }
    }
    return impls;
  }

  /// Whether a definition has a body that mentions `impl`, as its tokens tell, or is there to hold
  /// items alone.
  private static boolean mayHoldImpls(SourceDef def) {
    switch (def.kind()) {
      case FUNCTION, CONST, STATIC -> {}
      default -> {
        return false;
      }
    }
    ItemSource item = def.item();
    if (item.index() >= 0) {
      return false;
    }
    if (def.kind() == DefKind.CONST && def.name().equals("_")) {
      return true;
    }
    int start = item.placed().head();
    int end = item.placed().start() + item.placed().item().length();
    Lexer lexer = new Lexer(item.unit().file().text().bytes(), start, end);
    boolean inBody = false;
    while (lexer.next() != Lexer.Token.END) {
      inBody |= lexer.token() == Lexer.Token.OPEN && lexer.is("{");
      if (inBody && lexer.is("impl")) {
        return true;
      }
    }
    return false;
  }

  /// The innermost scope around a node; for a block what is around that.
  Scope around(int index) {
    for (int i = tree.parent(index); i >= 0; i = tree.parent(i)) {
      Scope scope = scopeOf(i);
      if (scope != null) {
        return scope;
      }
    }
    return host.around();
  }

  /// The innermost scope that a node is in or makes.
  Scope at(int index) {
    Scope own = scopeOf(index);
    return own == null ? around(index) : own;
  }

  /// The macros in textual scope at a node.
  TextualScope macrosAt(int index) {
    int block = isBlock(index) ? index : blockAround(index);
    return block < 0 ? host.textual() : block(block).macros;
  }

  /// The macros in textual scope in a scope of a block.
  TextualScope macrosOf(Scope scope) {
    for (Block block : blocks.values()) {
      if (block.scope == scope) {
        return block.macros;
      }
    }
    return host.textual();
  }

  /// The scope that a node makes, null if it makes none.
  private @Nullable Scope scopeOf(int index) {
    if (isBlock(index)) {
      return block(index).scope;
    }
    if (tree.kind(index) == Kind.DECLARATION_LIST
        && tree.kind(tree.parent(index)) == Kind.MOD_ITEM
        && tree.parent(index) > 0) {
      SourceDef module = def(tree.parent(index));
      return module != null && module != host ? module.scope() : null;
    }
    return null;
  }

  private int blockAround(int index) {
    int i = tree.parent(index);
    while (i >= 0 && !isBlock(i)) {
      i = tree.parent(i);
    }
    return i;
  }

  /// Whether a node is a block with items, those that macros make included.
  private boolean isBlock(int index) {
    if (tree.kind(index) != Kind.BLOCK) {
      return false;
    }
    Block known = blocks.get(index);
    if (known != null) {
      return !known.isEmpty();
    }
    boolean hasCall = false;
    for (int i = index + 1; i < tree.next(index); i = tree.next(i)) {
      int inner = tree.kind(i) == Kind.EXPRESSION_STATEMENT ? i + 1 : i;
      switch (ItemSource.kindOf(tree.node(inner))) {
        case OTHER, INNER_ATTRIBUTE -> {}
        case MACRO_CALL -> hasCall = true;
        default -> {
          return true;
        }
      }
    }
    return hasCall && !block(index).isEmpty();
  }

  private Block block(int index) {
    Block known = blocks.get(index);
    if (known != null) {
      return known;
    }
    SourceCrate crate = host.crate();
    ItemSource around = host.item();
    Scope scope = new Scope(owner(index), around(index));
    List<ItemSource> items =
        ItemSource.in(around.unit(), around.placed(), tree.node(index));
    TextualScope macros = macrosAt(tree.parent(index));
    Place place = Place.ofFile(around.unit().origin().path(), 0);
    Block made = new CrateBuilder(crate, crate.files()).block(scope, items, place, macros);
    Block first = blocks.putIfAbsent(index, made);
    return first == null ? made : first;
  }

  /// The definition that a block is part of: the function that it is the body of, or in.
  private SourceDef owner(int block) {
    for (int i = tree.parent(block); i >= 0; i = tree.parent(i)) {
      switch (ItemSource.kindOf(tree.node(i))) {
        case FUNCTION, CONST, STATIC -> {
          SourceDef def = def(i);
          if (def != null) {
            return def;
          }
        }
        default -> {}
      }
    }
    return host;
  }

  /// The definition that an item's node makes, null if there is none.
  @Nullable SourceDef def(int item) {
    int parent = tree.parent(item);
    while (parent > 0 && tree.kind(parent) == Kind.EXPRESSION_STATEMENT) {
      parent = tree.parent(parent);
    }
    if (parent <= 0) {
      return host;
    }
    if (isBlock(parent)) {
      Block block = block(parent);
      SourceDef found = among(block.scope.declared(), item);
      return found == null ? among(block.impls, item) : found;
    }
    if (tree.kind(parent) == Kind.DECLARATION_LIST) {
      SourceDef container = def(tree.parent(parent));
      SourceDef found = container == null ? null : among(container.members(), item);
      if (found != null) {
        return found;
      }
      int block = blockAround(parent);
      return block < 0 ? null : among(block(block).impls, item);
    }
    return null;
  }

  private @Nullable SourceDef among(List<? extends Def> defs, int item) {
    for (Def def : defs) {
      if (def instanceof SourceDef source
          && source.item().index() == item
          && source.item().placed() == host.item().placed()) {
        return source;
      }
    }
    return null;
  }
}
