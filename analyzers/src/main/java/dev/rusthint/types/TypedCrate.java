package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.names.DefSource;
import dev.rusthint.model.names.Resolver;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.model.names.SourceUnit;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SourceFile;
import dev.rusthint.syntax.SyntaxTree;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The bodies of a crate, with their types.
public final class TypedCrate {
  private static final Set<Kind> INSIDE =
      Set.of(
          Kind.FUNCTION_ITEM,
          Kind.CONST_ITEM,
          Kind.STATIC_ITEM,
          Kind.STRUCT_ITEM,
          Kind.ENUM_ITEM,
          Kind.UNION_ITEM);

  private final SourceCrate crate;
  private final World world;

  /// The definitions that have a body, and structs, enums, unions and impls, by the item that they
  /// are written in.
  private final Map<Placed, List<SourceDef>> byItem = new IdentityHashMap<>();

  public TypedCrate(SourceCrate crate) {
    this.crate = crate;
    this.world = World.of(crate);
    for (SourceDef def : definitions()) {
      if (isInFile(def)) {
        byItem.computeIfAbsent(def.source().placed(), _ -> new ArrayList<>()).add(def);
      }
    }
  }

  private boolean isInFile(SourceDef def) {
    return def.source().unit() instanceof SourceUnit.OfFile unit
        && crate.file(unit.path()) == unit.file();
  }

  public World world() {
    return world;
  }

  /// The struct, enum or union that an item is that the crate was read with, null if it is none.
  @Nullable Def declared(Placed item) {
    for (SourceDef def : bodiesIn(item)) {
      if (def.kind().isAdt() && def.isWholeItem()) {
        return def;
      }
    }
    return null;
  }

  public SourceCrate crate() {
    return crate;
  }

  /// The types in the bodies of a version of one of the crate's files, which may be later than the
  /// one that the crate was read with; null for a file that is not its. Several threads may ask.
  public @Nullable FileTypes types(Path file, SourceFile version) {
    SourceFile read = crate.file(file);
    return read == null ? null : new VersionTypes(this, read, version);
  }

  /// The definitions with a body, structs, enums, unions and impls in an item that the crate was read
  /// with.
  List<SourceDef> bodiesIn(Placed item) {
    return byItem.getOrDefault(item, List.of());
  }

  /// Hands out each body of the crate with its types; those that macros make are among them.
  public void forEachBody(BiConsumer<SourceDef, BodyTypes> sink) {
    for (SourceDef def : definitions()) {
      boolean hasNoBody = def.kind().isAdt() || def.kind() == DefKind.IMPL;
      BodyTypes types = hasNoBody ? null : type(def, () -> {});
      if (types != null) {
        sink.accept(def, types);
      }
    }
  }

  private List<SourceDef> definitions() {
    List<SourceDef> found = new ArrayList<>();
    Set<Def> seen = new HashSet<>();
    Deque<Def> open = new ArrayDeque<>();
    open.add(crate.root());
    open.addAll(crate.impls());
    while (!open.isEmpty()) {
      Def def = open.poll();
      if (!(def instanceof SourceDef source) || !seen.add(def)) {
        continue;
      }
      open.addAll(source.members());
      if (def.kind() == DefKind.FUNCTION
          || def.kind() == DefKind.CONST
          || def.kind() == DefKind.STATIC) {
        found.add(source);
        open.addAll(inside(source));
      } else if (def.kind().isAdt() || def.kind() == DefKind.IMPL) {
        found.add(source);
      }
    }
    return found;
  }

  /// The definitions in a body, impls aside.
  private static List<SourceDef> inside(SourceDef def) {
    Node body = def.source().node().child(Field.BODY);
    if (body == null) {
      return List.of();
    }
    Resolver resolver = new Resolver(def.crate());
    List<SourceDef> found = new ArrayList<>();
    for (Node node : body.descendants()) {
      if (INSIDE.contains(node.kind())) {
        SourceDef inner = resolver.definition(def, node);
        if (inner != null) {
          found.add(inner);
        }
      }
    }
    return found;
  }

  /// The types in a definition's body; null if it has none.
  ///
  /// @param checkpoint called at each expression; what it throws ends the work
  public @Nullable BodyTypes type(SourceDef def, Runnable checkpoint) {
    Node node = node(def);
    if (node == null) {
      return null;
    }
    if (def.kind() == DefKind.FUNCTION) {
      return node.is(Kind.FUNCTION_ITEM)
          ? BodyTyper.function(world, def, node, checkpoint)
          : null;
    }
    Node value = node.child(Field.VALUE);
    return value == null ? null : BodyTyper.constant(world, def, value, checkpoint);
  }

  /// Its node in the tree with macros' arguments parsed.
  static @Nullable Node node(SourceDef def) {
    SyntaxTree tree = def.source().placed().item().treeWithMacros();
    Node plain = def.source().node();
    if (plain.tree() == tree) {
      return plain;
    }
    for (int i = 0; i < tree.size(); i++) {
      if (tree.kind(i) == plain.kind() && tree.start(i) == plain.start()) {
        return new Node(tree, i);
      }
    }
    return null;
  }
}
