package dev.rusthint.model.names;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resolves the paths of several parts in a crate's items and bodies, and counts what comes of it.
/// Those of one part may be generic parameters and variables; arguments of macros are left out.
final class PathsOfCrate {
  private final SourceCrate crate;
  private final Resolver resolver;
  private int settled;
  private int unknown;

  /// The paths that lead nowhere, each with its module.
  private final List<String> unresolved = new ArrayList<>();

  PathsOfCrate(SourceCrate crate) {
    this.crate = crate;
    this.resolver = new Resolver(crate);
    Deque<Def> open = new ArrayDeque<>(crate.impls());
    open.add(crate.root());
    Set<Placed> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Def def = open.poll();
      open.addAll(def.members());
      if (def instanceof SourceDef source
          && def.kind() != DefKind.MODULE
          && def.kind() != DefKind.MACRO
          && seen.add(source.source().placed())) {
        item(source);
      }
    }
  }

  int settled() {
    return settled;
  }

  int unknown() {
    return unknown;
  }

  List<String> unresolved() {
    return unresolved;
  }

  private void item(SourceDef def) {
    DefSource source = def.source();
    Set<String> parameters = new HashSet<>();
    for (Def at = def; at instanceof SourceDef around; at = at.parent()) {
      for (Node node : around.source().placed().item().tree().root().descendants()) {
        Node name = node.child(Field.NAME);
        if ((node.is(Kind.TYPE_PARAMETER) || node.is(Kind.CONST_PARAMETER)) && name != null) {
          parameters.add(name.text());
        }
      }
    }
    for (Node node : source.placed().item().tree().root().descendants()) {
      Namespace namespace = namespaceOf(node);
      if (namespace == null || node.text().contains("<") || node.text().contains("(")) {
        continue;
      }
      List<String> parts = new ArrayList<>();
      UseTree.parts(node, parts);
      parts.removeIf(String::isEmpty);
      String first = parts.getFirst();
      if (first.equals("Self") || parameters.contains(first)) {
        continue;
      }
      boolean absolute = node.text().startsWith("::");
      int offset = source.placed().start() + node.start();
      switch (resolver.resolve(
          resolver.scopeAt(def, node),
          parts,
          absolute,
          namespace,
          source.unit().dollarCrate(offset, crate))) {
        case PathResolution.Resolved _, PathResolution.Primitive _ -> settled++;
        case PathResolution.Unknown _ -> unknown++;
        case PathResolution.Unresolved _ -> unresolved.add(node.text() + " in " + def);
      }
    }
  }

  /// The namespace of a path of several parts; null if the node is none, or part of one.
  private static @Nullable Namespace namespaceOf(Node node) {
    Node parent = node.parent();
    if (parent == null
        || !node.is(Kind.SCOPED_IDENTIFIER) && !node.is(Kind.SCOPED_TYPE_IDENTIFIER)
        || parent.is(Kind.SCOPED_IDENTIFIER)
        || parent.is(Kind.SCOPED_TYPE_IDENTIFIER)
        || node.ancestor(
                Kind.TOKEN_TREE,
                Kind.USE_DECLARATION,
                Kind.ATTRIBUTE_ITEM,
                Kind.VISIBILITY_MODIFIER)
            != null) {
      return null;
    }
    return switch (parent.kind()) {
      case MACRO_INVOCATION -> Namespace.MACRO;
      case STRUCT_EXPRESSION, STRUCT_PATTERN, GENERIC_TYPE, GENERIC_TYPE_WITH_TURBOFISH ->
          Namespace.TYPE;
      default -> node.is(Kind.SCOPED_IDENTIFIER) ? Namespace.VALUE : Namespace.TYPE;
    };
  }
}
