package dev.rusthint.model.lower;

import dev.rusthint.model.Attribute;
import dev.rusthint.model.defs.CrateDefs;
import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.DefVisibility;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.ImplHead;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.names.FieldVisibility;
import dev.rusthint.model.names.SignatureReader;
import dev.rusthint.model.names.SourceDef;
import dev.rusthint.syntax.Attributes;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads generics, fields, signatures and heads of impls from the syntax of definitions.
public final class SignatureLowering implements SignatureReader {
  @Override
  public Generics generics(SourceDef def) {
    if (def.kind() == DefKind.VARIANT) {
      return def.parent() == null ? Generics.NONE : def.parent().generics();
    }
    Def container = def.container();
    Generics around = container == null ? null : container.generics();
    ItemScope scope = new ItemScope(def);
    TypeReader reader = new TypeReader(scope);
    List<Generics.Param> own = new ArrayList<>();
    List<String> lifetimes = new ArrayList<>();
    if (def.kind() == DefKind.TRAIT) {
      own.add(new Generics.Param("Self", (Ty) null, null, false, false));
    }
    Node node = def.source().node();
    Node list = node.child(Field.TYPE_PARAMETERS);
    if (list != null) {
      for (Node param : list.namedChildren()) {
        Node name = param.child(Field.NAME);
        switch (param.kind()) {
          case LIFETIME_PARAMETER, LIFETIME -> lifetimes.add((name == null ? param : name).text());
          case TYPE_PARAMETER -> own.add(typeParam(param, name, node, reader));
          case CONST_PARAMETER -> {
            Node fallback = param.child(Field.VALUE);
            own.add(
                new Generics.Param(
                    name == null ? "" : name.text(),
                    () -> fallback == null ? null : reader.constant(fallback),
                    () -> reader.type(param.child(Field.TYPE)),
                    true,
                    false));
          }
          default -> {}
        }
      }
    }
    for (int i = 0; i < scope.synthetic().size(); i++) {
      own.add(new Generics.Param(textOf(scope.synthetic().get(i)), (Ty) null, null, true, true));
    }
    if (own.isEmpty() && lifetimes.isEmpty() && around == null && !node.has(Kind.WHERE_CLAUSE)) {
      return Generics.NONE;
    }
    return new Generics(around, own, lifetimes, () -> predicates(def));
  }

  private static Generics.Param typeParam(
      Node param, @Nullable Node name, Node item, TypeReader reader) {
    String text = name == null ? "" : name.text();
    Node fallback = param.child(Field.DEFAULT_TYPE);
    boolean isSized = !isRelaxed(param.child(Field.BOUNDS));
    Node where = item.child(Kind.WHERE_CLAUSE);
    if (where != null) {
      for (Node clause : where.namedChildren()) {
        Node left = clause.child(Field.LEFT);
        if (left != null && left.textIs(text) && isRelaxed(clause.child(Field.BOUNDS))) {
          isSized = false;
        }
      }
    }
    return new Generics.Param(
        text, () -> fallback == null ? null : reader.type(fallback), () -> null, isSized, false);
  }

  /// What stands for a parameter without a name: its type as it is written.
  static String textOf(Node opaque) {
    Node whole = opaque;
    for (Node next = whole.parent();
        next != null && next.is(Kind.BOUNDED_TYPE);
        next = next.parent()) {
      whole = next;
    }
    return whole.text();
  }

  /// Whether bounds take back that a parameter has a size: `?Sized`, and, in the standard library
  /// itself, the traits above `Sized`, which are only named for that.
  private static boolean isRelaxed(@Nullable Node bounds) {
    if (bounds == null) {
      return false;
    }
    for (Node bound : bounds.namedChildren()) {
      if (bound.is(Kind.REMOVED_TRAIT_BOUND)
          || bound.textIs("PointeeSized")
          || bound.textIs("MetaSized")) {
        return true;
      }
    }
    return false;
  }

  private static List<Predicate> predicates(SourceDef def) {
    List<Predicate> found = new ArrayList<>();
    ItemScope scope = new ItemScope(def);
    TypeReader reader = new TypeReader(scope);
    Node node = def.source().node();
    if (def.kind() == DefKind.TRAIT) {
      Ty self = new Ty.Param(0, "Self");
      found.add(new Predicate.Implements(new TraitRef(def, def.generics().identity())));
      bounds(self, node.child(Field.BOUNDS), reader, found);
    }
    Node list = node.child(Field.TYPE_PARAMETERS);
    if (list != null) {
      for (Node param : list.namedChildren()) {
        Node name = param.child(Field.NAME);
        Ty self = name == null ? null : scope.param(name.text());
        if (param.is(Kind.TYPE_PARAMETER) && self != null) {
          bounds(self, param.child(Field.BOUNDS), reader, found);
        }
      }
    }
    where(node, reader, found);
    for (Node opaque : scope.synthetic()) {
      Ty self = scope.opaque(TypeReader.boundsOf(opaque));
      TypeReader.boundsOf(opaque).forEach(b -> reader.bound(self, b, found));
    }
    return found;
  }

  private static void where(Node node, TypeReader reader, List<Predicate> found) {
    Node where = node.child(Kind.WHERE_CLAUSE);
    if (where == null) {
      return;
    }
    for (Node clause : where.namedChildren()) {
      Node left = clause.child(Field.LEFT);
      if (left == null || left.is(Kind.LIFETIME)) {
        continue;
      }
      if (left.is(Kind.HIGHER_RANKED_TRAIT_BOUND)) {
        left = left.child(Field.TYPE);
      }
      Ty self = reader.type(left);
      if (!(self instanceof Ty.Unknown)) {
        bounds(self, clause.child(Field.BOUNDS), reader, found);
      }
    }
  }

  private static void bounds(
      Ty self, @Nullable Node bounds, TypeReader reader, List<Predicate> found) {
    if (bounds != null) {
      for (Node bound : bounds.namedChildren()) {
        reader.bound(self, bound, found);
      }
    }
  }

  @Override
  public List<FieldDef> fields(SourceDef def) {
    Def owner = def.kind() == DefKind.VARIANT ? def.parent() : def;
    if (!(owner instanceof SourceDef adt)) {
      return List.of();
    }
    TypeReader reader = new TypeReader(new ItemScope(adt));
    Node node = def.source().node();
    List<FieldDef> fields = new ArrayList<>();
    Node named = node.child(Kind.FIELD_DECLARATION_LIST);
    if (named != null) {
      for (Node field : named.namedChildren()) {
        Node name = field.child(Field.NAME);
        if (field.is(Kind.FIELD_DECLARATION) && name != null && isActive(field, def)) {
          String text = name.text();
          fields.add(
              new FieldDef(
                  text.startsWith("r#") ? text.substring(2) : text,
                  visibility(def, field.child(Kind.VISIBILITY_MODIFIER)),
                  reader.type(field.child(Field.TYPE))));
        }
      }
    }
    Node ordered = node.child(Kind.ORDERED_FIELD_DECLARATION_LIST);
    if (ordered != null) {
      Node visibility = null;
      for (Node child : ordered.namedChildren()) {
        switch (child.kind()) {
          case VISIBILITY_MODIFIER -> visibility = child;
          case ATTRIBUTE_ITEM, LINE_COMMENT, BLOCK_COMMENT -> {}
          default -> {
            if (isActive(child, def)) {
              fields.add(
                  new FieldDef(
                      Integer.toString(fields.size()),
                      visibility(def, visibility),
                      reader.type(child)));
            }
            visibility = null;
          }
        }
      }
    }
    return fields;
  }

  private static boolean isActive(Node field, SourceDef def) {
    List<Node> nodes = Attributes.outer(field);
    if (nodes.isEmpty()) {
      return true;
    }
    List<Attribute> attributes = new ArrayList<>(nodes.size());
    nodes.forEach(node -> attributes.add(Attribute.parse(node.text())));
    return Attribute.mayHold(attributes, def.crate().config().cfg());
  }

  private static DefVisibility visibility(SourceDef def, @Nullable Node modifier) {
    return def.kind() == DefKind.VARIANT
        ? DefVisibility.PUBLIC
        : FieldVisibility.of(def, modifier);
  }

  @Override
  public @Nullable FnSig signature(SourceDef def) {
    if (def.kind() != DefKind.FUNCTION) {
      return null;
    }
    ItemScope scope = new ItemScope(def);
    TypeReader reader = new TypeReader(scope);
    Node node = def.source().node();
    List<Ty> params = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean hasSelf = false;
    boolean variadic = false;
    Node list = node.child(Field.PARAMETERS);
    if (list != null) {
      for (Node param : list.namedChildren()) {
        switch (param.kind()) {
          case SELF_PARAMETER -> {
            hasSelf = true;
            params.add(receiver(param, scope));
            names.add("self");
          }
          case PARAMETER -> {
            Node pattern = param.child(Field.PATTERN);
            boolean isSelf = pattern != null && isSelf(pattern);
            hasSelf |= isSelf;
            params.add(reader.type(param.child(Field.TYPE)));
            names.add(
                isSelf ? "self" : pattern != null && pattern.is(Kind.IDENTIFIER) ? pattern.text() : "_");
          }
          case VARIADIC_PARAMETER -> variadic = true;
          case ATTRIBUTE_ITEM -> {}
          default -> {
            // A parameter without a name, in a trait of edition 2015.
            params.add(reader.type(param));
            names.add("_");
          }
        }
      }
    }
    Node modifiers = node.child(Kind.FUNCTION_MODIFIERS);
    boolean isAsync = modifiers != null && modifiers.has(Kind.KW_ASYNC);
    Node written = node.child(Field.RETURN_TYPE);
    Ty result = written == null ? Ty.UNIT : reader.type(written);
    List<List<Predicate>> opaques = new ArrayList<>();
    for (Node opaque : scope.opaques()) {
      Ty self = scope.opaque(TypeReader.boundsOf(opaque));
      List<Predicate> promised = new ArrayList<>();
      TypeReader.boundsOf(opaque).forEach(b -> reader.bound(self, b, promised));
      opaques.add(promised);
    }
    if (isAsync) {
      Ty future = new Ty.Opaque(def, opaques.size(), def.generics().identity());
      opaques.add(future(def, future, result));
      result = future;
    }
    Node block = def.externBlock();
    Node external =
        block != null
            ? block.child(Kind.EXTERN_MODIFIER)
            : modifiers == null ? null : modifiers.child(Kind.EXTERN_MODIFIER);
    return new FnSig(
        params,
        names,
        result,
        hasSelf,
        isUnsafe(def, modifiers),
        modifiers != null && modifiers.has(Kind.KW_CONST),
        isAsync,
        variadic,
        TypeReader.abi(external),
        opaques);
  }

  private static boolean isUnsafe(SourceDef def, @Nullable Node modifiers) {
    return modifiers != null && modifiers.has(Kind.KW_UNSAFE)
        || def.externBlock() != null && !def.source().node().has(Kind.KW_SAFE);
  }

  private static boolean isSelf(Node pattern) {
    if (pattern.is(Kind.SELF)) {
      return true;
    }
    return pattern.is(Kind.MUT_PATTERN) && pattern.has(Kind.SELF);
  }

  private static Ty receiver(Node param, ItemScope scope) {
    Ty self = scope.self();
    if (self == null) {
      return Ty.UNKNOWN;
    }
    if (!param.has(Kind.AMP)) {
      return self;
    }
    Node lifetime = param.child(Kind.LIFETIME);
    Region region = lifetime == null ? Region.ERASED : new Region.Named(lifetime.text());
    return new Ty.Ref(region, param.has(Kind.MUTABLE_SPECIFIER), self);
  }

  private static List<Predicate> future(SourceDef def, Ty future, Ty output) {
    for (CrateDefs crate : def.crate().externs().values()) {
      Def trait = crate.langItem("future_trait");
      Def item = trait == null ? null : trait.member("Output", Namespace.TYPE);
      if (trait != null && item != null) {
        TraitRef promised = new TraitRef(trait, List.of(future));
        return List.of(
            new Predicate.Implements(promised),
            new Predicate.Projects(promised, item, List.of(), output));
      }
    }
    return List.of();
  }

  @Override
  public @Nullable Ty type(SourceDef def) {
    if (def.kind() == DefKind.VARIANT) {
      return discriminant(def);
    }
    Node type =
        switch (def.kind()) {
          case CONST, STATIC, TYPE_ALIAS -> def.source().node().child(Field.TYPE);
          case ASSOC_TYPE -> {
            Node own = def.source().node().child(Field.TYPE);
            yield own == null ? def.source().node().child(Field.DEFAULT_TYPE) : own;
          }
          default -> null;
        };
    return type == null ? null : new TypeReader(new ItemScope(def)).type(type);
  }

  private static @Nullable Ty discriminant(SourceDef variant) {
    Node value = variant.source().node().child(Field.VALUE);
    return value == null || !(variant.parent() instanceof SourceDef adt)
        ? null
        : new TypeReader(new ItemScope(adt)).constant(value);
  }

  @Override
  public @Nullable ImplHead impl(SourceDef def) {
    ItemScope scope = new ItemScope(def);
    TypeReader reader = new TypeReader(scope);
    Node node = def.source().node();
    Ty self = scope.self();
    Node trait = node.child(Field.TRAIT);
    if (self == null) {
      return null;
    }
    if (trait == null) {
      return new ImplHead(self, null, false);
    }
    List<Predicate> predicates = new ArrayList<>();
    reader.bound(self, trait, predicates);
    for (Predicate predicate : predicates) {
      if (predicate instanceof Predicate.Implements(TraitRef found)) {
        return new ImplHead(self, found, node.has(Kind.BANG));
      }
    }
    return null;
  }

  @Override
  public List<Predicate> bounds(SourceDef def) {
    Def trait = def.container();
    if (def.kind() != DefKind.ASSOC_TYPE || trait == null || trait.kind() != DefKind.TRAIT) {
      return List.of();
    }
    Ty self = new Ty.Projection(def, def.generics().identity());
    List<Predicate> found = new ArrayList<>();
    TypeReader reader = new TypeReader(new ItemScope(def));
    bounds(self, def.source().node().child(Field.BOUNDS), reader, found);
    // `where Self::Item: Bound` of the trait is a promise as well (Reference, *Associated types*).
    for (Predicate predicate : trait.generics().predicates()) {
      if (predicate.trait().self().equals(self)) {
        found.add(predicate);
      }
    }
    return found;
  }

  @Override
  public List<Def> derived(SourceDef adt) {
    return DerivedImpl.of(adt);
  }
}
