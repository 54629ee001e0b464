package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.Containers;
import dev.rusthint.hint.Context;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The types that an item writes for its fields, parameters and result, or its constant: each with
/// what it means.
final class WrittenTypes {
  /// @param node as it is written
  /// @param isResult whether it is that of a function's result
  /// @param isExported whether it is part of what other crates can see, or may be
  record Written(Node node, Ty type, boolean isResult, boolean isExported) {}

  static final Set<Kind> FUNCTIONS = Set.of(Kind.FUNCTION_ITEM, Kind.FUNCTION_SIGNATURE_ITEM);

  static final Set<Kind> ITEMS =
      Set.of(
          Kind.FUNCTION_ITEM,
          Kind.FUNCTION_SIGNATURE_ITEM,
          Kind.STRUCT_ITEM,
          Kind.ENUM_ITEM,
          Kind.CONST_ITEM,
          Kind.STATIC_ITEM);

  private WrittenTypes() {}

  /// Those of an item; none where a trait decides what they are, or the definition is not known.
  static List<Written> of(Node item, Context context) {
    Node parent = item.parent();
    boolean isOuter = parent == null || parent.is(Kind.SOURCE_FILE);
    if (isOuter ? Containers.isInTraitImpl(context.item()) : isInTraitImpl(item)) {
      return List.of();
    }
    Def def = context.types().definition(item);
    if (def == null) {
      return List.of();
    }
    boolean isExported = isOuter && !Boolean.FALSE.equals(context.isExported());
    List<Written> found = new ArrayList<>();
    switch (item.kind()) {
      case FUNCTION_ITEM, FUNCTION_SIGNATURE_ITEM -> signature(item, def, isExported, found);
      case STRUCT_ITEM -> fields(item.child(Field.BODY), def, isExported, true, found);
      case ENUM_ITEM -> variants(item, def, isExported, found);
      default -> add(item.child(Field.TYPE), def.type(), false, isExported, found);
    }
    return found;
  }

  private static boolean isInTraitImpl(Node item) {
    Node list = item.parent();
    return list != null && Containers.isTraitImpl(list.parent());
  }

  private static void add(
      @Nullable Node node,
      @Nullable Ty type,
      boolean isResult,
      boolean isExported,
      List<Written> found) {
    if (node != null && type != null) {
      found.add(new Written(node, type, isResult, isExported));
    }
  }

  private static void signature(Node function, Def def, boolean isExported, List<Written> found) {
    FnSig sig = def.signature();
    Node list = function.child(Field.PARAMETERS);
    if (sig == null || list == null) {
      return;
    }
    List<Node> parameters = new ArrayList<>();
    for (Node child : list.namedChildren()) {
      if (child.is(Kind.PARAMETER) || child.is(Kind.SELF_PARAMETER)) {
        parameters.add(child);
      }
    }
    if (parameters.size() != sig.params().size()) {
      return;
    }
    for (int i = 0; i < parameters.size(); i++) {
      Node type = parameters.get(i).child(Field.TYPE);
      add(type, sig.params().get(i), false, isExported, found);
    }
    if (!sig.isAsync()) {
      add(function.child(Field.RETURN_TYPE), sig.result(), true, isExported, found);
    }
  }

  private static void variants(Node item, Def def, boolean isExported, List<Written> found) {
    Node list = item.child(Field.BODY);
    for (Node child : list == null ? List.<Node>of() : list.namedChildren()) {
      String name = child.is(Kind.ENUM_VARIANT) ? child.textOf(Field.NAME).orElse("") : "";
      for (Def variant : def.members()) {
        if (variant.name().equals(name)) {
          fields(child.child(Field.BODY), variant, isExported, false, found);
        }
      }
    }
  }

  /// @param hasVisibility whether only those that say `pub` are exported
  private static void fields(
      @Nullable Node body, Def def, boolean isExported, boolean hasVisibility, List<Written> found) {
    if (body == null) {
      return;
    }
    int position = 0;
    boolean isPublic = false;
    for (Node child : body.namedChildren()) {
      if (child.is(Kind.VISIBILITY_MODIFIER)) {
        isPublic = child.textIs("pub");
      } else if (child.is(Kind.FIELD_DECLARATION)) {
        Node visibility = child.child(Kind.VISIBILITY_MODIFIER);
        boolean isPub = visibility != null && visibility.textIs("pub");
        boolean isSeen = isExported && (!hasVisibility || isPub);
        Ty type = type(def, child.textOf(Field.NAME).orElse(""));
        add(child.child(Field.TYPE), type, false, isSeen, found);
      } else if (body.is(Kind.ORDERED_FIELD_DECLARATION_LIST) && child.field() == Field.TYPE) {
        Ty type = type(def, Integer.toString(position++));
        add(child, type, false, isExported && (!hasVisibility || isPublic), found);
        isPublic = false;
      }
    }
  }

  private static @Nullable Ty type(Def def, String name) {
    for (FieldDef field : def.fields()) {
      if (field.name().equals(name)) {
        return field.type();
      }
    }
    return null;
  }

  /// Goes through a type and those written in it, outermost first, as far as they mean what they
  /// look like: an alias is not looked into.
  ///
  /// @param visit whether to go on inside
  static void walk(Node node, Ty type, BiPredicate<Node, Ty> visit) {
    switch (type) {
      case Ty.Adt adt -> {
        if (isNamed(node, adt) && visit.test(node, type)) {
          walkArguments(node, adt, visit);
        }
      }
      case Ty.Ref reference -> {
        if (node.is(Kind.REFERENCE_TYPE) && visit.test(node, type)) {
          walkInto(node.child(Field.TYPE), reference.target(), visit);
        }
      }
      case Ty.Array array when node.is(Kind.ARRAY_TYPE) ->
          walkInto(node.child(Field.ELEMENT), array.element(), visit);
      case Ty.Slice slice when node.is(Kind.ARRAY_TYPE) ->
          walkInto(node.child(Field.ELEMENT), slice.element(), visit);
      case Ty.Tuple tuple when node.is(Kind.TUPLE_TYPE) -> {
        List<Node> parts = node.namedChildren();
        for (int i = 0; i < parts.size() && parts.size() == tuple.elements().size(); i++) {
          walk(parts.get(i), tuple.elements().get(i), visit);
        }
      }
      default -> {}
    }
  }

  private static void walkInto(@Nullable Node node, Ty type, BiPredicate<Node, Ty> visit) {
    if (node != null) {
      walk(node, type, visit);
    }
  }

  private static boolean isNamed(Node node, Ty.Adt adt) {
    Node path = node.is(Kind.GENERIC_TYPE) ? node.child(Field.TYPE) : node;
    if (path == null) {
      return false;
    }
    Node name = path.is(Kind.SCOPED_TYPE_IDENTIFIER) ? path.child(Field.NAME) : path;
    return name != null && name.textIs(adt.def().name());
  }

  private static void walkArguments(Node node, Ty.Adt adt, BiPredicate<Node, Ty> visit) {
    Node arguments = node.child(Kind.TYPE_ARGUMENTS);
    int position = 0;
    for (Node each : arguments == null ? List.<Node>of() : arguments.namedChildren()) {
      if (!each.is(Kind.LIFETIME) && position < adt.args().size()) {
        walk(each, adt.args().get(position++), visit);
      }
    }
  }
}
