package dev.rusthint.analyzers.lifetime;

import dev.rusthint.hint.Context;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lifetimes in the signature of one function, and which of them elision would give (Reference,
/// *Lifetime elision*), by the conditions of clippy 1.95.
final class FunctionLifetimes {
  private final Node function;
  private final @Nullable Node generics;
  private final Context context;
  private final TypeLifetimes inputs;
  private final TypeLifetimes output;

  /// Lifetimes that need no name.
  ///
  /// @param names the lifetimes, in the order in which the arguments name them
  /// @param uses all their uses in the signature
  /// @param settled whether no path in the arguments may hide a lifetime that is not known here
  record Elidable(List<String> names, List<LifetimeUse> uses, boolean settled) {}

  FunctionLifetimes(Node function, Context context) {
    this.function = function;
    this.generics = function.child(Field.TYPE_PARAMETERS);
    this.context = context;
    HiddenLifetimes paths = new HiddenLifetimes(context);
    this.inputs = new TypeLifetimes(paths, true);
    this.output = new TypeLifetimes(paths, false);
  }

  /// The lifetime parameters of a generics list, by name.
  static Map<String, Node> declared(@Nullable Node generics) {
    Map<String, Node> declared = new LinkedHashMap<>(2);
    if (generics != null) {
      for (Node parameter : generics.children()) {
        Node name = parameter.is(Kind.LIFETIME_PARAMETER) ? parameter.child(Field.NAME) : null;
        if (name != null) {
          declared.put(name.text(), name);
        }
      }
    }
    return declared;
  }

  private void readSignature() {
    Node parameters = function.child(Field.PARAMETERS);
    if (parameters != null) {
      for (Node parameter : parameters.children()) {
        if (parameter.is(Kind.SELF_PARAMETER) || parameter.is(Kind.PARAMETER)) {
          inputs.add(parameter);
        }
      }
    }
    output.add(function.child(Field.RETURN_TYPE));
  }

  /// Lifetimes of this function that could be left unnamed, null if there are none.
  @Nullable Elidable elidable() {
    Map<String, Node> declared = declared(generics);
    if (declared.isEmpty() || boundsNameLifetimes()) {
      return null;
    }
    readSignature();
    if (inputs.isOpaque() || output.isOpaque() || implTraitsNameLifetimes()) {
      return null;
    }
    if (hasObjectBound(inputs) || hasObjectBound(output) || isSelfTyped()) {
      return null;
    }
    if (bodyNamesLifetime(declared.keySet())) {
      return null;
    }
    List<LifetimeUse> in = atTop(inputs);
    List<LifetimeUse> out = atTop(output);
    for (LifetimeUse use : all(in, out)) {
      if (use.isNamed() && !declared.containsKey(use.name())) {
        return null;
      }
    }
    for (LifetimeUse use : all(inputs.uses(), output.uses())) {
      if (use.nested() && declared.containsKey(use.name())) {
        return null;
      }
    }
    List<String> names = new ArrayList<>(1);
    for (LifetimeUse use : in) {
      if (use.isNamed()
          && count(in, use.name()) == 1
          && (in.size() == 1 || count(out, use.name()) == 0)) {
        names.add(use.name());
      }
    }
    if (names.isEmpty()) {
      return null;
    }
    List<LifetimeUse> uses = new ArrayList<>();
    boolean returned = false;
    for (String name : names) {
      returned |= count(out, name) > 0;
    }
    for (LifetimeUse use : all(in, out)) {
      if (names.contains(use.name())) {
        uses.add(use);
      }
    }
    return new Elidable(names, uses, !returned || !inputs.isUnsettled());
  }

  /// Lifetime parameters that neither arguments nor result name. Empty where bounds name any: those
  /// are not reasoned about.
  List<Node> unused() {
    Map<String, Node> declared = declared(generics);
    if (declared.isEmpty() || boundsNameLifetimes()) {
      return List.of();
    }
    readSignature();
    if (inputs.isOpaque() || output.isOpaque() || implTraitsNameLifetimes()) {
      return List.of();
    }
    for (LifetimeUse use : all(inputs.uses(), output.uses())) {
      declared.remove(use.name());
    }
    return List.copyOf(declared.values());
  }

  private static List<LifetimeUse> atTop(TypeLifetimes type) {
    List<LifetimeUse> uses = new ArrayList<>();
    for (LifetimeUse use : type.uses()) {
      if (!use.nested()) {
        uses.add(use);
      }
    }
    return uses;
  }

  private static List<LifetimeUse> all(List<LifetimeUse> first, List<LifetimeUse> second) {
    List<LifetimeUse> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static int count(List<LifetimeUse> uses, String name) {
    int count = 0;
    for (LifetimeUse use : uses) {
      count += use.isNamed(name) ? 1 : 0;
    }
    return count;
  }

  private static boolean hasObjectBound(TypeLifetimes type) {
    for (LifetimeUse use : type.uses()) {
      if (use.source() == LifetimeUse.Source.OBJECT_BOUND && !use.nested()) {
        return true;
      }
    }
    return false;
  }

  /// Before Rust 1.81 elision did not see through `self: Type<'a>`.
  private boolean isSelfTyped() {
    Node parameters = function.child(Field.PARAMETERS);
    if (parameters == null || context.crate().allows(81)) {
      return false;
    }
    for (Node parameter : parameters.children()) {
      Node pattern = parameter.is(Kind.PARAMETER) ? parameter.child(Field.PATTERN) : null;
      if (pattern != null && pattern.is(Kind.SELF)) {
        TypeLifetimes type = new TypeLifetimes(new HiddenLifetimes(context), true);
        type.add(parameter.child(Field.TYPE));
        return !type.uses().isEmpty();
      }
    }
    return false;
  }

  /// Whether a bound of a parameter, or a `where` clause, speaks of a lifetime.
  private boolean boundsNameLifetimes() {
    if (generics != null) {
      for (Node parameter : generics.children()) {
        Node bounds = parameter.child(Field.BOUNDS);
        if (bounds == null) {
          continue;
        }
        if (parameter.is(Kind.LIFETIME_PARAMETER) || names(bounds, Set.of(), true)) {
          return true;
        }
      }
    }
    Node where = function.child(Kind.WHERE_CLAUSE);
    if (where == null) {
      return false;
    }
    for (Node predicate : where.children()) {
      if (predicate.is(Kind.WHERE_PREDICATE) && predicateNames(predicate)) {
        return true;
      }
    }
    return false;
  }

  private static boolean predicateNames(Node predicate) {
    Node left = predicate.child(Field.LEFT);
    Node bounds = predicate.child(Field.BOUNDS);
    if (left == null || left.is(Kind.LIFETIME)) {
      return true;
    }
    Set<String> introduced = new HashSet<>();
    if (left.is(Kind.HIGHER_RANKED_TRAIT_BOUND)) {
      introduced.addAll(declared(left.child(Field.TYPE_PARAMETERS)).keySet());
    }
    TypeLifetimes bounded = new TypeLifetimes(null, false);
    bounded.add(left);
    return !bounded.uses().isEmpty() || bounds != null && names(bounds, introduced, false);
  }

  /// Whether bounds name a lifetime that is none of `allowed`.
  ///
  /// @param elidedToo whether one that is not named counts too, those of `Fn(…)` aside
  private static boolean names(Node bounds, Set<String> allowed, boolean elidedToo) {
    TypeLifetimes lifetimes = new TypeLifetimes(null, false);
    lifetimes.add(bounds);
    for (LifetimeUse use : lifetimes.uses()) {
      if (use.isNamed() && !allowed.contains(use.name())) {
        return true;
      }
      boolean unnamed = !use.isNamed() && use.form() != LifetimeUse.Form.STATIC;
      if (elidedToo && unnamed && !use.nested()) {
        return true;
      }
    }
    return false;
  }

  private boolean implTraitsNameLifetimes() {
    for (Node implTrait : inputs.implTraits()) {
      if (names(implTrait, Set.of(), true)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the body names a lifetime, or in a macro's tokens, where it may be a label, one of
  /// `declared`. Items in it have lifetimes of their own.
  private boolean bodyNamesLifetime(Set<String> declared) {
    Node body = function.child(Field.BODY);
    if (body == null) {
      return false;
    }
    SyntaxTree tree = body.tree();
    int i = body.index();
    int end = tree.next(i);
    while (i < end) {
      switch (tree.kind(i)) {
        case FUNCTION_ITEM, IMPL_ITEM, STRUCT_ITEM, ENUM_ITEM, UNION_ITEM, TRAIT_ITEM, TYPE_ITEM,
            CONST_ITEM, STATIC_ITEM, MACRO_DEFINITION -> {
          i = tree.next(i);
          continue;
        }
        case LIFETIME -> {
          Node lifetime = tree.node(i);
          if (!lifetime.textIs("'static") && !lifetime.textIs("'_")) {
            return true;
          }
        }
        case QUOTE -> {
          Node next = tree.node(i).nextSibling();
          if (tree.kind(tree.parent(i)) == Kind.TOKEN_TREE
              && next != null
              && declared.contains("'" + next.text())) {
            return true;
          }
        }
        default -> {}
      }
      i++;
    }
    return false;
  }
}
