package dev.rusthint.model.lower;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Predicate;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Region;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads types and bounds (Reference, *Types*, *Trait and lifetime bounds*).
public final class TypeReader {
  /// Types nested deeper than this are unknown.
  private static final int MAX_DEPTH = 100;

  private final TypeScope scope;
  private int depth;

  public TypeReader(TypeScope scope) {
    this.scope = scope;
  }

  /// The type that a node means, [Ty#UNKNOWN] where a name or macro in it is not known.
  public Ty type(@Nullable Node node) {
    if (node == null || depth > MAX_DEPTH || node.kind() == Kind.ERROR) {
      return Ty.UNKNOWN;
    }
    depth++;
    try {
      return read(node);
    } finally {
      depth--;
    }
  }

  private Ty read(Node node) {
    return switch (node.kind()) {
      case PRIMITIVE_TYPE, TYPE_IDENTIFIER, IDENTIFIER, SCOPED_TYPE_IDENTIFIER, SCOPED_IDENTIFIER,
          GENERIC_TYPE, GENERIC_TYPE_WITH_TURBOFISH, SELF, CRATE, SUPER, METAVARIABLE ->
          path(node);
      case REFERENCE_TYPE ->
          new Ty.Ref(
              region(node.child(Kind.LIFETIME)),
              node.has(Kind.MUTABLE_SPECIFIER),
              type(node.child(Field.TYPE)));
      case POINTER_TYPE ->
          new Ty.RawPtr(node.has(Kind.MUTABLE_SPECIFIER), type(node.child(Field.TYPE)));
      case TUPLE_TYPE -> tuple(node);
      case UNIT_TYPE -> Ty.UNIT;
      case NEVER_TYPE -> Ty.NEVER;
      case ARRAY_TYPE -> {
        Ty element = type(node.child(Field.ELEMENT));
        Node length = node.child(Field.LENGTH);
        yield length == null ? new Ty.Slice(element) : new Ty.Array(element, length(length));
      }
      case FUNCTION_TYPE -> node.child(Field.TRAIT) == null ? pointer(node) : object(List.of(node));
      case DYNAMIC_TYPE -> object(inside(node));
      case ABSTRACT_TYPE -> scope.opaque(inside(node));
      case BOUNDED_TYPE -> bounded(node);
      case MACRO_INVOCATION -> scope.macro(node);
      case BRACKETED_TYPE -> type(node.namedChildren().isEmpty() ? null : node.namedChildren().getFirst());
      default -> Ty.UNKNOWN;
    };
  }

  private Ty tuple(Node node) {
    List<Node> parts = node.namedChildren();
    if (parts.size() == 1 && !node.has(Kind.COMMA)) {
      return type(parts.getFirst());
    }
    List<Ty> elements = new ArrayList<>();
    parts.forEach(p -> elements.add(type(p)));
    return new Ty.Tuple(elements);
  }

  private Ty length(Node node) {
    if (node.is(Kind.IDENTIFIER) && node.textIs("_")) {
      return scope.hole();
    }
    return constant(node);
  }

  /// A constant as an argument or array length.
  public Ty constant(Node node) {
    Node inner = node;
    while ((inner.is(Kind.BLOCK) || inner.is(Kind.PARENTHESIZED_EXPRESSION))
        && inner.namedChildren().size() == 1) {
      inner = inner.namedChildren().getFirst();
    }
    if (inner.is(Kind.IDENTIFIER)) {
      Ty param = scope.param(inner.text());
      if (param != null) {
        return param;
      }
    }
    Ty literal = literal(inner);
    return literal instanceof Ty.Unknown ? scope.constant(inner) : literal;
  }

  /// The value of an integer, `bool`, negative or plain byte literal.
  public static Ty literal(Node node) {
    return switch (node.kind()) {
      case INTEGER_LITERAL -> {
        BigInteger value = integer(node.text());
        yield value == null ? Ty.UNKNOWN : new Ty.ConstValue(value);
      }
      case CHAR_LITERAL -> {
        String text = node.text();
        boolean isPlain = text.length() == 4 && text.startsWith("b'") && text.endsWith("'");
        yield isPlain ? Ty.ConstValue.of(text.charAt(2)) : Ty.UNKNOWN;
      }
      case BOOLEAN_LITERAL -> Ty.ConstValue.of(node.textIs("true") ? 1 : 0);
      case NEGATIVE_LITERAL -> {
        Node inner = node.child(Kind.INTEGER_LITERAL);
        yield inner != null && literal(inner) instanceof Ty.ConstValue(BigInteger value)
            ? new Ty.ConstValue(value.negate())
            : Ty.UNKNOWN;
      }
      default -> Ty.UNKNOWN;
    };
  }

  /// The value of an integer literal (Reference, *Integer literals*), null if it is none.
  public static @Nullable BigInteger integer(String literal) {
    String text = literal.replace("_", "");
    for (Prim prim : Prim.values()) {
      if (prim.isInteger() && text.endsWith(prim.text())) {
        text = text.substring(0, text.length() - prim.text().length());
        break;
      }
    }
    int radix =
        text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : text.startsWith("0b") ? 2 : 10;
    try {
      return new BigInteger(radix == 10 ? text : text.substring(2), radix);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Ty pointer(Node node) {
    List<Ty> params = new ArrayList<>();
    boolean variadic = false;
    Node list = node.child(Field.PARAMETERS);
    if (list != null) {
      for (Node param : list.namedChildren()) {
        switch (param.kind()) {
          case VARIADIC_PARAMETER -> variadic = true;
          case PARAMETER -> params.add(type(param.child(Field.TYPE)));
          case ATTRIBUTE_ITEM, LIFETIME -> {}
          default -> params.add(type(param));
        }
      }
    }
    Node result = node.child(Field.RETURN_TYPE);
    Node modifiers = node.child(Kind.FUNCTION_MODIFIERS);
    boolean isUnsafe = node.has(Kind.KW_UNSAFE) || modifiers != null && modifiers.has(Kind.KW_UNSAFE);
    Node external = modifiers == null ? null : modifiers.child(Kind.EXTERN_MODIFIER);
    return new Ty.FnPtr(
        params, result == null ? Ty.UNIT : type(result), isUnsafe, abi(external), variadic);
  }

  /// The ABI that `extern` or `extern "…"` names; `Rust` without it.
  static String abi(@Nullable Node external) {
    if (external == null) {
      return "Rust";
    }
    Node name = external.child(Kind.STRING_LITERAL);
    if (name == null) {
      name = external.child(Kind.RAW_STRING_LITERAL);
    }
    Node content = name == null ? null : name.child(Kind.STRING_CONTENT);
    return content == null ? "C" : content.text();
  }

  private static Region region(@Nullable Node lifetime) {
    if (lifetime == null || lifetime.textIs("'_")) {
      return Region.ERASED;
    }
    return lifetime.textIs("'static") ? Region.STATIC : new Region.Named(lifetime.text());
  }

  // Bounds.

  private static List<Node> inside(Node node) {
    List<Node> bounds = new ArrayList<>();
    for (Node child : node.namedChildren()) {
      if (child.is(Kind.BOUNDED_TYPE)) {
        bounds.addAll(inside(child));
      } else if (!child.is(Kind.TYPE_PARAMETERS) && !child.is(Kind.FOR_LIFETIMES)) {
        bounds.add(child);
      }
    }
    return bounds;
  }

  /// The bounds of an [Kind#ABSTRACT_TYPE], those that follow it included.
  static List<Node> boundsOf(Node opaque) {
    Node parent = opaque.parent();
    List<Node> bounds = new ArrayList<>(inside(opaque));
    boolean leads =
        parent != null
            && parent.is(Kind.BOUNDED_TYPE)
            && opaque.equals(parent.namedChildren().getFirst());
    while (leads && parent != null && parent.is(Kind.BOUNDED_TYPE)) {
      for (Node sibling : parent.namedChildren().subList(1, parent.namedChildren().size())) {
        bounds.add(sibling);
      }
      Node next = parent.parent();
      leads = next != null && next.is(Kind.BOUNDED_TYPE)
          && parent.equals(next.namedChildren().getFirst());
      parent = next;
    }
    return bounds;
  }

  /// `impl A + B`, `dyn A + B`, or `A + B` of an older edition: the grammar has the word inside.
  private Ty bounded(Node node) {
    List<Node> bounds = new ArrayList<>();
    boolean isOpaque = false;
    for (Node child : inside(node)) {
      if (child.is(Kind.ABSTRACT_TYPE) || child.is(Kind.DYNAMIC_TYPE)) {
        isOpaque |= child.is(Kind.ABSTRACT_TYPE);
        bounds.addAll(inside(child));
      } else {
        bounds.add(child);
      }
    }
    return isOpaque ? scope.opaque(bounds) : object(bounds);
  }

  private Ty object(List<Node> bounds) {
    List<Ty.DynBound> found = new ArrayList<>();
    Region region = Region.ERASED;
    for (Node bound : bounds) {
      if (bound.is(Kind.LIFETIME)) {
        region = region(bound);
        continue;
      }
      List<Predicate> predicates = new ArrayList<>();
      if (!bound(Ty.UNKNOWN, bound, predicates)) {
        return Ty.UNKNOWN;
      }
      List<Ty.Binding> bindings = new ArrayList<>();
      for (Predicate predicate : predicates) {
        if (predicate instanceof Predicate.Projects p) {
          bindings.add(new Ty.Binding(p.assoc(), p.type()));
        }
      }
      for (Predicate predicate : predicates) {
        if (predicate instanceof Predicate.Implements(TraitRef trait)) {
          Ty.DynBound next =
              new Ty.DynBound(
                  trait.trait(), trait.args().subList(1, trait.args().size()), bindings);
          if (trait.trait().facts().isAuto()) {
            found.add(next);
          } else {
            found.addFirst(next);
          }
          break;
        }
      }
    }
    return found.isEmpty() ? Ty.UNKNOWN : new Ty.Dyn(found, region);
  }

  /// Adds what a bound requires of a type; false if its trait is not known. Lifetimes and `?Sized`
  /// require nothing here.
  public boolean bound(Ty self, Node node, List<Predicate> predicates) {
    switch (node.kind()) {
      case LIFETIME, REMOVED_TRAIT_BOUND, USE_BOUNDS -> {
        return true;
      }
      case HIGHER_RANKED_TRAIT_BOUND -> {
        Node inner = node.child(Field.TYPE);
        return inner != null && bound(self, inner, predicates);
      }
      case BRACKETED_TYPE, TUPLE_TYPE, BOUNDED_TYPE -> {
        boolean known = true;
        for (Node inner : node.namedChildren()) {
          known &= bound(self, inner, predicates);
        }
        return known;
      }
      default -> {}
    }
    Path path = Path.of(node);
    if (path == null || path.self() != null) {
      return false;
    }
    TypeScope.Found found = scope.resolve(path.names(), path.isAbsolute(), Namespace.TYPE);
    Def trait = found.def();
    if (trait == null
        || trait.kind() != DefKind.TRAIT
        || found.used() != path.segments().size()) {
      return false;
    }
    predicates.add(new Predicate.Implements(trait(self, trait, path.last(), predicates)));
    return true;
  }

  private TraitRef trait(
      Ty self, Def trait, Path.Segment segment, List<Predicate> predicates) {
    List<Ty> given = new ArrayList<>();
    List<Node> bindings = new ArrayList<>();
    Node arguments = segment.arguments();
    Node sugar = arguments != null && arguments.is(Kind.FUNCTION_TYPE) ? arguments : null;
    if (sugar != null) {
      List<Ty> params = new ArrayList<>();
      Node list = sugar.child(Field.PARAMETERS);
      if (list != null) {
        for (Node param : list.namedChildren()) {
          params.add(type(param.is(Kind.PARAMETER) ? param.child(Field.TYPE) : param));
        }
      }
      given.add(new Ty.Tuple(params));
    } else if (arguments != null) {
      given = arguments(arguments, bindings);
    }
    TraitRef result = new TraitRef(trait, fill(trait, self, given));
    for (Node binding : bindings) {
      binding(result, binding, predicates);
    }
    if (sugar != null) {
      Node output = sugar.child(Field.RETURN_TYPE);
      projects(result, "Output", output == null ? Ty.UNIT : type(output), predicates);
    }
    return result;
  }

  private void binding(TraitRef trait, Node binding, List<Predicate> predicates) {
    String name = binding.textOf(Field.NAME).orElse("");
    Node type = binding.child(Field.TYPE);
    if (type != null) {
      projects(trait, name, type(type), predicates);
      return;
    }
    Assoc assoc = assoc(trait, name);
    Node bounds = binding.child(Kind.TRAIT_BOUNDS);
    if (assoc != null && bounds != null) {
      Ty projection = new Ty.Projection(assoc.item, assoc.trait.args());
      bounds.namedChildren().forEach(b -> bound(projection, b, predicates));
    }
  }

  private void projects(TraitRef trait, String name, Ty type, List<Predicate> predicates) {
    Assoc assoc = assoc(trait, name);
    if (assoc != null) {
      predicates.add(new Predicate.Projects(assoc.trait, assoc.item, List.of(), type));
    }
  }

  /// An associated type and the trait, with arguments, that has it.
  record Assoc(TraitRef trait, Def item) {}

  /// The associated type of a trait or of one of its supertraits.
  static @Nullable Assoc assoc(TraitRef trait, String name) {
    List<TraitRef> open = new ArrayList<>();
    open.add(trait);
    for (int i = 0; i < open.size() && i < 100; i++) {
      TraitRef at = open.get(i);
      Def item = at.trait().member(name, Namespace.TYPE);
      if (item != null) {
        return new Assoc(at, item);
      }
      for (Predicate predicate : at.trait().generics().predicates()) {
        if (predicate instanceof Predicate.Implements(TraitRef next)
            && next.self() instanceof Ty.Param(int index, String _)
            && index == 0) {
          TraitRef here = Substitution.apply(next, at.args());
          if (!open.contains(here)) {
            open.add(here);
          }
        }
      }
    }
    return null;
  }

  // Paths.

  private Ty path(Node node) {
    if (node.textIs("_")) {
      return scope.hole();
    }
    Path path = Path.of(node);
    return path == null ? Ty.UNKNOWN : path(path);
  }

  /// The type that a path means.
  public Ty path(Path path) {
    if (path.self() != null) {
      return qualified(path);
    }
    List<Path.Segment> segments = path.segments();
    String first = segments.getFirst().name();
    if (!path.isAbsolute()) {
      Ty base = first.equals("Self") ? scope.self() : scope.param(first);
      if (base != null && segments.size() > 1 && !first.equals("Self")) {
        // A parameter's name stands for its bounds, even where the impl is for the parameter.
        Ty at = boundMember(base, segments.get(1));
        return members(at, segments.subList(2, segments.size()));
      }
      if (base != null) {
        return members(base, segments.subList(1, segments.size()));
      }
      if (first.equals("Self")) {
        return Ty.UNKNOWN;
      }
    }
    TypeScope.Found found = scope.resolve(path.names(), path.isAbsolute(), Namespace.TYPE);
    Def def = found.def();
    if (def == null) {
      Ty primitive =
          segments.size() == 1 && !path.isAbsolute() ? Ty.primitive(first) : null;
      return primitive == null ? Ty.UNKNOWN : primitive;
    }
    Ty base = named(def, segments.subList(0, found.used()));
    return members(base, segments.subList(found.used(), segments.size()));
  }

  /// What a definition in a type's place means, with the arguments of the path to it.
  public Ty named(Def def, List<Path.Segment> segments) {
    Node arguments = segments.isEmpty() ? null : segments.getLast().arguments();
    return switch (def.kind()) {
      case STRUCT, ENUM, UNION -> {
        List<Region> regions = new ArrayList<>();
        List<Ty> args = adtArguments(def, arguments, regions);
        yield new Ty.Adt(def, args, regions);
      }
      case FOREIGN_TYPE -> new Ty.Adt(def, List.of());
      case TYPE_ALIAS -> {
        Ty target = def.type();
        yield target == null
            ? Ty.UNKNOWN
            : Substitution.apply(target, adtArguments(def, arguments, new ArrayList<>()));
      }
      case TRAIT -> {
        List<Predicate> predicates = new ArrayList<>();
        TraitRef trait = trait(Ty.UNKNOWN, def, segments.getLast(), predicates);
        List<Ty.Binding> bindings = new ArrayList<>();
        for (Predicate predicate : predicates) {
          if (predicate instanceof Predicate.Projects p) {
            bindings.add(new Ty.Binding(p.assoc(), p.type()));
          }
        }
        yield new Ty.Dyn(
            List.of(
                new Ty.DynBound(def, trait.args().subList(1, trait.args().size()), bindings)),
            Region.ERASED);
      }
      default -> Ty.UNKNOWN;
    };
  }

  private List<Ty> adtArguments(Def def, @Nullable Node arguments, List<Region> regions) {
    List<Ty> given = List.of();
    if (arguments != null) {
      given = arguments(arguments, new ArrayList<>());
      for (Node child : arguments.namedChildren()) {
        if (child.is(Kind.LIFETIME)) {
          regions.add(region(child));
        }
      }
    }
    return fill(def, null, given);
  }

  /// The type and const arguments of a list, in order; associated type bindings go to another list.
  public List<Ty> arguments(Node list, List<Node> bindings) {
    List<Ty> found = new ArrayList<>();
    for (Node child : list.namedChildren()) {
      switch (child.kind()) {
        case LIFETIME, ATTRIBUTE_ITEM -> {}
        case TYPE_BINDING -> bindings.add(child);
        case TRAIT_BOUNDS -> {}
        case INTEGER_LITERAL, BOOLEAN_LITERAL, NEGATIVE_LITERAL, CHAR_LITERAL, STRING_LITERAL,
            BLOCK, UNARY_EXPRESSION ->
            found.add(constant(child));
        case TYPE_IDENTIFIER, IDENTIFIER, SCOPED_TYPE_IDENTIFIER, SCOPED_IDENTIFIER -> {
          Ty type = type(child);
          found.add(type instanceof Ty.Unknown ? scope.constant(child) : type);
        }
        default -> found.add(type(child));
      }
    }
    return found;
  }

  /// Arguments for all parameters of a definition: those given, then defaults, variables in bodies.
  ///
  /// @param self what stands for a trait's `Self`, null for others
  public List<Ty> fill(Def def, @Nullable Ty self, List<Ty> given) {
    Generics generics = def.generics();
    List<Ty> args = new ArrayList<>(generics.size());
    int at = 0;
    for (int i = 0; i < generics.size(); i++) {
      if (i == 0 && self != null) {
        args.add(self);
        continue;
      }
      Ty fallback = generics.param(i).fallback();
      if (at < given.size()) {
        args.add(given.get(at++));
      } else if (fallback != null && !(scope.infers() && given.isEmpty() && self == null)) {
        args.add(Substitution.apply(fallback, args));
      } else {
        args.add(scope.infers() ? scope.hole() : Ty.UNKNOWN);
      }
    }
    return args;
  }

  private Ty qualified(Path path) {
    Ty self = type(path.self());
    if (path.trait() == null) {
      return members(self, path.segments());
    }
    List<Predicate> predicates = new ArrayList<>();
    if (path.segments().isEmpty() || !bound(self, path.trait(), predicates)) {
      return Ty.UNKNOWN;
    }
    for (Predicate predicate : predicates) {
      if (predicate instanceof Predicate.Implements(TraitRef trait)) {
        Path.Segment first = path.segments().getFirst();
        Def item = trait.trait().member(first.name(), Namespace.TYPE);
        if (item == null) {
          return Ty.UNKNOWN;
        }
        Ty projection = projection(trait, item, first);
        return members(projection, path.segments().subList(1, path.segments().size()));
      }
    }
    return Ty.UNKNOWN;
  }

  private Ty projection(TraitRef trait, Def item, Path.Segment segment) {
    List<Ty> args = new ArrayList<>(trait.args());
    int own = item.generics().own().size();
    if (own > 0) {
      List<Ty> given =
          segment.arguments() == null
              ? List.of()
              : arguments(segment.arguments(), new ArrayList<>());
      for (int i = 0; i < own; i++) {
        args.add(i < given.size() ? given.get(i) : Ty.UNKNOWN);
      }
    }
    return new Ty.Projection(item, args);
  }

  /// `T::Item`, `Self::Item::Item`
  private Ty members(Ty base, List<Path.Segment> segments) {
    Ty at = base;
    for (Path.Segment segment : segments) {
      at = member(at, segment);
    }
    return at;
  }

  private Ty member(Ty base, Path.Segment segment) {
    if (base instanceof Ty.Unknown) {
      return base;
    }
    TraitRef around = scope.selfTrait();
    if (around != null && base.equals(scope.self())) {
      Assoc assoc = assoc(around, segment.name());
      if (assoc != null) {
        return projection(assoc.trait, assoc.item, segment);
      }
    }
    return boundMember(base, segment);
  }

  /// An associated type that a bound of a parameter or of another associated type promises.
  private Ty boundMember(Ty base, Path.Segment segment) {
    TraitRef bound = scope.boundWith(base, segment.name());
    if (bound != null) {
      Assoc assoc = assoc(bound, segment.name());
      if (assoc != null) {
        return projection(assoc.trait, assoc.item, segment);
      }
    }
    if (base instanceof Ty.Projection p) {
      for (Predicate predicate : p.assoc().bounds()) {
        if (predicate instanceof Predicate.Implements(TraitRef promised)) {
          TraitRef here = Substitution.apply(promised, p.args());
          Assoc assoc = here.self().equals(base) ? assoc(here, segment.name()) : null;
          if (assoc != null) {
            return projection(assoc.trait, assoc.item, segment);
          }
        }
      }
    }
    return Ty.UNKNOWN;
  }
}
