package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Context;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.ItemKind;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.Placed;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lifetime parameters of an impl and where the impl, its members included, uses them.
final class ImplLifetimes {
  private final Node impl;
  private final Map<String, Node> declared;

  /// Uses that count, by name: those in a bound alone do not tie a lifetime to anything.
  private final Map<String, Integer> uses = new LinkedHashMap<>(2);

  private final Map<String, Integer> all = new LinkedHashMap<>(2);

  /// Whether a macro writes members, with uses that are not seen here.
  private boolean opaque;

  private final Context context;

  private ImplLifetimes(Node impl, Map<String, Node> declared, Context context) {
    this.impl = impl;
    this.declared = declared;
    this.context = context;
  }

  /// The lifetimes of `impl`, null if it declares none.
  static @Nullable ImplLifetimes of(Node impl, Context context) {
    Map<String, Node> declared = FunctionLifetimes.declared(impl.child(Field.TYPE_PARAMETERS));
    if (declared.isEmpty()) {
      return null;
    }
    ImplLifetimes lifetimes = new ImplLifetimes(impl, declared, context);
    lifetimes.count(impl, null);
    Node parent = impl.parent();
    Placed item = context.item();
    if (parent != null && parent.is(Kind.SOURCE_FILE) && item.kind() == ItemKind.IMPL) {
      for (Placed member : item.children()) {
        lifetimes.countMember(member);
      }
    }
    return lifetimes;
  }

  Map<String, Node> declared() {
    return declared;
  }

  /// The parameters that nothing but bounds uses, or, if `boundsToo`, not even those.
  List<Node> unused(boolean boundsToo) {
    List<Node> unused = new ArrayList<>(0);
    if (opaque) {
      return unused;
    }
    declared.forEach(
        (name, parameter) -> {
          if (!(boundsToo ? all : uses).containsKey(name)) {
            unused.add(parameter);
          }
        });
    return unused;
  }

  /// The uses of those parameters that are used once, in the impl's head, where `'_` can stand.
  List<LifetimeUse> usedOnce() {
    TypeLifetimes head = new TypeLifetimes(null, false);
    head.add(impl.child(Field.TRAIT));
    head.add(impl.child(Field.TYPE));
    List<LifetimeUse> once = new ArrayList<>(0);
    for (LifetimeUse use : head.uses()) {
      if (use.isNamed()
          && !use.nested()
          && declared.containsKey(use.name())
          && !opaque
          && !isBounded(use.name())
          && Integer.valueOf(1).equals(all.get(use.name()))) {
        once.add(use);
      }
    }
    return once;
  }

  /// `'b` of `<'b: 'a>`.
  private boolean isBounded(String name) {
    Node parameter = declared.get(name);
    Node parent = parameter == null ? null : parameter.parent();
    return parent != null && parent.child(Field.BOUNDS) != null;
  }

  /// Of a member's body the model knows what lifetimes it names, and no more: what a broken body's
  /// tree says could differ from that.
  private void countMember(Placed member) {
    Node root = member.item().tree().root();
    Node function = root.child(Kind.FUNCTION_ITEM);
    Node body = function == null ? null : function.child(Field.BODY);
    count(root, body);
    for (String name : member.item().lifetimesInBody().split(" ")) {
      if (declared.containsKey(name)) {
        add(name, true);
      }
    }
  }

  private void count(Node from, @Nullable Node except) {
    SyntaxTree tree = from.tree();
    int i = from.index();
    while (i < tree.next(from.index())) {
      if (except != null && i == except.index()) {
        i = tree.next(i);
        continue;
      }
      Kind kind = tree.kind(i);
      Kind parent = i == 0 ? Kind.ERROR : tree.kind(tree.parent(i));
      if (parent == Kind.BLOCK && kind.isItem() && i != from.index()) {
        // Items in a body do not see the impl's lifetimes, and may have some of the same name.
        i = tree.next(i);
        continue;
      }
      if (kind == Kind.MACRO_INVOCATION
          && (parent == Kind.SOURCE_FILE || parent == Kind.DECLARATION_LIST)) {
        countMacro(tree.node(i));
      } else if (kind == Kind.LIFETIME) {
        Node lifetime = tree.node(i);
        if (declared.containsKey(lifetime.text()) && !isDeclaration(lifetime)) {
          add(lifetime.text(), !isBound(lifetime));
        }
      } else if (kind == Kind.QUOTE && parent == Kind.TOKEN_TREE) {
        Node name = tree.node(i).nextSibling();
        if (name != null && declared.containsKey("'" + name.text())) {
          add("'" + name.text(), true);
        }
      }
      i++;
    }
  }

  /// A macro that writes members sees the impl's lifetimes by their names.
  private void countMacro(Node call) {
    String path = call.textOf(Field.MACRO).orElse("");
    String name = path.substring(path.lastIndexOf(':') + 1);
    if (name.equals("forward_to_deserialize_any")) {
      // Serde's, which writes methods that take a `Visitor<'de>`.
      if (declared.containsKey("'de")) {
        add("'de", true);
      }
      return;
    }
    String definition = definitionOf(name);
    if (definition.isEmpty()) {
      opaque = true;
      return;
    }
    for (String lifetime : declared.keySet()) {
      if (definition.matches("(?s).*" + lifetime + "\\b.*")) {
        add(lifetime, true);
      }
    }
  }

  /// The text of the `macro_rules!` of the file that have a name; empty if there is none.
  private String definitionOf(String name) {
    StringBuilder text = new StringBuilder();
    for (Placed item : context.model().named(name)) {
      if (item.kind() == ItemKind.MACRO_RULES) {
        text.append(item.item().signature());
      }
    }
    return text.toString();
  }

  private void add(String name, boolean counts) {
    all.merge(name, 1, Integer::sum);
    if (counts) {
      uses.merge(name, 1, Integer::sum);
    }
  }

  private static boolean isDeclaration(Node lifetime) {
    Node parent = lifetime.parent();
    return parent != null
        && parent.is(Kind.LIFETIME_PARAMETER)
        && lifetime.field() == Field.NAME;
  }

  /// Whether a lifetime is a bound, or has one, and no more: `T: 'a`, `'a: 'b`.
  private static boolean isBound(Node lifetime) {
    Node parent = lifetime.parent();
    if (parent == null) {
      return false;
    }
    if (parent.is(Kind.WHERE_PREDICATE)) {
      return true;
    }
    if (!parent.is(Kind.TRAIT_BOUNDS)) {
      return false;
    }
    Node bounded = parent.parent();
    return bounded != null
        && (bounded.is(Kind.LIFETIME_PARAMETER)
            || bounded.is(Kind.TYPE_PARAMETER)
            || bounded.is(Kind.WHERE_PREDICATE));
  }
}
