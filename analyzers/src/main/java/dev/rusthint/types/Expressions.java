package dev.rusthint.types;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.FieldDef;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Substitution;
import dev.rusthint.model.defs.TraitRef;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.model.lower.Path;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The types of expressions (Reference, *Expressions*), as rustc has them before adjustments.
final class Expressions {
  /// Expressions nested deeper than this are unknown.
  private static final int MAX_DEPTH = 400;

  private final Inference in;
  private final PathExpressions paths;
  private final Calls calls;
  private final Operators operators;
  private final Patterns patterns;
  private final Blocks blocks;
  private final Closures closures;
  private final MacroCalls macros;
  private int depth;

  Expressions(Inference in) {
    this.in = in;
    this.paths = new PathExpressions(in);
    this.patterns = new Patterns(in, paths);
    this.calls = new Calls(in, this, paths);
    this.operators = new Operators(in);
    this.blocks = new Blocks(in, this, patterns);
    this.closures = new Closures(in, this, blocks, patterns);
    this.macros = new MacroCalls(in, this, patterns);
  }

  Blocks blocks() {
    return blocks;
  }

  MacroCalls macros() {
    return macros;
  }

  Closures closures() {
    return closures;
  }

  Patterns patterns() {
    return patterns;
  }

  /// The type of an expression.
  ///
  /// @param expected what the place it stands in would like, a hint only; null if it is not known
  Ty type(Node node, @Nullable Ty expected) {
    if (depth > MAX_DEPTH || in.traits.isExhausted()) {
      return Ty.UNKNOWN;
    }
    in.checkpoint.run();
    depth++;
    try {
      Ty type = of(node, expected);
      in.expressions.put(node, type);
      if (in.shallow(type) instanceof Ty.Never) {
        blocks.diverge();
      }
      return type;
    } finally {
      depth--;
    }
  }

  /// Checks that an expression fits a place; tells the place's type what the expression has.
  Ty check(Node node, Ty target) {
    Ty actual = type(node, target);
    in.targets.put(node, target);
    if (!in.coercion.coerce(actual, target)) {
      in.table.taint(actual);
      in.table.taint(target);
    }
    return actual;
  }

  private Ty of(Node node, @Nullable Ty expected) {
    return switch (node.kind()) {
      case INTEGER_LITERAL, FLOAT_LITERAL, BOOLEAN_LITERAL, CHAR_LITERAL, NEGATIVE_LITERAL ->
          Literals.type(node, expected, in.table);
      case STRING_LITERAL, RAW_STRING_LITERAL -> string(node.text());
      case IDENTIFIER, SELF, SCOPED_IDENTIFIER, GENERIC_FUNCTION, CRATE, METAVARIABLE -> path(node);
      case PARENTHESIZED_EXPRESSION -> {
        Node inner = only(node);
        yield inner == null ? Ty.UNKNOWN : type(inner, expected);
      }
      case UNIT_EXPRESSION -> Ty.UNIT;
      case TUPLE_EXPRESSION -> tuple(node, expected);
      case ARRAY_EXPRESSION -> array(node, expected);
      case STRUCT_EXPRESSION -> struct(node, expected);
      case CALL_EXPRESSION -> calls.call(node, expected);
      case FIELD_EXPRESSION -> field(node);
      case INDEX_EXPRESSION -> index(node);
      case UNARY_EXPRESSION -> unary(node, expected);
      case REFERENCE_EXPRESSION -> reference(node, expected);
      case BINARY_EXPRESSION -> binary(node, expected);
      case COMPOUND_ASSIGNMENT_EXPR -> compound(node);
      case ASSIGNMENT_EXPRESSION -> assignment(node);
      case TYPE_CAST_EXPRESSION -> cast(node);
      case RANGE_EXPRESSION -> range(node, expected);
      case TRY_EXPRESSION -> blocks.given(question(node), expected);
      case AWAIT_EXPRESSION -> blocks.given(await(node), expected);
      case BLOCK, UNSAFE_BLOCK, CONST_BLOCK, IF_EXPRESSION, MATCH_EXPRESSION, LOOP_EXPRESSION,
          WHILE_EXPRESSION, FOR_EXPRESSION, BREAK_EXPRESSION, CONTINUE_EXPRESSION,
          RETURN_EXPRESSION, LET_CONDITION, LET_CHAIN ->
          blocks.type(node, expected);
      case CLOSURE_EXPRESSION -> closures.closure(node, expected);
      case ASYNC_BLOCK -> closures.async(node, expected);
      case MACRO_INVOCATION -> macros.type(node, expected);
      default -> {
        for (Node child : node.namedChildren()) {
          if (isExpression(child)) {
            in.table.taint(type(child, null));
          }
        }
        yield Ty.UNKNOWN;
      }
    };
  }

  static boolean isExpression(Node node) {
    return switch (node.kind()) {
      case INTEGER_LITERAL, FLOAT_LITERAL, BOOLEAN_LITERAL, CHAR_LITERAL, STRING_LITERAL,
          RAW_STRING_LITERAL, IDENTIFIER, SELF, SCOPED_IDENTIFIER, GENERIC_FUNCTION,
          PARENTHESIZED_EXPRESSION, UNIT_EXPRESSION, TUPLE_EXPRESSION, ARRAY_EXPRESSION,
          STRUCT_EXPRESSION, CALL_EXPRESSION, FIELD_EXPRESSION, INDEX_EXPRESSION,
          UNARY_EXPRESSION, REFERENCE_EXPRESSION, BINARY_EXPRESSION, COMPOUND_ASSIGNMENT_EXPR,
          ASSIGNMENT_EXPRESSION, TYPE_CAST_EXPRESSION, RANGE_EXPRESSION, TRY_EXPRESSION,
          AWAIT_EXPRESSION, BLOCK, UNSAFE_BLOCK, CONST_BLOCK, IF_EXPRESSION, MATCH_EXPRESSION,
          LOOP_EXPRESSION, WHILE_EXPRESSION, FOR_EXPRESSION, BREAK_EXPRESSION,
          CONTINUE_EXPRESSION, RETURN_EXPRESSION, LET_CONDITION, LET_CHAIN, CLOSURE_EXPRESSION,
          ASYNC_BLOCK, MACRO_INVOCATION ->
          true;
      default -> false;
    };
  }

  static @Nullable Node only(Node node) {
    List<Node> children = node.namedChildren();
    for (int i = children.size() - 1; i >= 0; i--) {
      if (isExpression(children.get(i))) {
        return children.get(i);
      }
    }
    return null;
  }

  private Ty string(String text) {
    if (text.startsWith("b")) {
      int open = text.indexOf('"');
      long length = open < 0 ? -1 : ByteStrings.length(text);
      Ty size = length < 0 ? Ty.UNKNOWN : Ty.ConstValue.of(length);
      return Coercion.reference(false, new Ty.Array(Ty.of(Prim.U8), size));
    }
    if (text.startsWith("c")) {
      return Coercion.reference(false, in.lang("CStr", List.of()));
    }
    return Coercion.reference(false, Ty.of(Prim.STR));
  }

  private Ty path(Node node) {
    if (node.is(Kind.GENERIC_FUNCTION)) {
      Node function = node.child(Field.FUNCTION);
      if (function != null && function.is(Kind.FIELD_EXPRESSION)) {
        return Ty.UNKNOWN;
      }
    }
    Path path = Path.of(node);
    if (path == null) {
      return Ty.UNKNOWN;
    }
    Ty type = paths.value(path, node);
    Def item = paths.named();
    if (item != null) {
      in.items.put(node, item);
    }
    Locals.Local local = paths.local();
    if (local != null) {
      in.variables.put(node, local.declaration());
    }
    return type;
  }

  private Ty tuple(Node node, @Nullable Ty expected) {
    List<Ty> wanted =
        expected != null && in.shallow(expected) instanceof Ty.Tuple t ? t.elements() : List.of();
    List<Ty> types = new ArrayList<>();
    for (Node part : node.namedChildren()) {
      if (isExpression(part)) {
        Ty hint = types.size() < wanted.size() ? wanted.get(types.size()) : null;
        Ty actual = type(part, hint);
        types.add(hint != null && coercesTo(actual, hint) ? hint : actual);
      }
    }
    return new Ty.Tuple(types);
  }

  /// Coerces where that is possible; else leaves all as it was.
  private boolean coercesTo(Ty actual, Ty target) {
    InferenceTable.Snapshot before = in.table.snapshot();
    if (in.coercion.coerce(actual, target)) {
      return !(in.shallow(actual) instanceof Ty.Never);
    }
    in.table.rollback(before);
    return false;
  }

  private Ty array(Node node, @Nullable Ty expected) {
    Ty wanted =
        expected == null
            ? null
            : switch (in.shallow(expected)) {
              case Ty.Array a -> a.element();
              case Ty.Slice s -> s.element();
              default -> null;
            };
    Node length = node.child(Field.LENGTH);
    Ty element = wanted;
    int count = 0;
    for (Node part : node.namedChildren()) {
      if (part.field() == Field.LENGTH || !isExpression(part)) {
        continue;
      }
      count++;
      Ty actual = type(part, element);
      if (element == null) {
        element = actual;
      } else if (wanted != null && coercesTo(actual, wanted)) {
        element = wanted;
      } else {
        element = in.coercion.join(element, actual);
      }
    }
    if (element == null) {
      element = in.table.fresh();
    }
    if (length == null) {
      return new Ty.Array(element, Ty.ConstValue.of(count));
    }
    if (length.is(Kind.IDENTIFIER) && length.textIs("_")) {
      return new Ty.Array(element, in.table.fresh());
    }
    type(length, in.usize());
    return new Ty.Array(element, in.types().constant(length));
  }

  private Ty struct(Node node, @Nullable Ty expected) {
    Node name = node.child(Field.NAME);
    Path path = name == null ? null : Path.of(name);
    Def constructor = path == null ? null : paths.constructor(path);
    Ty.Adt adt = constructor == null ? null : paths.adtOf(constructor, path);
    Node body = node.child(Field.BODY);
    if (adt != null && expected != null && in.shallow(expected) instanceof Ty.Adt) {
      InferenceTable.Snapshot before = in.table.snapshot();
      if (!in.table.unify(adt, expected)) {
        in.table.rollback(before);
      }
    }
    if (body != null) {
      for (Node part : body.namedChildren()) {
        if (in.scope().isActive(part)) {
          initializer(part, constructor, adt);
        }
      }
    }
    return adt == null ? Ty.UNKNOWN : adt;
  }

  private void initializer(Node part, @Nullable Def constructor, Ty.@Nullable Adt adt) {
    Node value = part.child(Field.VALUE);
    if (value == null) {
      value = only(part);
    }
    if (value == null) {
      return;
    }
    if (part.is(Kind.BASE_FIELD_INITIALIZER)) {
      Ty base = type(value, adt);
      if (adt != null) {
        in.table.unify(base, adt);
      }
      return;
    }
    Node field = part.child(Field.FIELD);
    String name = (field == null ? value : field).text();
    Ty target =
        constructor == null || adt == null ? null : fieldType(constructor, name, adt.args());
    if (target == null) {
      in.table.taint(type(value, null));
    } else {
      check(value, target);
    }
  }

  private @Nullable Ty fieldType(Def constructor, String name, List<Ty> args) {
    String plain = name.startsWith("r#") ? name.substring(2) : name;
    for (FieldDef field : constructor.fields()) {
      if (field.name().equals(plain)) {
        return in.traits.normalize(Substitution.apply(field.type(), args));
      }
    }
    return null;
  }

  private Ty field(Node node) {
    Node value = node.child(Field.VALUE);
    Node field = node.child(Field.FIELD);
    if (value == null || field == null) {
      return Ty.UNKNOWN;
    }
    Ty base = in.settled(type(value, null));
    for (Ty step : in.autoderef.steps(base)) {
      if (step instanceof Ty.Adt adt
          && (adt.def().kind() == DefKind.STRUCT || adt.def().kind() == DefKind.UNION)) {
        Ty type = visibleField(adt, field.text());
        if (type != null) {
          return type;
        }
      } else if (step instanceof Ty.Tuple tuple && field.is(Kind.INTEGER_LITERAL)) {
        int index = index(field.text());
        if (index < tuple.elements().size()) {
          return tuple.elements().get(index);
        }
      }
    }
    return Ty.UNKNOWN;
  }

  private @Nullable Ty visibleField(Ty.Adt adt, String name) {
    String plain = name.startsWith("r#") ? name.substring(2) : name;
    for (FieldDef field : adt.def().fields()) {
      if (field.name().equals(plain) && field.visibility().reaches(in.scope().module())) {
        return in.traits.normalize(Substitution.apply(field.type(), adt.args()));
      }
    }
    return null;
  }

  private static int index(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  private Ty index(Node node) {
    List<Node> parts = node.namedChildren();
    if (parts.size() != 2) {
      return Ty.UNKNOWN;
    }
    Ty base = type(parts.get(0), null);
    Ty index = type(parts.get(1), null);
    return operators.index(base, index);
  }

  private Ty unary(Node node, @Nullable Ty expected) {
    Node operand = only(node);
    if (operand == null) {
      return Ty.UNKNOWN;
    }
    if (node.has(Kind.STAR)) {
      Ty type = in.settled(type(operand, null));
      if (type instanceof Ty.RawPtr p) {
        return in.shallow(p.target());
      }
      Ty target = in.autoderef.deref(type);
      if (target == null) {
        in.table.taint(type);
      }
      return target == null ? Ty.UNKNOWN : target;
    }
    Ty type = type(operand, expected);
    return node.has(Kind.MINUS) ? operators.negate(type) : operators.not(type);
  }

  private Ty reference(Node node, @Nullable Ty expected) {
    Node value = node.child(Field.VALUE);
    if (value == null) {
      return Ty.UNKNOWN;
    }
    boolean mutable = node.has(Kind.MUTABLE_SPECIFIER);
    boolean raw = isRaw(node);
    Ty wanted =
        expected == null
            ? null
            : switch (in.shallow(expected)) {
              case Ty.Ref r -> r.target();
              case Ty.RawPtr p -> p.target();
              default -> null;
            };
    // `&[a, b]` where a slice is wanted: the elements are told what they are to be.
    Ty target = type(value, wanted);
    return raw ? new Ty.RawPtr(mutable, target) : Coercion.reference(mutable, target);
  }

  private static boolean isRaw(Node reference) {
    String text = reference.text();
    return reference.has(Kind.KW_RAW)
        || text.startsWith("&raw const ")
        || text.startsWith("&raw mut ");
  }

  private Ty binary(Node node, @Nullable Ty expected) {
    Node left = node.child(Field.LEFT);
    Node right = node.child(Field.RIGHT);
    Node operator = node.child(Field.OPERATOR);
    if (left == null || right == null || operator == null) {
      return Ty.UNKNOWN;
    }
    switch (operator.kind()) {
      case AMP_AMP, PIPE_PIPE -> {
        check(left, in.bool());
        boolean before = blocks.isDiverged();
        check(right, in.bool());
        blocks.setDiverged(before);
        return in.bool();
      }
      case EQ_EQ, BANG_EQ, LT, GT, LT_EQ, GT_EQ -> {
        Ty a = type(left, null);
        Ty b = type(right, in.shallow(a));
        operators.comparison(operator.kind(), a, b);
        return in.bool();
      }
      default -> {
        Ty hint = expected != null && isNumber(expected) ? expected : null;
        Ty a = type(left, hint);
        Ty b = type(right, Operators.isShift(operator.kind()) ? null : numberHint(a));
        return operators.arithmetic(operator.kind(), a, b);
      }
    }
  }

  private @Nullable Ty numberHint(Ty type) {
    return isNumber(type) ? type : null;
  }

  private boolean isNumber(Ty type) {
    return in.shallow(type) instanceof Ty.Primitive p
        && (p.prim().isInteger() || p.prim().isFloat());
  }

  private Ty compound(Node node) {
    Node left = node.child(Field.LEFT);
    Node right = node.child(Field.RIGHT);
    Node operator = node.child(Field.OPERATOR);
    if (left != null && right != null && operator != null) {
      Ty a = in.settled(type(left, null));
      boolean shift = operator.is(Kind.SHL_EQ) || operator.is(Kind.SHR_EQ);
      Ty b = in.settled(type(right, shift ? null : numberHint(a)));
      if (isNumeric(a) && isNumeric(b)) {
        if (!shift) {
          in.table.unify(a, b);
        }
      } else if (a instanceof Ty.Unknown || in.isVariable(a)) {
        in.table.taint(a);
        in.table.taint(b);
      } else {
        in.require(in.world.lang(assignTrait(operator.kind())), List.of(a, b));
      }
    }
    return Ty.UNIT;
  }

  private boolean isNumeric(Ty type) {
    return isNumber(type)
        || type instanceof Ty.Infer v && in.table.sort(v) != InferenceTable.Sort.ANY;
  }

  private static String assignTrait(Kind operator) {
    return switch (operator) {
      case PLUS_EQ -> "add_assign";
      case MINUS_EQ -> "sub_assign";
      case STAR_EQ -> "mul_assign";
      case SLASH_EQ -> "div_assign";
      case PERCENT_EQ -> "rem_assign";
      case CARET_EQ -> "bitxor_assign";
      case AMP_EQ -> "bitand_assign";
      case PIPE_EQ -> "bitor_assign";
      case SHL_EQ -> "shl_assign";
      default -> "shr_assign";
    };
  }

  private Ty assignment(Node node) {
    Node left = node.child(Field.LEFT);
    Node right = node.child(Field.RIGHT);
    if (left != null && right != null) {
      if (left.is(Kind.IDENTIFIER) && left.textIs("_")) {
        type(right, null);
      } else {
        check(right, type(left, null));
      }
    }
    return Ty.UNIT;
  }

  private Ty cast(Node node) {
    Node value = node.child(Field.VALUE);
    Ty target = in.written(node.child(Field.TYPE));
    if (value != null) {
      Ty hint = in.shallow(target) instanceof Ty.Primitive p && p.prim() == Prim.CHAR
          ? Ty.of(Prim.U8)
          : target;
      Ty actual = type(value, hint);
      if (in.table.hasVariables(target)) {
        in.defer(() -> coercesTo(actual, target));
      }
    }
    return target;
  }

  private Ty range(Node node, @Nullable Ty expected) {
    List<Node> parts = new ArrayList<>();
    boolean closed = node.has(Kind.DOT_DOT_EQ);
    boolean first = true;
    boolean hasStart = false;
    boolean hasEnd = false;
    for (Node child : node.children()) {
      if (child.is(Kind.DOT_DOT) || child.is(Kind.DOT_DOT_EQ)) {
        first = false;
      } else if (isExpression(child)) {
        parts.add(child);
        hasStart |= first;
        hasEnd |= !first;
      }
    }
    Ty wanted =
        expected != null && in.shallow(expected) instanceof Ty.Adt a && a.args().size() == 1
            ? a.args().getFirst()
            : null;
    Ty element = null;
    for (Node part : parts) {
      Ty type = type(part, element == null ? wanted : element);
      element = element == null ? type : in.coercion.join(element, type);
    }
    List<Ty> args = element == null ? List.of() : List.of(element);
    if (closed) {
      return in.std(
          hasStart ? "core::ops::RangeInclusive" : "core::ops::RangeToInclusive", args);
    }
    if (hasStart) {
      return in.std(hasEnd ? "core::ops::Range" : "core::ops::RangeFrom", args);
    }
    return in.std(hasEnd ? "core::ops::RangeTo" : "core::ops::RangeFull", args);
  }

  private Ty question(Node node) {
    Node operand = only(node);
    if (operand == null) {
      return Ty.UNKNOWN;
    }
    Ty type = in.settled(type(operand, null));
    Def trait = in.world.stdType("core::ops::Try");
    if (trait == null || type instanceof Ty.Unknown || in.isVariable(type)) {
      in.table.taint(type);
      return Ty.UNKNOWN;
    }
    Ty result = in.projection(trait, "Output", List.of(type));
    Ty residual = in.projection(trait, "Residual", List.of(type));
    Def from = in.world.stdType("core::ops::FromResidual");
    Ty around = blocks.returnType();
    if (from != null && around != null) {
      in.traits.require(new TraitRef(from, List.of(around, residual)));
    }
    return result;
  }

  private Ty await(Node node) {
    Node operand = only(node);
    if (operand == null) {
      return Ty.UNKNOWN;
    }
    Ty type = in.settled(type(operand, null));
    Def trait = in.world.stdType("core::future::IntoFuture");
    if (trait == null
        || type instanceof Ty.Unknown
        || in.isVariable(type)
        || trait.member("Output", Namespace.TYPE) == null) {
      return Ty.UNKNOWN;
    }
    return in.projection(trait, "Output", List.of(type));
  }
}
