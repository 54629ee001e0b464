package dev.rusthint.analyzers.ownership;

import dev.rusthint.analyzers.Expressions;
import dev.rusthint.analyzers.Parameter;
import dev.rusthint.hint.Analyzer;
import dev.rusthint.hint.Context;
import dev.rusthint.hint.Equivalent;
import dev.rusthint.hint.Fix;
import dev.rusthint.hint.Fixes;
import dev.rusthint.hint.Message;
import dev.rusthint.hint.Reach;
import dev.rusthint.hint.RuleSpec;
import dev.rusthint.model.defs.DefKind;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.syntax.Field;
import dev.rusthint.syntax.Kind;
import dev.rusthint.syntax.Node;
import dev.rusthint.text.Edit;
import dev.rusthint.types.ItemTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `&*x`, `*x` and `(*x).field` where the compiler dereferences by itself.
public final class ExplicitAutoDeref implements Analyzer<ExplicitAutoDeref.Found> {
  /// @param at what is underlined
  /// @param place what the fix replaces
  /// @param value what is dereferenced
  /// @param prefix what stays before it
  record Found(Node at, Node place, Node value, String prefix) {}

  private static final Equivalent LINT = Equivalent.clippy("explicit_auto_deref");

  private static final RuleSpec SPEC =
      RuleSpec.of(
              "ownership/needless-borrow",
              "explicit-auto-deref",
              "a `*` where the compiler dereferences by itself",
              """
              Where the type that is wanted is written down, a reference to a `Box`, a `String` or
              another reference becomes one to what is inside without a `*`. So it does before a
              field.
              """)
          .withFixes(Fixes.MACHINE)
          .withReach(Reach.TYPES)
          .withEquivalents(LINT);

  @Override
  public RuleSpec spec() {
    return SPEC;
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.REFERENCE_EXPRESSION, Kind.UNARY_EXPRESSION);
  }

  @Override
  public List<Found> find(Node node, Context context) {
    Node parent = node.parent();
    if (parent == null || parent.is(Kind.TOKEN_TREE)) {
      return List.of();
    }
    Found found =
        node.is(Kind.REFERENCE_EXPRESSION)
            ? reborrow(node, context.types())
            : dereference(node, parent, context.types());
    return found == null ? List.of() : List.of(found);
  }

  // `&*x`

  private static @Nullable Found reborrow(Node borrow, ItemTypes types) {
    Node value = borrow.child(Field.VALUE);
    if (value == null
        || !isStar(value)
        || borrow.has(Kind.KW_RAW)
        || !(types.of(borrow) instanceof Ty.Ref type)
        || type.target() instanceof Ty.Ref
        || !isWritten(borrow, types)) {
      return null;
    }
    Node base = value;
    boolean first = true;
    boolean isNeedless = false;
    while (isStar(base)) {
      Node inner = operand(base);
      if (inner == null) {
        return null;
      }
      Ty below = types.of(inner);
      if (!ItemTypes.isKnown(below) || below instanceof Ty.RawPtr) {
        return null;
      }
      // `&*r` of a reference makes another of the same kind: that is no dereference.
      isNeedless |= !first || !(below instanceof Ty.Ref);
      first = false;
      base = inner;
    }
    if (!isNeedless || isBlock(base)) {
      return null;
    }
    boolean mutable = borrow.has(Kind.MUTABLE_SPECIFIER);
    String prefix = types.of(base) instanceof Ty.Ref ? "" : mutable ? "&mut " : "&";
    return new Found(borrow, borrow, base, prefix);
  }

  private static boolean isStar(Node node) {
    return node.is(Kind.UNARY_EXPRESSION) && node.has(Kind.STAR);
  }

  private static @Nullable Node operand(Node unary) {
    List<Node> children = unary.namedChildren();
    return children.isEmpty() ? null : Expressions.bare(children.getLast());
  }

  private static boolean isBlock(Node value) {
    return switch (value.kind()) {
      case BLOCK, UNSAFE_BLOCK, CONST_BLOCK, IF_EXPRESSION, MATCH_EXPRESSION, LOOP_EXPRESSION,
          MACRO_INVOCATION, ASYNC_BLOCK ->
          true;
      default -> false;
    };
  }

  /// Whether the place wants a reference to a type that is written there, so that nothing is left to
  /// infer from the value.
  private static boolean isWritten(Node expression, ItemTypes types) {
    if (!(types.target(expression) instanceof Ty.Ref target) || !isFixed(target)) {
      return false;
    }
    Node place = types.place(expression);
    Node parent = place.parent();
    if (parent == null) {
      return false;
    }
    return switch (parent.kind()) {
      case ARGUMENTS -> {
        Parameter parameter = Parameter.of(place, types);
        yield parameter != null
            && parameter.type() instanceof Ty.Ref declared
            && !ItemTypes.isGeneric(declared);
      }
      case LET_DECLARATION -> {
        Node written = parent.child(Field.TYPE);
        yield written != null && !written.text().contains("_");
      }
      case FUNCTION_ITEM -> place.field() == Field.BODY;
      case RETURN_EXPRESSION -> {
        Node around =
            parent.ancestor(Kind.FUNCTION_ITEM, Kind.CLOSURE_EXPRESSION, Kind.ASYNC_BLOCK);
        yield around != null && around.is(Kind.FUNCTION_ITEM);
      }
      case FIELD_INITIALIZER -> {
        Node struct = parent.ancestor(Kind.STRUCT_EXPRESSION);
        yield struct != null
            && !struct.textOf(Field.NAME).orElse("").equals("Self")
            && types.of(struct) instanceof Ty.Adt adt
            && adt.args().isEmpty();
      }
      default -> false;
    };
  }

  private static boolean isFixed(Ty.Ref target) {
    return ItemTypes.isKnown(target)
        && switch (ItemTypes.behindReferences(target).getLast()) {
          case Ty.Dyn _, Ty.Opaque _, Ty.Projection _, Ty.Closure _, Ty.FnDef _ -> false;
          default -> true;
        };
  }

  // `*x`, `(*x).field`

  private static @Nullable Found dereference(Node star, Node parent, ItemTypes types) {
    if (!isStar(star)) {
      return null;
    }
    Node inner = operand(star);
    if (inner == null || parent.is(Kind.REFERENCE_EXPRESSION) || isStar(parent)) {
      return null;
    }
    Node field = parent.is(Kind.PARENTHESIZED_EXPRESSION) ? parent.parent() : null;
    if (field != null && field.is(Kind.FIELD_EXPRESSION) && parent.field() == Field.VALUE) {
      return isCallee(field) ? null : beforeField(star, parent, field, types);
    }
    boolean isNeedless =
        types.of(inner) instanceof Ty.Ref
            && types.of(star) instanceof Ty.Ref
            && isWritten(star, types)
            && !isBlock(inner);
    return isNeedless ? new Found(star, star, inner, "") : null;
  }

  private static boolean isCallee(Node field) {
    return field.field() == Field.FUNCTION;
  }

  private static @Nullable Found beforeField(
      Node star, Node parentheses, Node field, ItemTypes types) {
    Node name = field.child(Field.FIELD);
    Node base = star;
    while (isStar(base)) {
      Node inner = operand(base);
      Ty below = inner == null ? Ty.UNKNOWN : types.of(inner);
      if (inner == null
          || name == null
          || !ItemTypes.isKnown(below)
          || below instanceof Ty.RawPtr
          || !isFree(below, name.text())) {
        return null;
      }
      base = inner;
    }
    boolean isStruct = types.of(star) instanceof Ty.Adt adt && adt.def().kind() == DefKind.STRUCT;
    return isStruct && !isBlock(base) ? new Found(star, parentheses, base, "") : null;
  }

  /// Whether a type has no field of this name itself.
  private static boolean isFree(Ty type, String field) {
    return switch (type) {
      case Ty.Adt adt ->
          adt.def().kind() != DefKind.UNION
              && adt.def().fields().stream().noneMatch(f -> f.name().equals(field));
      case Ty.Ref _ -> true;
      default -> false;
    };
  }

  @Override
  public Message describe(Found found, Context context) {
    return Message.at(found.at().span(), "the compiler dereferences this by itself")
        .help("write `" + replacement(found) + "`")
        .as(LINT);
  }

  private static String replacement(Found found) {
    boolean isTight = Expressions.isTight(found.value());
    boolean isLoose = found.prefix().isEmpty() && Expressions.isLoosePlace(found.place());
    String text = found.value().text();
    return found.prefix() + (isTight || isLoose ? text : "(" + text + ")");
  }

  @Override
  public Optional<Fix> fix(Found found, Context context) {
    return Expressions.hasComment(context.tree(), found.place().span())
        ? Optional.empty()
        : Optional.of(
            Fix.machine(
                "Leave the dereference to the compiler",
                Edit.replace(found.place().span(), replacement(found))));
  }
}
