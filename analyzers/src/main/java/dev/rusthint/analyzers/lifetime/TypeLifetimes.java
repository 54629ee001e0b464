package dev.rusthint.analyzers.lifetime;

import dev.rusthint.analyzers.lifetime.LifetimeUse.Form;
import dev.rusthint.analyzers.lifetime.LifetimeUse.Source;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the lifetimes of types in the order of the text.
final class TypeLifetimes {
  private static final Set<String> FN_TRAITS =
      Set.of("Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce");

  private final @Nullable HiddenLifetimes paths;
  private final boolean argument;
  private final List<LifetimeUse> uses = new ArrayList<>();
  private final List<Node> implTraits = new ArrayList<>(0);
  private boolean opaque;
  private boolean unsettled;

  /// @param paths tells the lifetimes that paths hide; null if they are of no interest
  /// @param argument whether `impl Trait` stands for a type parameter, whose bounds are not part of
  ///     the type
  TypeLifetimes(@Nullable HiddenLifetimes paths, boolean argument) {
    this.paths = paths;
    this.argument = argument;
  }

  List<LifetimeUse> uses() {
    return uses;
  }

  /// The `impl Trait`s left out, as `impl Trait` or `impl Trait + …`.
  List<Node> implTraits() {
    return implTraits;
  }

  /// Whether a macro stands in place of a type.
  boolean isOpaque() {
    return opaque;
  }

  /// Whether some path may hide lifetimes that are not known here.
  boolean isUnsettled() {
    return unsettled;
  }

  void add(@Nullable Node type) {
    if (type != null) {
      walk(type, false);
    }
  }

  private void walk(Node node, boolean nested) {
    switch (node.kind()) {
      case REFERENCE_TYPE, SELF_PARAMETER -> reference(node, nested);
      case LIFETIME -> written(node, sourceOf(node), nested);
      case FUNCTION_TYPE -> function(node, nested);
      case BOUNDED_TYPE -> bounded(node, nested);
      case ABSTRACT_TYPE -> {
        if (argument) {
          implTraits.add(node);
        } else {
          children(node, nested);
        }
      }
      case GENERIC_TYPE, GENERIC_TYPE_WITH_TURBOFISH -> generic(node, nested);
      case TYPE_IDENTIFIER -> path(node, nested);
      case SCOPED_TYPE_IDENTIFIER -> {
        children(node.child(Field.PATH), nested);
        path(node, nested);
      }
      case ARRAY_TYPE -> {
        Node element = node.child(Field.ELEMENT);
        if (element != null) {
          walk(element, nested);
        }
      }
      case TYPE_BINDING -> {
        children(node.child(Field.TYPE_ARGUMENTS), nested);
        Node type = node.child(Field.TYPE);
        if (type != null) {
          walk(type, nested);
        }
      }
      case PARAMETER -> {
        Node type = node.child(Field.TYPE);
        if (type != null) {
          walk(type, nested);
        }
      }
      case MACRO_INVOCATION -> opaque = true;
      case TYPE_PARAMETERS, FOR_LIFETIMES, BLOCK, ATTRIBUTE_ITEM -> {}
      default -> children(node, nested);
    }
  }

  private void children(@Nullable Node node, boolean nested) {
    if (node != null) {
      for (Node child : node.children()) {
        if (child.kind().isNamed()) {
          walk(child, nested);
        }
      }
    }
  }

  private void reference(Node node, boolean nested) {
    Node lifetime = node.child(Kind.LIFETIME);
    if (lifetime != null) {
      written(lifetime, Source.REFERENCE, nested);
    } else if (node.has(Kind.AMP)) {
      uses.add(new LifetimeUse(Form.ELIDED, "", node, Source.REFERENCE, nested));
    }
    Node type = node.child(Field.TYPE);
    if (type != null) {
      walk(type, nested);
    }
  }

  private void written(Node lifetime, Source source, boolean nested) {
    String name = lifetime.text();
    Form form =
        switch (name) {
          case "'static" -> Form.STATIC;
          case "'_" -> Form.ANONYMOUS;
          default -> Form.NAMED;
        };
    uses.add(new LifetimeUse(form, name, lifetime, source, nested));
  }

  private static Source sourceOf(Node lifetime) {
    Node parent = lifetime.parent();
    if (parent == null) {
      return Source.BOUND;
    }
    return switch (parent.kind()) {
      case TYPE_ARGUMENTS -> Source.PATH;
      case USE_BOUNDS -> Source.CAPTURE;
      default -> Source.BOUND;
    };
  }

  private void function(Node node, boolean nested) {
    Node trait = node.child(Field.TRAIT);
    boolean inner = nested || trait == null || FN_TRAITS.contains(lastName(trait));
    children(node.child(Field.PARAMETERS), inner);
    Node result = node.child(Field.RETURN_TYPE);
    if (result != null) {
      walk(result, inner);
    }
  }

  private static String lastName(Node path) {
    return path.is(Kind.SCOPED_TYPE_IDENTIFIER)
        ? path.textOf(Field.NAME).orElse("")
        : path.text();
  }

  /// `impl A + B + 'a`, `dyn A + 'a`: the first part says which.
  private void bounded(Node node, boolean nested) {
    Node first = node;
    while (first.is(Kind.BOUNDED_TYPE)) {
      Node left = first.firstChild();
      if (left == null) {
        return;
      }
      first = left;
    }
    boolean abstractType = first.is(Kind.ABSTRACT_TYPE);
    if (abstractType && argument) {
      implTraits.add(node);
      return;
    }
    parts(node, abstractType, nested);
  }

  private void parts(Node bounded, boolean abstractType, boolean nested) {
    for (Node child : bounded.children()) {
      switch (child.kind()) {
        case BOUNDED_TYPE -> parts(child, abstractType, nested);
        case LIFETIME ->
            written(child, abstractType ? Source.BOUND : Source.OBJECT_BOUND, nested);
        case ABSTRACT_TYPE -> children(child, nested);
        default -> {
          if (child.kind().isNamed()) {
            walk(child, nested);
          }
        }
      }
    }
  }

  private void generic(Node node, boolean nested) {
    Node base = node.child(Field.TYPE);
    Node arguments = node.child(Field.TYPE_ARGUMENTS);
    if (base != null && base.is(Kind.SCOPED_TYPE_IDENTIFIER)) {
      children(base.child(Field.PATH), nested);
    }
    if (base != null && (arguments == null || !arguments.has(Kind.LIFETIME))) {
      path(base, nested);
    }
    children(arguments, nested);
  }

  private void path(Node path, boolean nested) {
    if (paths == null) {
      return;
    }
    int hidden = paths.of(path);
    if (hidden == HiddenLifetimes.UNKNOWN) {
      unsettled = true;
    }
    for (int i = 0; i < hidden; i++) {
      uses.add(new LifetimeUse(Form.HIDDEN, "", path, Source.PATH, nested));
    }
  }
}
