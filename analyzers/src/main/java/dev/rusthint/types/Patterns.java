package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.Path;
import dev.rusthint.model.lower.TypeScope;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Patterns (Reference, *Patterns*): the types of what they bind.
final class Patterns {
  /// How an identifier binds when it does not say so (Reference, *Binding modes*).
  private enum Mode {
    MOVE,
    REF,
    REF_MUT
  }

  private final Inference in;
  private final PathExpressions paths;

  Patterns(Inference in, PathExpressions paths) {
    this.in = in;
    this.paths = paths;
  }

  /// Matches a pattern against a value of a type; its variables are declared in the innermost rib.
  void bind(Node pattern, Ty type) {
    bind(pattern, type, Mode.MOVE);
  }

  private void bind(Node pattern, Ty expected, Mode mode) {
    switch (pattern.kind()) {
      case IDENTIFIER, SHORTHAND_FIELD_IDENTIFIER -> identifier(pattern, pattern, expected, mode);
      case MUT_PATTERN -> inner(pattern, inner -> identifierOrAny(inner, expected, Mode.MOVE));
      case REF_PATTERN -> reference(pattern, expected);
      case CAPTURED_PATTERN -> captured(pattern, expected, mode);
      case OR_PATTERN -> or(pattern, expected, mode);
      case MATCH_PATTERN ->
          inner(pattern, inner -> bind(inner, expected, mode));
      case REFERENCE_PATTERN -> dereference(pattern, expected);
      case TUPLE_PATTERN -> tuple(pattern, expected, mode);
      case SLICE_PATTERN -> slice(pattern, expected, mode);
      case TUPLE_STRUCT_PATTERN -> tupleStruct(pattern, expected, mode);
      case STRUCT_PATTERN -> struct(pattern, expected, mode);
      case RANGE_PATTERN -> range(pattern, expected);
      case SCOPED_IDENTIFIER, GENERIC_PATTERN -> path(pattern, expected);
      case INTEGER_LITERAL, FLOAT_LITERAL, NEGATIVE_LITERAL, STRING_LITERAL, RAW_STRING_LITERAL,
          CHAR_LITERAL, BOOLEAN_LITERAL ->
          literal(pattern, expected);
      case MACRO_INVOCATION -> in.table.taint(expected);
      default -> {}
    }
  }

  private interface Then {
    void accept(Node inner);
  }

  private static void inner(Node pattern, Then then) {
    for (Node child : pattern.namedChildren()) {
      if (!child.is(Kind.MUTABLE_SPECIFIER) && child.field() != Field.CONDITION) {
        then.accept(child);
        return;
      }
    }
  }

  /// `mut x` binds by value whatever the default mode is.
  private void identifierOrAny(Node inner, Ty expected, Mode mode) {
    if (inner.is(Kind.IDENTIFIER)) {
      declare(inner, expected);
    } else {
      bind(inner, expected, mode);
    }
  }

  private void identifier(Node name, Node pattern, Ty expected, Mode mode) {
    if (name.textIs("_")) {
      return;
    }
    Def constant = constant(name);
    if (constant != null) {
      path(pattern, expected);
      return;
    }
    declare(name, byMode(expected, mode));
  }

  /// A unit struct, unit variant, constant or static that an identifier means instead of a new
  /// variable (Reference, *Identifier patterns*).
  private @Nullable Def constant(Node name) {
    if (name.is(Kind.SHORTHAND_FIELD_IDENTIFIER)) {
      return null;
    }
    TypeScope.Found found = in.scope().resolve(List.of(name.text()), false, Namespace.VALUE);
    Def def = found.def();
    if (def == null) {
      return null;
    }
    return switch (def.kind()) {
      case CONST, STATIC, STRUCT, VARIANT -> def;
      default -> null;
    };
  }

  private Ty byMode(Ty type, Mode mode) {
    return switch (mode) {
      case MOVE -> type;
      case REF -> Coercion.reference(false, type);
      case REF_MUT -> Coercion.reference(true, type);
    };
  }

  private void declare(Node name, Ty type) {
    String text = name.text();
    String key = text.startsWith("r#") ? text.substring(2) : text;
    in.bindings.put(name, type);
    in.locals.declare(in.name(key, name), name, type);
  }

  private void reference(Node pattern, Ty expected) {
    Node inner = pattern.namedChildren().isEmpty() ? null : pattern.namedChildren().getLast();
    if (inner == null) {
      return;
    }
    boolean mutable = pattern.has(Kind.MUTABLE_SPECIFIER) || inner.is(Kind.MUT_PATTERN);
    Node name = inner.is(Kind.MUT_PATTERN) ? inner.namedChildren().getLast() : inner;
    Ty bound = Coercion.reference(mutable, expected);
    if (name.is(Kind.CAPTURED_PATTERN)) {
      Node first = name.namedChildren().getFirst();
      declare(first, bound);
      bind(name.namedChildren().getLast(), expected, Mode.MOVE);
    } else if (name.is(Kind.IDENTIFIER)) {
      declare(name, bound);
    }
  }

  private void captured(Node pattern, Ty expected, Mode mode) {
    List<Node> parts = pattern.namedChildren();
    if (parts.size() < 2) {
      return;
    }
    Node name = parts.getFirst();
    if (name.is(Kind.IDENTIFIER)) {
      declare(name, byMode(expected, mode));
    } else {
      bind(name, expected, mode);
    }
    bind(parts.getLast(), expected, mode);
  }

  private void or(Node pattern, Ty expected, Mode mode) {
    for (Node alternative : pattern.namedChildren()) {
      bindAgain(alternative, expected, mode);
    }
  }

  /// A variable of a later alternative is that of the first.
  private void bindAgain(Node alternative, Ty expected, Mode mode) {
    List<Node> names = new ArrayList<>();
    for (Node each : alternative.descendants()) {
      if (each.is(Kind.IDENTIFIER) || each.is(Kind.SHORTHAND_FIELD_IDENTIFIER)) {
        names.add(each);
      }
    }
    List<Locals.@Nullable Local> known = new ArrayList<>();
    names.forEach(n -> known.add(in.local(n.text(), n)));
    bind(alternative, expected, mode);
    for (int i = 0; i < names.size(); i++) {
      Locals.Local before = known.get(i);
      Ty now = in.bindings.get(names.get(i));
      if (before != null && now != null && in.table.hasVariables(now)) {
        in.table.unify(before.type(), now);
      }
    }
  }

  private void dereference(Node pattern, Ty expected) {
    boolean mutable = pattern.has(Kind.MUTABLE_SPECIFIER);
    Ty type = in.settled(expected);
    Ty target;
    if (type instanceof Ty.Ref ref) {
      target = ref.target();
    } else if (type instanceof Ty.Infer) {
      target = in.table.fresh();
      in.table.unify(type, Coercion.reference(mutable, target));
    } else {
      target = Ty.UNKNOWN;
    }
    inner(pattern, inner -> bind(inner, target, Mode.MOVE));
  }

  /// What a pattern that is no reference pattern matches: references are looked through and change
  /// the mode.
  private record Peeled(Ty type, Mode mode) {}

  private Peeled peel(Ty expected, Mode mode) {
    Ty type = in.settled(expected);
    Mode now = mode;
    while (type instanceof Ty.Ref ref) {
      now = now == Mode.REF || !ref.mutable() ? Mode.REF : Mode.REF_MUT;
      type = in.settled(ref.target());
    }
    return new Peeled(type, now);
  }

  private void tuple(Node pattern, Ty expected, Mode mode) {
    List<Node> parts = parts(pattern);
    if (parts.size() == 1 && !pattern.has(Kind.COMMA) && !isRest(parts.getFirst())) {
      bind(parts.getFirst(), expected, mode);
      return;
    }
    Peeled peeled = peel(expected, mode);
    if (peeled.type instanceof Ty.Infer && rest(parts) < 0) {
      List<Ty> fresh = new ArrayList<>();
      parts.forEach(_ -> fresh.add(in.table.fresh()));
      in.table.unify(peeled.type, new Ty.Tuple(fresh));
    }
    List<Ty> types =
        in.shallow(peeled.type) instanceof Ty.Tuple t ? t.elements() : List.of();
    bindAll(parts, types, peeled.mode);
  }

  /// The patterns inside a pattern, `_` included.
  private static List<Node> parts(Node pattern) {
    List<Node> parts = new ArrayList<>();
    for (Node child : pattern.children()) {
      boolean isPattern = child.kind().isNamed() && !child.is(Kind.ATTRIBUTE_ITEM);
      if (child.is(Kind.UNDERSCORE) || isPattern && !child.kind().isComment()) {
        parts.add(child);
      }
    }
    return parts;
  }

  private static boolean isRest(Node part) {
    return part.is(Kind.REMAINING_FIELD_PATTERN);
  }

  private static int rest(List<Node> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (isRest(parts.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private void bindAll(List<Node> parts, List<Ty> types, Mode mode) {
    int rest = rest(parts);
    for (int i = 0; i < parts.size(); i++) {
      if (i == rest) {
        continue;
      }
      int at = rest < 0 || i < rest ? i : types.size() - (parts.size() - i);
      bind(parts.get(i), at >= 0 && at < types.size() ? types.get(at) : Ty.UNKNOWN, mode);
    }
  }

  private void slice(Node pattern, Ty expected, Mode mode) {
    Peeled peeled = peel(expected, mode);
    Ty type = in.shallow(peeled.type);
    Ty element =
        switch (type) {
          case Ty.Slice s -> s.element();
          case Ty.Array a -> a.element();
          default -> Ty.UNKNOWN;
        };
    for (Node part : parts(pattern)) {
      if (isRest(part)) {
        continue;
      }
      if (part.is(Kind.CAPTURED_PATTERN) && isRest(part.namedChildren().getLast())) {
        Ty rest = type instanceof Ty.Array ? Ty.UNKNOWN : new Ty.Slice(element);
        Node name = part.namedChildren().getFirst();
        if (name.is(Kind.IDENTIFIER)) {
          declare(name, type instanceof Ty.Array ? Ty.UNKNOWN : byMode(rest, peeled.mode));
        } else {
          bind(name, rest, peeled.mode);
        }
        continue;
      }
      bind(part, element, peeled.mode);
    }
  }

  /// The struct or variant that a path names, with its arguments unified with the value's type.
  private List<Ty> variantArgs(Def variant, @Nullable Path path, Ty type) {
    Ty.Adt adt = paths.adtOf(variant, path);
    if (adt == null) {
      return List.of();
    }
    in.table.unify(adt, type);
    return adt.args();
  }

  private @Nullable Def variant(@Nullable Node name) {
    Path path = name == null ? null : Path.of(name);
    return path == null ? null : paths.constructor(path);
  }

  private void tupleStruct(Node pattern, Ty expected, Mode mode) {
    Node name = pattern.child(Field.TYPE);
    Def variant = variant(name);
    Peeled peeled = peel(expected, mode);
    List<Node> parts = new ArrayList<>(parts(pattern));
    if (!parts.isEmpty() && name != null) {
      parts.removeFirst();
    }
    if (variant == null || name == null) {
      in.table.taint(peeled.type);
      bindAll(parts, List.of(), peeled.mode);
      return;
    }
    List<Ty> args = variantArgs(variant, Path.of(name), peeled.type);
    List<Ty> types = new ArrayList<>();
    for (FieldDef field : variant.fields()) {
      types.add(in.traits.normalize(Substitution.apply(field.type(), args)));
    }
    bindAll(parts, types, peeled.mode);
  }

  private void struct(Node pattern, Ty expected, Mode mode) {
    Node name = pattern.child(Field.TYPE);
    Def variant = variant(name);
    Peeled peeled = peel(expected, mode);
    List<Ty> args =
        variant == null || name == null
            ? List.of()
            : variantArgs(variant, Path.of(name), peeled.type);
    for (Node part : parts(pattern)) {
      if (!part.is(Kind.FIELD_PATTERN)) {
        continue;
      }
      Node field = part.child(Field.NAME);
      if (field == null) {
        continue;
      }
      Ty type = variant == null ? Ty.UNKNOWN : fieldType(variant, field.text(), args);
      Node inner = part.child(Field.PATTERN);
      if (inner != null) {
        bind(inner, type, peeled.mode);
      } else if (part.has(Kind.KW_REF)) {
        declare(field, Coercion.reference(part.has(Kind.MUTABLE_SPECIFIER), type));
      } else if (part.has(Kind.MUTABLE_SPECIFIER)) {
        declare(field, type);
      } else {
        declare(field, byMode(type, peeled.mode));
      }
    }
  }

  private Ty fieldType(Def variant, String name, List<Ty> args) {
    String plain = name.startsWith("r#") ? name.substring(2) : name;
    for (FieldDef field : variant.fields()) {
      if (field.name().equals(plain)) {
        return in.traits.normalize(Substitution.apply(field.type(), args));
      }
    }
    return Ty.UNKNOWN;
  }

  private void range(Node pattern, Ty expected) {
    Ty type = peel(expected, Mode.MOVE).type;
    for (Node part : pattern.namedChildren()) {
      if (part.is(Kind.SCOPED_IDENTIFIER) || part.is(Kind.IDENTIFIER)) {
        path(part, type);
      } else {
        literal(part, type);
      }
    }
  }

  private void path(Node pattern, Ty expected) {
    Path path = Path.of(pattern);
    if (path == null) {
      return;
    }
    Ty type = paths.value(path, pattern);
    Ty value = type instanceof Ty.FnDef f && f.def().kind() == DefKind.VARIANT ? Ty.UNKNOWN : type;
    in.table.unify(value, peel(expected, Mode.MOVE).type);
  }

  private void literal(Node pattern, Ty expected) {
    Ty type = peel(expected, Mode.MOVE).type;
    if (!(type instanceof Ty.Infer)) {
      return;
    }
    Ty literal = Literals.type(pattern, null, in.table);
    boolean isText = pattern.is(Kind.STRING_LITERAL) || pattern.is(Kind.RAW_STRING_LITERAL);
    if (!isText) {
      in.table.unify(type, literal);
    } else if (in.isVariable(expected)) {
      in.table.unify(type, Coercion.reference(false, Ty.of(Prim.STR)));
    }
  }
}
